import type {CostPart} from '../money/parts.ts';
import {columnLetters, columnOf, type Formula, type RunTable, type Sheet} from './sheet.ts';
import {zipMeasures} from './zip-measures.ts';

export const ZIP_SHEET = 'ZIPs';

/** Every ZIP of a scenario, in the order of the ZIPs. */
export function zipSheet(table: RunTable): Sheet {
  const rowCount = columnOf(table, 'zip').length;
  const readers = zipMeasures.map(({read}) => read(table));
  return {
    name: ZIP_SHEET,
    columns: zipMeasures.map(({head, format}) => ({head, format, width: format === 'usd' ? 17 : 14})),
    rowCount,
    *rows() {
      for (let row = 0; row < rowCount; row++) yield readers.map((read) => read(row));
    },
  };
}

/** Parts of the cost that belong to ZIPs, by the columns of the sheet that make them up, from the first to the last. */
const zipParts: Partial<Record<CostPart, readonly [first: string, last: string]>> = {
  linehaul: ['own_linehaul_usd', 'usps_linehaul_usd'],
  sort: ['own_sort_usd', 'usps_sort_usd'],
  lastMile: ['last_mile_usd', 'last_mile_usd'],
  postage: ['postage_usd', 'postage_usd'],
  otherCarrier: ['other_carrier_usd', 'other_carrier_usd'],
};

/** A part of the cost added up over the sheet; 0 where none of it belongs to a ZIP. */
export function zipTotal(table: RunTable, part: CostPart): Formula | number {
  const ends = zipParts[part];
  if (ends === undefined) return 0;
  const [first, last] = ends.map((end) => zipMeasures.findIndex(({name}) => name === end));
  let result = 0;
  for (const {name} of zipMeasures.slice(first, last + 1)) {
    for (const usd of columnOf(table, name)) result += Number(usd);
  }
  const rows = columnOf(table, 'zip').length;
  return {formula: `SUM(${ZIP_SHEET}!${columnLetters(first)}2:${columnLetters(last)}${rows + 1})`, result};
}

import type {CellFormat, RunTable} from './sheet.ts';
import {columnOf} from './sheet.ts';

/** One measure of a ZIP, as a column of the sheet and a property of the point. */
export interface ZipMeasure {
  readonly name: string; // snake_case, as in zip.parquet where it stands there
  readonly head: string;
  readonly format: CellFormat;
  readonly read: (table: RunTable) => (row: number) => string | number | null; // null: there is no such thing
}

/** What is told of each ZIP: counts and money at full volume over the simulated days. */
export const zipMeasures: readonly ZipMeasure[] = [
  stored('zip', 'ZIP', 'text'),
  stored('state', 'State', 'text'),
  stored('segment', 'Segment', 'text'),
  stored('station_id', 'Station', 'text'),
  stored('handoff_id', 'Hand-off node', 'text'),
  stored('uncovered', 'No own way (1)', 'whole'),
  stored('volume_demanded', 'Packages demanded', 'whole'),
  stored('volume_owned', 'By own vans', 'whole'),
  stored('volume_usps', 'By USPS', 'whole'),
  stored('volume_other', 'By other carriers', 'whole'),
  stored('volume_backlog_end', 'Waiting at the end', 'whole'),
  stored('volume_waited', 'Had to wait', 'whole'),
  stored('volume_overflow', 'Over capacity', 'whole'),
  stored('own_linehaul_usd', 'Own linehaul, USD', 'usd'),
  stored('usps_linehaul_usd', 'USPS linehaul, USD', 'usd'),
  stored('own_sort_usd', 'Own sort, USD', 'usd'),
  stored('usps_sort_usd', 'USPS sort, USD', 'usd'),
  stored('last_mile_usd', 'Own last mile, USD', 'usd'),
  stored('postage_usd', 'Postage, USD', 'usd'),
  stored('other_carrier_usd', 'Other carriers, USD', 'usd'),
  each(
    'own_usd_per_package',
    'Own, USD/package',
    ['own_linehaul_usd', 'own_sort_usd', 'last_mile_usd'],
    'volume_owned',
  ),
  each(
    'usps_usd_per_package',
    'USPS, USD/package',
    ['usps_linehaul_usd', 'usps_sort_usd', 'postage_usd'],
    'volume_usps',
  ),
  each('other_usd_per_package', 'Other, USD/package', ['other_carrier_usd'], 'volume_other'),
  stored('break_even_usps_usd', 'Break-even USPS price, USD', 'rate'),
  stored('owned_transit_days', 'Own, days in transit', 'rate'),
  stored('usps_transit_days', 'USPS, days in transit', 'rate'),
  stored('owned_late_share', 'Own, late', 'share'),
  stored('usps_late_share', 'USPS, late', 'share'),
];

function stored(name: string, head: string, format: CellFormat): ZipMeasure {
  return {
    ...{name, head, format},
    read(table) {
      const column = columnOf(table, name);
      return (row) => present(column[row]);
    },
  };
}

/** Money over packages; none where there are no packages. */
function each(name: string, head: string, usd: readonly string[], packages: string): ZipMeasure {
  return {
    ...{name, head, format: 'rate'},
    read(table) {
      const parts = usd.map((part) => columnOf(table, part));
      const counts = columnOf(table, packages);
      return (row) => present(parts.reduce((sum, part) => sum + Number(part[row]), 0) / Number(counts[row]));
    },
  };
}

function present(value: string | number | boolean | null): string | number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return value === null ? null : String(value);
}

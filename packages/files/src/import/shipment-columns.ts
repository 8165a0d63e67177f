import {type Issue, meantText, TwinError} from '@cutover/core';

export interface ShipmentColumn {
  readonly name: string;
  readonly required: boolean;
  readonly about: string;
}

/** What `import shipments` reads, CSV or Parquet, in any order; other columns are passed over. */
export const shipmentColumns: readonly ShipmentColumn[] = [
  {name: 'ship_date', required: true, about: 'day it left, as 2025-03-31'},
  {name: 'origin_id', required: true, about: 'facility_id of the FC it left from'},
  {name: 'zip', required: true, about: 'ZIP it went to, five digits or ZIP+4'},
  {name: 'weight_lb', required: true, about: 'actual weight, above 0 to 150'},
  {name: 'length_in', required: true, about: 'inches'},
  {name: 'width_in', required: true, about: 'inches'},
  {name: 'height_in', required: true, about: 'inches'},
  {name: 'carrier', required: true, about: 'who delivered it: owned, usps or other'},
  {name: 'promise_days', required: false, about: 'days promised, 1 to 14; absent: the most common in the twin'},
  {name: 'packages', required: false, about: 'how many alike the row stands for; absent: 1'},
  {name: 'eligibility', required: false, about: 'standard, po_box, military, hazmat or oversize; absent: standard'},
];

/**
 * Matches the columns of a file with those above.
 *
 * @returns name here to name in the file, without columns that are not there
 * @throws TwinError if a required one is missing
 */
export function matchColumns(names: readonly string[], file: string): ReadonlyMap<string, string> {
  const matched = new Map<string, string>();
  const issues: Issue[] = [];
  for (const {name, required, about} of shipmentColumns) {
    const found = names.find((candidate) => candidate.trim().toLowerCase() === name);
    if (found !== undefined) matched.set(name, found);
    else if (required) issues.push(missingColumn(name, about, names, file));
  }
  if (issues.length > 0) throw new TwinError(issues);
  return matched;
}

function missingColumn(name: string, about: string, names: readonly string[], file: string): Issue {
  return {
    rule: 'missing-column',
    file,
    row: 1,
    column: name,
    found: `columns ${names.join(', ')}`,
    expected: `a column "${name}" (${about})`,
    fix: `${meantText(name, names)}add or rename it`,
  };
}

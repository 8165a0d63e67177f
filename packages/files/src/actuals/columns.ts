import {type Issue, meantText, TwinError} from '@cutover/core';

/** How the cell of a column is read and judged. */
export type ActualKind = 'text' | 'day' | 'zip' | 'building' | 'lane' | 'choice' | 'above0' | 'from0' | 'money';

export interface ActualColumn {
  readonly name: string;
  readonly kind: ActualKind;
  readonly required: boolean;
  readonly about: string;
  readonly choices?: readonly string[];
  readonly absent?: number; // of a number whose column or cell is not there; without it NaN
}

/** A table of a shipper's books that `calibrate` reads. */
export interface ActualTable {
  readonly name: 'actuals' | 'routes' | 'linehaul' | 'handling'; // as the option that names its file
  readonly about: string;
  readonly id: string; // column that names a bill; rows of one id are netted
  readonly columns: readonly ActualColumn[];
}

const required = (name: string, kind: ActualKind, about: string): ActualColumn => ({name, kind, required: true, about});
const optional = (name: string, kind: ActualKind, about: string, absent?: number): ActualColumn => ({
  ...{name, kind, required: false, about},
  ...(absent === undefined ? {} : {absent}),
});
const billedOn = optional('billed_on', 'day', 'day of the bill; of two bills of one id it says which is later');

export const actualTables: readonly ActualTable[] = [
  {
    name: 'actuals',
    about: 'shipments or invoices, one row for each package or for several alike',
    id: 'shipment_id',
    columns: [
      optional('shipment_id', 'text', 'names a shipment; bills of the same one are netted'),
      billedOn,
      required('ship_date', 'day', 'day it left, as 2026-10-31'),
      required('origin_id', 'building', 'facility_id it left from'),
      required('zip', 'zip', 'ZIP it went to, five digits or ZIP+4'),
      required('weight_lb', 'above0', 'actual weight'),
      required('cube_ft3', 'from0', 'outside volume'),
      {...required('carrier', 'choice', 'who delivered it: owned, usps or other'), choices: ['owned', 'usps', 'other']},
      required('cost_usd', 'money', 'paid to the carrier; blank for owned, whose costs stand in the other tables'),
      optional('transit_days', 'from0', 'days to the door; `cutover track` sets it against promise_days'),
      optional('promise_days', 'from0', 'days promised to the door; with transit_days it says what was on time'),
      {...optional('entry', 'choice', 'ddu, dhub or dscf; absent: by entry.csv'), choices: ['ddu', 'dhub', 'dscf']},
      optional('packages', 'above0', 'how many alike the row stands for; absent: 1', 1),
    ],
  },
  {
    name: 'routes',
    about: 'own delivery routes, one row for those of one station in one ZIP on one day, or for one route',
    id: 'route_id',
    columns: [
      optional('route_id', 'text', 'names a row; rows of the same one are netted'),
      billedOn,
      required('date', 'day', 'day of delivery'),
      required('facility_id', 'building', 'station'),
      required('zip', 'zip', 'ZIP delivered'),
      required('stops', 'above0', 'stops made'),
      required('packages', 'above0', 'packages delivered'),
      required('hours', 'above0', "drivers' hours from leaving the station to coming back"),
      required('miles', 'from0', "vans' miles, all of them"),
      optional('routes', 'above0', 'vans that went out; absent: 1', 1),
      optional('stem_miles', 'from0', 'of the miles, those to the first stop and from the last; shows the speeds'),
      optional('paid_hours', 'above0', "drivers' hours as paid, load-out included; shows load_out_hours"),
      optional('cost_usd', 'money', 'paid for the row; absent: hours, miles and vans at the rates of the twin'),
    ],
  },
  {
    name: 'linehaul',
    about: 'linehaul invoices, one row for the trips of one lane on one day',
    id: 'invoice_id',
    columns: [
      optional('invoice_id', 'text', 'names an invoice; bills of the same one are netted'),
      billedOn,
      required('date', 'day', 'day of departure'),
      optional('lane_id', 'lane', 'lane of lanes.csv; absent: origin_id and destination_id'),
      optional('origin_id', 'building', 'facility_id the trips left from'),
      optional('destination_id', 'building', 'facility_id they went to'),
      required('trips', 'above0', 'trips made'),
      required('miles', 'above0', 'loaded miles of all trips; of a milk run the whole run'),
      required('cost_usd', 'money', 'paid, fuel included'),
    ],
  },
  {
    name: 'handling',
    about: 'variable handling (sort, stage, load), one row for one building on one day',
    id: 'invoice_id',
    columns: [
      optional('invoice_id', 'text', 'names a bill; bills of the same one are netted'),
      billedOn,
      required('date', 'day', 'day of work'),
      required('facility_id', 'building', 'station, sort center or air hub'),
      required('packages', 'above0', 'packages handled'),
      required('cost_usd', 'money', 'paid for the work, without rent and management'),
    ],
  },
];

/**
 * Matches the columns of a file with a table's.
 *
 * @returns name here to name in the file, without columns that are not there
 * @throws TwinError with every required column that is missing
 */
export function matchActuals(table: ActualTable, names: readonly string[], file: string): ReadonlyMap<string, string> {
  const matched = new Map<string, string>();
  for (const {name} of table.columns) {
    const found = names.find((candidate) => candidate.trim().toLowerCase() === name);
    if (found !== undefined) matched.set(name, found);
  }
  const isMissing = ({name, required: must}: ActualColumn) =>
    !matched.has(name) && (must || (needsPair(table, matched) && PAIR.includes(name)));
  const issues = table.columns.filter(isMissing).map(({name, about}): Issue => {
    return {
      rule: 'missing-column',
      file,
      row: 1,
      column: name,
      found: `columns ${names.join(', ')}`,
      expected: `a column "${name}" (${about})`,
      fix: `${meantText(name, names)}add or rename it`,
    };
  });
  if (issues.length > 0) throw new TwinError(issues);
  return matched;
}

const PAIR: readonly string[] = ['origin_id', 'destination_id'];

/** A lane is named by its id, or else by where it runs. */
function needsPair(table: ActualTable, matched: ReadonlyMap<string, string>): boolean {
  return table.name === 'linehaul' && !matched.has('lane_id');
}

import type {Facility} from '../model/facility.ts';
import type {Issue} from '../model/issue.ts';
import type {Lane, Service} from '../model/lane.ts';
import type {Contract, Parameter, Rate} from '../model/price.ts';
import type {Change} from '../model/scenario.ts';
import type {Target, Twin} from '../model/twin.ts';

/** A twin on the way from base to scenario. What is not written yet is the base's own. */
export interface TwinDraft {
  readonly base: Twin;
  readonly facilities: DraftTable<Facility>;
  readonly lanes: DraftTable<Lane>;
  readonly service: DraftTable<Service>;
  parameters: readonly Parameter[];
  rates: readonly Rate[];
  contract: Contract | null;
  target: Target;
}

/** Rows found by key. The first write copies them; a removed row leaves a hole, so that the index stays right. */
export interface DraftTable<Row> {
  readonly keyOf: (row: Row) => string;
  rows: readonly Row[];
  written: (Row | null)[] | null; // takes over from `rows`
  place: Map<string, number> | null; // made at the first look
}

/** One kind of change, as `ChangeOf<'setLane'>`. */
export type ChangeOf<Kind extends Change['change']> = Extract<Change, {change: Kind}>;

/** What is wrong with one field of a change; '' is the change as a whole. */
export type Report = (problem: Pick<Issue, 'rule' | 'found' | 'expected' | 'fix'> & {readonly field: string}) => void;

/** What every change without effect has in common. */
export const noEffect = {rule: 'no-effect', fix: 'drop the change, or mend what it says'};

export function draftTwin(base: Twin): TwinDraft {
  return {
    base,
    facilities: draftTable(base.facilities, ({facilityId}) => facilityId),
    lanes: draftTable(base.lanes, ({laneId}) => laneId),
    service: draftTable(base.service, serviceKey),
    parameters: base.parameters,
    rates: base.rates,
    contract: base.contract,
    target: base.target,
  };
}

export function finishTwin({base, facilities, lanes, service, ...rest}: TwinDraft): Twin {
  return {
    ...base,
    ...rest,
    facilities: finishTable(facilities),
    lanes: finishTable(lanes),
    service: finishTable(service),
  };
}

export function serviceKey({zip, facilityId, deliverer}: Pick<Service, 'zip' | 'facilityId' | 'deliverer'>): string {
  return `${zip} ${deliverer} ${facilityId}`;
}

/** The row of that key as the changes so far left it. */
export function findRow<Row>(table: DraftTable<Row>, key: string): Row | undefined {
  const at = placesOf(table).get(key);
  return at === undefined ? undefined : ((table.written ?? table.rows)[at] ?? undefined);
}

/** Puts a row in the place of the one with its key, or last. */
export function putRow<Row>(table: DraftTable<Row>, row: Row): void {
  table.written ??= [...table.rows];
  const key = table.keyOf(row);
  const at = placesOf(table).get(key) ?? table.written.length;
  placesOf(table).set(key, at);
  table.written[at] = row;
}

export function removeRow<Row>(table: DraftTable<Row>, key: string): void {
  const at = placesOf(table).get(key);
  if (at === undefined) return;
  table.written ??= [...table.rows];
  table.written[at] = null;
  placesOf(table).delete(key);
}

export function keysOf<Row>(table: DraftTable<Row>): Iterable<string> {
  return placesOf(table).keys();
}

function draftTable<Row>(rows: readonly Row[], keyOf: (row: Row) => string): DraftTable<Row> {
  return {keyOf, rows, written: null, place: null};
}

function placesOf<Row>(table: DraftTable<Row>): Map<string, number> {
  table.place ??= new Map(table.rows.map((row, at) => [table.keyOf(row), at]));
  return table.place;
}

function finishTable<Row>(table: DraftTable<Row>): readonly Row[] {
  return table.written === null ? table.rows : table.written.filter((row) => row !== null);
}

import {DataError} from '../model/issue.ts';
import type {Parameter} from '../model/price.ts';
import {segments} from '../model/zip.ts';

/** Which column of a ranged number is read. */
export type RangePick = 'low' | 'base' | 'high';

/**
 * One number for each named parameter, picked from its range. Plain data, so it crosses threads.
 * The contract's ranges are no rows of `parameters.csv` but vary like them, under these two names.
 */
export interface ParameterSet {
  readonly values: ReadonlyMap<string, number>; // by `name`, or `name/segment`
  readonly contractPrice: RangePick; // picked as CONTRACT_PRICE
  readonly contractShortfall: RangePick; // picked as CONTRACT_SHORTFALL
}

export const CONTRACT_PRICE = 'contract_price';
export const CONTRACT_SHORTFALL = 'contract_shortfall';

/** Picks a value for every parameter: the base, unless `pick` says otherwise. All segments of a name move together. */
export function resolveParameters(
  rows: readonly Parameter[],
  pick: (name: string) => RangePick = () => 'base',
): ParameterSet {
  const values = new Map<string, number>();
  for (const row of rows) values.set(keyOf(row.name, row.segment), row[pick(row.name)]);
  return {values, contractPrice: pick(CONTRACT_PRICE), contractShortfall: pick(CONTRACT_SHORTFALL)};
}

/** @throws DataError if the parameter has no row without a segment */
export function value(p: ParameterSet, name: string): number {
  const found = p.values.get(name);
  if (found === undefined) throw missing(name);
  return found;
}

/** A parameter's row without a segment, with its range. @throws DataError if there is none */
export function parameterRange(rows: readonly Parameter[], name: string): Parameter {
  const found = rows.find((row) => row.name === name && row.segment === undefined);
  if (found === undefined) throw missing(name);
  return found;
}

/**
 * A parameter by segment; a segment without a row of its own takes the row without a segment.
 *
 * @returns `[4]`, in the order of `segments`
 * @throws DataError if a segment has neither
 */
export function bySegment(p: ParameterSet, name: string): Float64Array {
  return Float64Array.from(segments, (segment) => {
    const found = p.values.get(keyOf(name, segment)) ?? p.values.get(name);
    if (found === undefined) throw missing(name, segment);
    return found;
  });
}

function keyOf(name: string, segment: string | undefined): string {
  return segment === undefined ? name : `${name}/${segment}`;
}

function missing(name: string, segment?: string): DataError {
  const where = segment === undefined ? 'without a segment' : `for segment "${segment}" and none without a segment`;
  return new DataError(`parameters.csv has no row "${name}" ${where}; add one with low, base and high`);
}

import {
  CONTRACT_PRICE,
  CONTRACT_SHORTFALL,
  type LastMileRates,
  type Outcome,
  type Parameter,
  type ParameterSet,
  type RangePick,
  resolveParameters,
} from '@cutover/core';
import type {Counts} from '../money/counts.ts';
import type {Stems} from '../money/mean-day.ts';
import type {PartsUsd} from '../money/parts.ts';
import type {Postage} from '../money/postage.ts';
import type {LaneKinds} from './lane-kinds.ts';

/** What a scenario is repriced from, one parameter at a time. */
export interface Basis {
  readonly outcome: Outcome;
  readonly counts: Counts;
  readonly p: ParameterSet;
  readonly parts: PartsUsd;
  readonly lastMileUsd: Float64Array; // [zip]
  readonly stems: Stems;
  readonly rates: LastMileRates;
  readonly postage: Pick<Postage, 'packages'>;
  readonly kinds: LaneKinds;
}

/** A copy of `p` with one named parameter, or one of the contract's ranges, at an end of its range. */
export function atEnd(p: ParameterSet, rows: readonly Parameter[], name: string, end: RangePick): ParameterSet {
  const ends = resolveParameters(
    rows.filter((row) => row.name === name),
    () => end,
  );
  return {
    values: new Map([...p.values, ...ends.values]),
    contractPrice: name === CONTRACT_PRICE ? end : p.contractPrice,
    contractShortfall: name === CONTRACT_SHORTFALL ? end : p.contractShortfall,
  };
}

import type {Horizon} from '../horizon.ts';

/** Some days of the horizon, in one epoch: from … to - 1. */
export interface Span {
  readonly fromDay: number;
  readonly toDay: number;
}

/** Packages at last buildings for one package of the nation. [node] */
export type AtTarget = Float64Array;

/** Parts of what was planned for each station over some days; more than all where earlier days' packages come too. */
export interface Fates {
  readonly owned: Float64Array; // [station], delivered by own vans
  readonly diverted: Float64Array;
  readonly other: Float64Array;
  readonly movedOn: Float64Array;
}

/** Packages of a span. */
export function volumeOf({demand}: Horizon, {fromDay, toDay}: Span): number {
  return demand.dayFirst[toDay] - demand.dayFirst[fromDay];
}

import {
  expectedFailures,
  failureOptions,
  failureParameters,
  type Failures,
  knowsFailures,
  LATE_DAYS_MAX,
  type Outcome,
  type ParameterSet,
} from '@cutover/core';
import {sum} from '../money/counts.ts';
import type {Priced} from '../money/price.ts';
import {atEnd} from '../range/basis.ts';
import {inQuadrature} from '../range/range.ts';

/** Low to high: each parameter one at a time, added in quadrature as if they were independent. */
export interface Span {
  readonly low: number;
  readonly base: number;
  readonly high: number;
}

/** When delivery fails: expected, at full volume, over the simulated days. */
export interface ServiceFailures {
  readonly byOption: readonly Failures[]; // [way]
  readonly total: Omit<Failures, 'onTimeFactor'>;
  readonly usdByOption: readonly Span[]; // [way]
  readonly usd: Span; // beside the cost of the scenario, not in it
  readonly onTimeByOption: readonly Span[]; // [way], NaN where nothing was carried
  readonly onTimeShare: Span; // after failures; first attempts alone are `lateness`
}

/**
 * Expected failures of a scenario: packages each option delivered x the shares of `expectedFailures`.
 *
 * The books count a package as delivered at its first attempt. After failures it is on time if that attempt was on
 * time, succeeded, and the package arrived whole: as if no failed one had a day to spare.
 *
 * @returns null if the twin lacks a parameter of service failures
 */
export function serviceFailures(
  {twin, ledger}: Pick<Outcome, 'twin' | 'ledger'>,
  {counts, parameters: p}: Pick<Priced, 'counts' | 'parameters'>,
): ServiceFailures | null {
  if (!knowsFailures(p)) return null;
  const packages = counts.delivered.map(sum);
  const byOption = failureOptions.map((option, way) => expectedFailures(p, option, packages[way]));
  const ends = failureParameters.map((name) => ({
    low: atEnd(p, twin.parameters, name, 'low'),
    high: atEnd(p, twin.parameters, name, 'high'),
  }));
  const spanOf = (read: (at: ParameterSet) => number): Span => {
    const base = read(p);
    const swings = ends.map(({low, high}) => ({atLowUsd: read(low) - base, atHighUsd: read(high) - base}));
    const {lowUsd, highUsd} = inQuadrature(base, swings);
    return {low: lowUsd, base, high: highUsd};
  };
  const usdOf = (at: ParameterSet, way: number) => failureUsd(expectedFailures(at, failureOptions[way], packages[way]));
  const drawn = failureOptions.map((_, way) => lateCounts(ledger, way));
  const onTimeOf = (at: ParameterSet, way: number) => expectedFailures(at, failureOptions[way], 1).onTimeFactor;
  const drawnPackages = drawn.reduce((total, way) => total + way.packages, 0);
  const onTimePackages = (at: ParameterSet) =>
    drawn.reduce((total, {onTime}, way) => total + onTime * onTimeOf(at, way), 0);
  return {
    byOption,
    total: totalOf(byOption),
    usdByOption: failureOptions.map((_, way) => spanOf((at) => usdOf(at, way))),
    usd: spanOf((at) => failureOptions.reduce((total, _, way) => total + usdOf(at, way), 0)),
    onTimeByOption: drawn.map((way, k) => spanOf((at) => (way.onTime * onTimeOf(at, k)) / way.packages)),
    onTimeShare: spanOf((at) => (drawnPackages === 0 ? 1 : onTimePackages(at) / drawnPackages)),
  };
}

/** What failures cost, all together. */
export function failureUsd({reattemptUsd, lostUsd, returnUsd}: Omit<Failures, 'onTimeFactor'>): number {
  return reattemptUsd + lostUsd + returnUsd;
}

function totalOf(byOption: readonly Failures[]): ServiceFailures['total'] {
  const add = (read: (failures: Failures) => number) => byOption.reduce((total, each) => total + read(each), 0);
  return {
    reattempts: add(({reattempts}) => reattempts),
    lost: add(({lost}) => lost),
    returned: add(({returned}) => returned),
    reattemptUsd: add(({reattemptUsd}) => reattemptUsd),
    lostUsd: add(({lostUsd}) => lostUsd),
    returnUsd: add(({returnUsd}) => returnUsd),
  };
}

/** Simulated packages of a way, and those whose first attempt was by the promise. */
function lateCounts({lateHistogram}: Outcome['ledger'], way: number): {packages: number; onTime: number} {
  const days = lateHistogram.subarray(way * LATE_DAYS_MAX, (way + 1) * LATE_DAYS_MAX);
  return {packages: sum(days), onTime: days[0]};
}

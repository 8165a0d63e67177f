import {type Correlation, jointDraws, type Outcome, type Twin} from '@cutover/core';
import type {Priced} from '../money/price.ts';
import {isPriceDerived, type UncertainInput, uncertainInputs} from './inputs.ts';
import {type Repricer, repricer} from './reprice.ts';
import {alone, atBase, type Shares} from './shares.ts';
import {type Percentiles, percentiles, rankCorrelation} from './statistics.ts';
import {type DesignPoint, responseSurface} from './surface.ts';

/** What one number does to another. Dollars: it alone at its P10 and P90, the rest at base, less the base value. */
export interface Driver {
  readonly name: string;
  readonly label: string;
  readonly atP10Usd: number;
  readonly atP90Usd: number;
  readonly rankCorrelation: number; // over the joint draws
}

/** A number under joint draws. */
export interface Spread extends Percentiles {
  readonly base: number; // every input at its base
  readonly drivers: readonly Driver[]; // widest first
}

export interface ScenarioSpread {
  readonly name: string;
  readonly costUsd: Spread;
  /** Cost less the base scenario's in the same draw: below 0 it saves. Absent for the base scenario itself. */
  readonly differenceUsd?: Spread;
  readonly cheaperShare?: number; // of draws in which it costs less than the base scenario
}

/** `uncertainty.json`. */
export interface Uncertainty {
  readonly schemaVersion: 1;
  readonly samples: number;
  readonly seed: number;
  readonly distribution: string;
  readonly baseScenario: string;
  readonly contractPrice: 'drawn' | 'derived from revenue and volume';
  readonly inputs: readonly UncertainInput[];
  readonly correlations: readonly Pick<Correlation, 'parameter' | 'otherParameter' | 'rankCorrelation'>[];
  readonly scenarios: readonly ScenarioSpread[];
}

/** A finished run, by scenario. */
export type FinishedRun = readonly {readonly outcome: Outcome; readonly priced: Priced}[];

/** The same scenarios, in the same order, run with one number at an end of its range (`designTwins`). */
export interface DesignRun {
  readonly parameter: string;
  readonly value: number;
  readonly repricers: readonly Repricer[];
}

export interface UncertaintyOptions {
  readonly samples: number;
  readonly seed: number;
  readonly base: number; // position of the scenario the others are compared with
}

/**
 * Prices a finished run under joint draws of everything that has a range: the same draw in every scenario, so that what
 * they share cancels in a difference. Needs no simulation; what another volume or capacity changes about the plan comes
 * from `design`, and is left out without it.
 *
 * @param twin - before any scenario: its parameters and correlations
 */
export function priceUncertainty(
  twin: Twin,
  finished: FinishedRun,
  design: readonly DesignRun[],
  {samples, seed, base}: UncertaintyOptions,
): Uncertainty {
  const {inputs, correlations, draws, derived} = drawAll(twin, finished, replannedOf(design), {samples, seed});
  const costs = finished.map(({outcome, priced}, at) => {
    const points = design.map(
      ({parameter, value, repricers}): DesignPoint => ({parameter, value, reprice: repricers[at]}),
    );
    return drawnCosts(responseSurface(repricer(outcome, priced, derived), points, twin.parameters), inputs, draws);
  });
  return {
    schemaVersion: 1,
    ...{samples, seed},
    distribution: 'triangular: low and high are the ends, base the likeliest',
    baseScenario: finished[base].outcome.name,
    contractPrice: derived ? 'derived from revenue and volume' : 'drawn',
    inputs,
    correlations: correlations.map(({parameter, otherParameter, rankCorrelation: r}) => ({
      ...{parameter, otherParameter, rankCorrelation: r},
    })),
    scenarios: finished.map(({outcome: {name}}, at) => {
      const costUsd = spread(costs[at], inputs, draws);
      if (at === base) return {name, costUsd};
      const difference = less(costs[at], costs[base]);
      const cheaper = difference.drawn.reduce((count, usd) => (usd < 0 ? count + 1 : count), 0);
      return {name, costUsd, differenceUsd: spread(difference, inputs, draws), cheaperShare: cheaper / samples};
    }),
  };
}

/** The joint draws of a run: the same for its total, its scenarios and its ZIPs. */
export interface JointDraws {
  readonly inputs: readonly UncertainInput[];
  readonly correlations: readonly Correlation[];
  readonly draws: readonly Float64Array[]; // [input][draw], shares below
  readonly derived: boolean; // the contract's price follows revenue over volume
}

/** @param replanned - names that runs of their own are at hand for */
export function drawAll(
  twin: Twin,
  finished: FinishedRun,
  replanned: readonly string[],
  {samples, seed}: Pick<UncertaintyOptions, 'samples' | 'seed'>,
): JointDraws {
  const derived = isPriceDerived(twin, replanned);
  const inputs = uncertainInputs([twin, ...finished.map(({outcome}) => outcome.twin)], replanned, derived);
  const names = inputs.map(({name}) => name);
  const correlations = (twin.correlations ?? []).filter(
    ({parameter, otherParameter}) => names.includes(parameter) && names.includes(otherParameter),
  );
  return {inputs, correlations, draws: jointDraws(names, samples, seed, correlations), derived};
}

export function replannedOf(design: readonly Pick<DesignRun, 'parameter'>[]): string[] {
  return [...new Set(design.map(({parameter}) => parameter))];
}

/** What a draw says of each input. */
export function sharesOf({inputs, draws}: Pick<JointDraws, 'inputs' | 'draws'>): (draw: number) => Shares {
  const place = new Map(inputs.map(({name}, i) => [name, i]));
  return (draw) => (name) => {
    const input = place.get(name);
    return input === undefined ? NaN : draws[input][draw];
  };
}

/** A number at base, under each draw, and with each input alone at its P10 and P90. */
interface Drawn {
  readonly base: number;
  readonly drawn: Float64Array; // [draw]
  readonly atP10: Float64Array; // [input]
  readonly atP90: Float64Array; // [input]
}

function drawnCosts(cost: Repricer, inputs: readonly UncertainInput[], draws: readonly Float64Array[]): Drawn {
  const shareOf = sharesOf({inputs, draws});
  return {
    base: cost(atBase),
    drawn: Float64Array.from(draws[0] ?? [], (_, draw) => cost(shareOf(draw))),
    atP10: Float64Array.from(inputs, ({name}) => cost(alone(name, 0.1))),
    atP90: Float64Array.from(inputs, ({name}) => cost(alone(name, 0.9))),
  };
}

function less(a: Drawn, b: Drawn): Drawn {
  return {
    base: a.base - b.base,
    drawn: a.drawn.map((usd, i) => usd - b.drawn[i]),
    atP10: a.atP10.map((usd, i) => usd - b.atP10[i]),
    atP90: a.atP90.map((usd, i) => usd - b.atP90[i]),
  };
}

function spread(values: Drawn, inputs: readonly UncertainInput[], draws: readonly Float64Array[]): Spread {
  const {base, drawn, atP10, atP90} = values;
  const {p10, p50, p90} = percentiles(drawn);
  const drivers = inputs.map(({name, label}, i) => ({
    ...{name, label},
    atP10Usd: cents(atP10[i] - base),
    atP90Usd: cents(atP90[i] - base),
    rankCorrelation: Math.round(1000 * rankCorrelation(draws[i], drawn)) / 1000,
  }));
  const width = ({atP10Usd, atP90Usd}: Driver) => Math.max(0, atP10Usd, atP90Usd) - Math.min(0, atP10Usd, atP90Usd);
  return {
    ...{base: cents(base), p10: cents(p10), p50: cents(p50), p90: cents(p90)},
    drivers: drivers.filter((each) => width(each) > 0).sort((a, b) => width(b) - width(a)),
  };
}

function cents(usd: number): number {
  return Math.round(100 * usd) / 100;
}

import {
  jointDraws,
  lastMileRates,
  type LastMileRates,
  lastMileUsd,
  lastMileWork,
  type ParameterSet,
  resolveParameters,
  sharedFloat64,
  triangularQuantile,
} from '@cutover/core';
import {type BidScene, LOAD_ONE} from '@cutover/planning';
import type {WeekScene} from '../weeks/week-scene.ts';

// What own vans cost on the road hangs on these alone.
const ROAD_PARAMETERS = [
  'packages_per_stop',
  'service_minutes_per_stop',
  'in_route_speed_mph',
  'stem_speed_mph',
  'route_hours',
  'load_out_hours',
  'in_route_circuity',
  'local_constant',
  'driver_wage_usd_per_hour',
  'labour_burden',
  'van_usd_per_day',
  'van_usd_per_mile',
  'contractor_margin',
  'van_usable_cube_ft3',
];
const DRAWS = 100;

/** Rates of own vans, those of the plan and joint draws of them, and where the vans drive. */
export interface RoadDraws {
  readonly base: LastMileRates;
  readonly drawn: readonly LastMileRates[];
  readonly segment: Uint8Array; // [zip]
  readonly areaSqMi: Float64Array; // [zip]
  readonly stemMiles: Float64Array; // [state], 0 without a station
}

export function roadDraws({twin, world, states}: WeekScene, seed: number): RoadDraws {
  const shares = jointDraws(ROAD_PARAMETERS, DRAWS, seed, twin.correlations ?? []);
  const drawn = Array.from({length: DRAWS}, (_, draw) => {
    const values = new Map(resolveParameters(twin.parameters).values);
    for (const row of twin.parameters) {
      const place = ROAD_PARAMETERS.indexOf(row.name);
      const key = row.segment === undefined ? row.name : `${row.name}/${row.segment}`;
      if (place >= 0) values.set(key, triangularQuantile(row, shares[place][draw]));
    }
    return lastMileRates({...world.p, values} satisfies ParameterSet, world.cubeFt3);
  });
  const stemMiles = sharedFloat64(states.slot.length);
  states.slot.forEach((slot, state) => {
    if (slot >= 0) stemMiles[state] = world.service.stemMiles[slot];
  });
  const {segment, areaSqMi} = world;
  return {base: lastMileRates(world.p, world.cubeFt3), drawn, segment, areaSqMi, stemMiles};
}

/**
 * Adds what ZIPs' paths cost on the road more in each draw than at the base; decisions stay. A ZIP is priced at its
 * mean day in each state.
 *
 * @param pathOf - state of a ZIP in a week, among its own
 * @param times - how often it is added, below 0: taken away
 * @param more - `[draw]`, added to
 */
export function addRoadUsd(
  {problem, days}: Pick<BidScene, 'problem' | 'days'>,
  {base, drawn, segment, areaSqMi, stemMiles}: RoadDraws,
  zip: number,
  pathOf: (week: number) => number,
  times: number,
  more: Float64Array,
): void {
  const work = new Float64Array(3);
  const inState = new Map<number, {days: number; packages: number}>();
  for (let week = 0; week < problem.weekCount; week++) {
    const state = problem.firstState[zip] + pathOf(week);
    if (problem.load[state] === 0) continue;
    const sum = inState.get(state) ?? {days: 0, packages: 0};
    sum.days += days[week];
    sum.packages += (problem.load[state] * problem.packages[week]) / LOAD_ONE;
    inState.set(state, sum);
  }
  for (const [state, sum] of inState) {
    const usd = (rates: LastMileRates): number => {
      lastMileWork(rates, segment[zip], sum.packages / sum.days, areaSqMi[zip], stemMiles[state], work);
      return sum.days * lastMileUsd(rates, work[0], work[1], work[2]);
    };
    const usual = usd(base);
    drawn.forEach((rates, draw) => {
      more[draw] += times * (usd(rates) - usual);
    });
  }
}

export function createRoadMore(): Float64Array {
  return new Float64Array(DRAWS);
}

/** The value that a share of draws stays below. */
export function quantile(draws: Float64Array, share: number): number {
  const sorted = draws.slice().sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

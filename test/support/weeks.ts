// Small week problems, and the best plan of one found by trying every plan there is.
import {hash32} from '@cutover/core';
import {DEFAULT_RULE, LOAD_ONE, type UspsTarget, type WeekProblem, type WeekSolution} from '@cutover/planning';

export interface SmallState {
  readonly station: number; // -1: none
  readonly load: number; // own packages, of 1000 a week
  readonly usps: number;
  readonly weekUsd: readonly number[];
  readonly enterUsd?: number;
  readonly leaveUsd?: number;
}

export interface SmallProblem {
  readonly zips: readonly (readonly SmallState[])[];
  readonly capacity: readonly (readonly number[])[]; // [station][week], packages of 1000
  readonly uspsWithin?: readonly [number, number]; // packages of all weeks
  readonly frozen?: readonly number[]; // weeks
  readonly switchesMax?: number;
  readonly arrivalsMax?: number; // ZIPs that come to a station in a week
  readonly fee?: {readonly promised: number; readonly usd: number}; // packages by USPS, USD for each that is missing
  readonly overflowUsd?: number;
}

const WEEK_PACKAGES = 1000;

/** Every ZIP starts in its first state. */
export function weekProblem({
  zips,
  capacity,
  uspsWithin,
  frozen = [],
  switchesMax = Infinity,
  arrivalsMax,
  fee,
  overflowUsd = 50,
}: SmallProblem): WeekProblem {
  const weekCount = capacity[0].length;
  const states = zips.flat();
  const firstState = new Uint32Array(zips.length + 1);
  zips.forEach((each, zip) => {
    firstState[zip + 1] = firstState[zip] + each.length;
  });
  const share = (packages: number): number => Math.round((packages / WEEK_PACKAGES) * LOAD_ONE);
  return {
    zipCount: zips.length,
    weekCount,
    stationCount: capacity.length,
    firstState,
    station: Int32Array.from(states, ({station}) => station),
    load: Float64Array.from(states, ({load}) => share(load)),
    usps: Float64Array.from(states, ({usps}) => share(usps)),
    other: new Float64Array(states.length),
    enterUsd: Float64Array.from(states, ({enterUsd = 0}) => enterUsd),
    leaveUsd: Float64Array.from(states, ({leaveUsd = 0}) => leaveUsd),
    weekUsd: Float64Array.from(states.flatMap(({weekUsd}) => weekUsd)),
    start: new Int32Array(zips.length),
    packages: new Float64Array(weekCount).fill(WEEK_PACKAGES),
    capacity: Float64Array.from(capacity.flat(), share),
    isFrozen: Uint8Array.from({length: weekCount}, (_, week) => (frozen.includes(week) ? 1 : 0)),
    otherMax: new Float64Array(weekCount).fill(LOAD_ONE),
    switchesMax: new Float64Array(weekCount).fill(switchesMax),
    arrivalsMax: new Float64Array(arrivalsMax === undefined ? 0 : capacity.length * weekCount).fill(arrivalsMax ?? 0),
    target: targetOf(uspsWithin, fee),
    overflowUsd,
  };
}

function targetOf(within: SmallProblem['uspsWithin'], fee: SmallProblem['fee']): UspsTarget {
  if (fee !== undefined) return {rule: 'fee', ...fee};
  return within === undefined ? {rule: 'none'} : {rule: 'within', min: within[0], max: within[1]};
}

/** The cost of a plan, from the meaning of the words: weeks, changes, what goes over; Infinity where a limit breaks. */
export function costOf(small: SmallProblem, plan: readonly (readonly number[])[]): number {
  const {zips, capacity, uspsWithin, frozen = [], switchesMax = Infinity, overflowUsd = 50, fee} = small;
  const {arrivalsMax = Infinity} = small;
  let usd = 0;
  let usps = 0;
  const changes = capacity[0].map(() => 0);
  const load = capacity.map((weeks) => weeks.map(() => 0));
  const arrivals = capacity.map((weeks) => weeks.map(() => 0));
  zips.forEach((states, zip) => {
    let before = 0;
    plan[zip].forEach((s, week) => {
      const {station, load: packages, usps: toUsps, weekUsd} = states[s];
      usd += weekUsd[week];
      usps += toUsps;
      if (station >= 0) load[station][week] += packages;
      if (s !== before) {
        if (frozen.includes(week)) usd = Infinity;
        changes[week]++;
        if (station >= 0) arrivals[station][week]++;
        usd += (states[before].leaveUsd ?? 0) + (states[s].enterUsd ?? 0);
      }
      before = s;
    });
  });
  if (changes.some((each) => each > switchesMax)) return Infinity;
  if (arrivals.flat().some((each) => each > arrivalsMax)) return Infinity;
  if (fee !== undefined) usd += fee.usd * Math.max(0, fee.promised - usps);
  if (uspsWithin !== undefined && (usps < uspsWithin[0] - 1e-6 || usps > uspsWithin[1] + 1e-6)) return Infinity;
  capacity.forEach((weeks, s) => {
    weeks.forEach((room, week) => {
      usd += overflowUsd * Math.max(0, load[s][week] - room);
    });
  });
  return usd;
}

/** The cheapest of all plans. */
export function bestOf(small: SmallProblem): number {
  return bestPlanOf(small).usd;
}

/** The cheapest of all plans, the first of equals: the state of each ZIP in each week. */
export function bestPlanOf(small: SmallProblem): {readonly usd: number; readonly plan: readonly (readonly number[])[]} {
  const weekCount = small.capacity[0].length;
  const paths = small.zips.map((states) => everyPath(states.length, weekCount));
  let best: {usd: number; plan: readonly (readonly number[])[]} = {usd: Infinity, plan: []};
  const plan: (readonly number[])[] = [];
  const choose = (zip: number): void => {
    if (zip === paths.length) {
      const usd = costOf(small, plan);
      if (usd < best.usd) best = {usd, plan: [...plan]};
      return;
    }
    for (const path of paths[zip]) {
      plan[zip] = path;
      choose(zip + 1);
    }
  };
  choose(0);
  return best;
}

function everyPath(stateCount: number, weekCount: number): number[][] {
  let paths: number[][] = [[]];
  for (let week = 0; week < weekCount; week++) {
    paths = paths.flatMap((path) => Array.from({length: stateCount}, (_, s) => [...path, s]));
  }
  return paths;
}

/** A problem of chance: ZIPs with USPS today, which either of two stations could take, if it had the room. */
export function randomProblem(seed: number, zipCount: number, weekCount: number): SmallProblem {
  let draw = 0;
  const random = (low: number, high: number): number => low + ((high - low) * hash32(hash32(seed) + draw++)) / 2 ** 32;
  const zips = Array.from({length: zipCount}, (): SmallState[] => {
    const packages = Math.round(random(20, 90));
    const weeks = (usd: number): number[] => Array.from({length: weekCount}, () => usd * packages * random(0.9, 1.1));
    const change = {enterUsd: random(0, 40), leaveUsd: random(0, 10)};
    return [
      {station: -1, load: 0, usps: packages, weekUsd: weeks(5), ...change},
      {station: 0, load: packages, usps: 0, weekUsd: weeks(random(2, 6)), ...change},
      {station: 1, load: packages, usps: 0, weekUsd: weeks(random(2, 6)), ...change},
    ];
  });
  const room = (): number[] => Array.from({length: weekCount}, () => Math.round(random(30, 25 * zipCount)));
  return {zips, capacity: [room(), room()]};
}

/** Never near enough: all steps and rounds are used. */
export const THOROUGH = {...DEFAULT_RULE, iterations: 200, rounds: 10, gapMax: 0, inducedGapMax: 0};

/** States of a solution, as `costOf` takes them. */
export function planOf(small: SmallProblem, {paths}: Pick<WeekSolution, 'paths'>): number[][] {
  const weekCount = small.capacity[0].length;
  return small.zips.map((_, zip) => [...paths.subarray(zip * weekCount, (zip + 1) * weekCount)]);
}

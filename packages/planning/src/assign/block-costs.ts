import {sharedFloat64} from '@cutover/core';
import {askedOf, chargeCuts, type Cuts} from './cuts.ts';
import {priceWeeks} from './path.ts';
import {PER_LOAD, type Prices, type WeekProblem} from './problem.ts';
import {stationsOf} from './zip-lists.ts';

/** What blocks are cut from: the nation at the prices of its bound. All on shared memory. */
export interface BlockScene {
  readonly problem: WeekProblem;
  readonly prices: Prices;
  readonly cuts: Cuts;
  readonly isBlock: Uint8Array; // [station], 1: it is one
  readonly volumeUsd: Float64Array; // [station], as `volumeUsdByStation` gives it
}

/** The states of a ZIP in a block. */
export interface ZipCosts {
  readonly load: Float64Array; // [state], at the station of the block
  readonly enterUsd: Float64Array; // [state]
  readonly leaveUsd: Float64Array; // [state]
  readonly weekUsd: Float64Array; // [state * weekCount + week]
  readonly place: Uint8Array; // [state of the ZIP in the nation], state here that is it or is never dearer
}

/**
 * What the states of a ZIP cost: its share of what they do at all prices, less what they pay for room at the station,
 * which the block prices by itself. A state that asks for as much as another and is never cheaper is left out.
 *
 * @param usd - scratch, as `priceWeeks` writes it
 */
export function priceZip(scene: BlockScene, station: number, zip: number, share: number, usd: Float64Array): ZipCosts {
  const {problem, prices, cuts} = scene;
  const {weekCount, firstState} = problem;
  const first = firstState[zip];
  const states = firstState[zip + 1] - first;
  priceWeeks(problem, prices, zip, usd);
  chargeCuts(problem, cuts, prices.cut, zip, usd);
  const load = new Float64Array(states);
  const weekUsd = new Float64Array(states * weekCount);
  for (let s = 0; s < states; s++) {
    if (problem.station[first + s] === station) load[s] = problem.load[first + s];
    for (let week = 0; week < weekCount; week++) {
      const here = load[s] > 0 ? chargedHere(scene, station, zip, first + s, week) : 0;
      weekUsd[s * weekCount + week] = shared(share, usd[week * states + s]) - here;
    }
  }
  const enterUsd = problem.enterUsd.slice(first, first + states).map((each) => shared(share, each));
  const leaveUsd = problem.leaveUsd.slice(first, first + states).map((each) => shared(share, each));
  return withoutDominated({load, enterUsd, leaveUsd, weekUsd}, weekCount, problem.start[zip]);
}

/** What is closed stays so, even to a share of nothing. */
function shared(share: number, usd: number): number {
  return usd === Infinity ? Infinity : share * usd;
}

/** What a state at the station pays for its room there in a week. */
function chargedHere({problem, prices, cuts}: BlockScene, station: number, zip: number, state: number, week: number) {
  const {weekCount, load, packages, capacity, overflowUsd} = problem;
  const at = station * weekCount + week;
  const [asked, room] = [load[state], capacity[at]];
  const within = Math.min(asked, room) * prices.station[at] + Math.max(0, asked - room) * overflowUsd;
  const ofCut = prices.cut[at] === 0 ? 0 : prices.cut[at] * askedOf(problem, cuts, zip, state, week);
  return packages[week] * PER_LOAD * (within + ofCut);
}

/** Keeps those states, and the start, that another with the same load does not beat in every week and change. */
function withoutDominated(all: Omit<ZipCosts, 'place'>, weekCount: number, start: number): ZipCosts {
  const {load, enterUsd, leaveUsd, weekUsd} = all;
  const count = load.length;
  const stand = Uint8Array.from({length: count}, (_, s) => s);
  const isNoDearer = (a: number, b: number): boolean => {
    if (load[a] !== load[b] || enterUsd[a] > enterUsd[b] || leaveUsd[a] > leaveUsd[b]) return false;
    for (let week = 0; week < weekCount; week++) {
      if (weekUsd[a * weekCount + week] > weekUsd[b * weekCount + week]) return false;
    }
    return true;
  };
  for (let b = 0; b < count; b++) {
    if (b === start) continue;
    for (let a = 0; a < count && stand[b] === b; a++) if (a !== b && stand[a] === a && isNoDearer(a, b)) stand[b] = a;
  }
  const kept = Array.from(stand.keys()).filter((s) => stand[s] === s);
  kept.sort((a, b) => Number(load[a] > 0) - Number(load[b] > 0)); // two that ask for no room are priced at once
  const place = new Uint8Array(count);
  for (let s = 0; s < count; s++) {
    let by = s;
    while (stand[by] !== by) by = stand[by];
    place[s] = kept.indexOf(by);
  }
  const own = new Float64Array(kept.length * weekCount);
  kept.forEach((s, i) => {
    own.set(weekUsd.subarray(s * weekCount, (s + 1) * weekCount), i * weekCount);
  });
  return {
    ...{weekUsd: own, place},
    load: Float64Array.from(kept, (s) => load[s]),
    enterUsd: Float64Array.from(kept, (s) => enterUsd[s]),
    leaveUsd: Float64Array.from(kept, (s) => leaveUsd[s]),
  };
}

/** What all of the nation's volume would pay for room at each station, in all weeks. */
export function volumeUsdByStation(
  {stationCount, weekCount, packages}: WeekProblem,
  {station, cut}: Prices,
): Float64Array {
  const sum = sharedFloat64(stationCount);
  for (let at = 0; at < stationCount * weekCount; at++) {
    sum[Math.floor(at / weekCount)] += packages[at % weekCount] * (station[at] + cut[at]);
  }
  return sum;
}

/** A ZIP's share of itself in a block: as the most that it could pay there to what it could pay in all blocks. */
export function shareOf({problem, isBlock, volumeUsd}: BlockScene, station: number, zip: number): number {
  const {firstState, load} = problem;
  let [own, all, count] = [0, 0, 0];
  for (const s of stationsOf(problem, [zip])) {
    if (isBlock[s] === 0) continue;
    let most = 0;
    for (let state = firstState[zip]; state < firstState[zip + 1]; state++) {
      if (problem.station[state] === s) most = Math.max(most, load[state]);
    }
    count++;
    all += most * volumeUsd[s];
    if (s === station) own = most * volumeUsd[s];
  }
  return all > 0 ? own / all : 1 / count;
}

// Hand-off nodes of chance, small enough to try every way their ZIPs could go.
import {GROUP_COUNT, hash32} from '@cutover/core';
import {type BidScene, createPrices, LOAD_ONE, type Offer, type WeekProblem} from '@cutover/planning';

export const WEEK_PACKAGES = 1000; // of the nation
export const STATES = 3; // USPS carries all; own vans carry all that they may; own vans carry the light
const PLACES = 2; // segments

/** A nation of `unitCount` nodes with one or two ZIPs each, and an offer for each node. */
export interface SmallBids {
  readonly scene: BidScene;
  readonly offers: readonly Offer[];
}

export function smallBids(seed: number, unitCount: number, weekCount: number): SmallBids {
  let draw = 0;
  const random = (low: number, high: number): number => low + ((high - low) * hash32(hash32(seed) + draw++)) / 2 ** 32;
  const zipsOf: number[][] = [];
  let zipCount = 0;
  for (let unit = 0; unit < unitCount; unit++) {
    const count = random(0, 1) < 0.5 ? 1 : 2;
    zipsOf.push(Array.from({length: count}, () => zipCount++));
  }
  const stateCount = zipCount * STATES;
  const problem: WeekProblem = {
    ...{zipCount, weekCount, stationCount: 2},
    firstState: Uint32Array.from({length: zipCount + 1}, (_, zip) => zip * STATES),
    station: Int32Array.from({length: stateCount}, (_, state) => (state % STATES === 0 ? -1 : state % 2)),
    load: new Float64Array(stateCount),
    usps: new Float64Array(stateCount),
    other: new Float64Array(stateCount),
    enterUsd: Float64Array.from({length: stateCount}, () => random(0, 30)),
    leaveUsd: Float64Array.from({length: stateCount}, () => random(0, 10)),
    weekUsd: new Float64Array(stateCount * weekCount),
    start: new Int32Array(zipCount),
    packages: new Float64Array(weekCount).fill(WEEK_PACKAGES),
    capacity: Float64Array.from({length: 2 * weekCount}, () => Math.round(LOAD_ONE * random(0.05, 0.2))),
    isFrozen: new Uint8Array(weekCount),
    otherMax: new Float64Array(weekCount).fill(LOAD_ONE),
    switchesMax: new Float64Array(weekCount).fill(Infinity),
    arrivalsMax: new Float64Array(0),
    target: {rule: 'none'},
    overflowUsd: 35,
  };
  const cells = (read: (group: number) => number): Float64Array =>
    Float64Array.from({length: PLACES * zipCount * GROUP_COUNT}, (_, cell) => read(cell % GROUP_COUNT));
  const postageUsd = cells(() => random(3, 4));
  const scene: BidScene = {
    problem,
    prices: createPrices(problem),
    paths: new Uint8Array(zipCount * weekCount),
    segmentOf: Int32Array.from({length: weekCount}, (_, week) => (week < 2 ? 0 : 1)),
    days: new Float64Array(weekCount).fill(7),
    usps: new Float64Array(stateCount * GROUP_COUNT),
    planUsd: postageUsd.map((usd) => usd + 1),
    postageUsd,
    listUsd: cells(() => random(5, 8)),
    otherUsd: cells((group) => (group === GROUP_COUNT - 1 ? Infinity : random(5, 9))),
  };
  for (let at = 0; at < 2 * weekCount; at++) scene.prices.station[at] = Math.max(0, random(-1, 1));
  scene.prices.usps[0] = random(-1, 2);
  for (let zip = 0; zip < zipCount; zip++) fillZip(scene, zip, random);
  return {scene, offers: zipsOf.map((zips) => smallOffer(scene, Int32Array.from(zips), random))};
}

function fillZip({problem, usps, planUsd, segmentOf, paths}: BidScene, zip: number, random: Random): void {
  const {weekCount, packages} = problem;
  const groups = [random(10, 60), random(5, 30), random(0, 3)]; // light, heavy, USPS only
  const ownUsd = random(2, 7);
  for (let s = 0; s < STATES; s++) {
    const state = zip * STATES + s;
    const byUsps = [s === 0, s !== 1, true].map((is, group) => (is ? groups[group] : 0));
    const carried = byUsps.reduce((sum, each) => sum + each);
    const own = groups.reduce((sum, each) => sum + each) - carried;
    problem.load[state] = Math.round((own / WEEK_PACKAGES) * LOAD_ONE);
    problem.usps[state] = Math.round((carried / WEEK_PACKAGES) * LOAD_ONE);
    byUsps.forEach((each, group) => {
      usps[state * GROUP_COUNT + group] = (each / WEEK_PACKAGES) * LOAD_ONE;
    });
    for (let week = 0; week < weekCount; week++) {
      const cell = (segmentOf[week] * problem.zipCount + zip) * GROUP_COUNT;
      const mail = byUsps.reduce((sum, each, group) => sum + each * planUsd[cell + group], 0);
      const week1 = (packages[week] / WEEK_PACKAGES) * (mail + own * ownUsd * random(0.9, 1.1));
      problem.weekUsd[state * weekCount + week] = week1;
    }
  }
  let s = 0;
  for (let week = 0; week < weekCount; week++) {
    if (random(0, 1) < 0.2) s = Math.floor(random(0, STATES));
    paths[zip * weekCount + week] = s;
  }
}

type Random = (low: number, high: number) => number;

function smallOffer({problem: {zipCount}, planUsd, postageUsd}: BidScene, zip: Int32Array, random: Random): Offer {
  const places = PLACES * zip.length;
  const offer: Offer = {
    zip,
    wayUsd: Float64Array.from({length: places * GROUP_COUNT}, () => random(0.5, 1)),
    postageUsd: new Float64Array(places * GROUP_COUNT),
    elseUsd: Float64Array.from({length: places * GROUP_COUNT}, () => random(4, 8)),
    elseIs: Uint8Array.from({length: places * GROUP_COUNT}, (_, at) => (at + Math.floor(at / GROUP_COUNT)) % 3),
    isPlanned: Uint8Array.from({length: places}, () => (random(0, 1) < 0.9 ? 1 : 0)),
    stopUsd: 3,
    stopPackages: 8,
  };
  for (let place = 0; place < places; place++) {
    const cell = (Math.floor(place / zip.length) * zipCount + zip[place % zip.length]) * GROUP_COUNT;
    for (let group = 0; group < GROUP_COUNT; group++) {
      offer.postageUsd[place * GROUP_COUNT + group] = postageUsd[cell + group];
      const planned = planUsd[cell + group];
      const at = place * GROUP_COUNT + group;
      if (offer.isPlanned[place] === 0) offer.elseUsd[at] = Math.min(offer.elseUsd[at], planned);
    }
  }
  return offer;
}

/** Every way through the weeks. */
export function everyPath(stateCount: number, weekCount: number): number[][] {
  let paths: number[][] = [[]];
  for (let week = 0; week < weekCount; week++) {
    paths = paths.flatMap((path) => Array.from({length: stateCount}, (_, s) => [...path, s]));
  }
  return paths;
}

/** A ZIP's path but its packages in the mail, from the meaning of the words: weeks, changes, room, volume target. */
export function ownUsd({problem, prices, planUsd, usps, segmentOf}: BidScene, zip: number, path: readonly number[]) {
  const {weekCount, station, load, weekUsd, enterUsd, leaveUsd, capacity, packages, overflowUsd} = problem;
  let usd = 0;
  let before = problem.start[zip];
  path.forEach((s, week) => {
    const state = zip * STATES + s;
    usd += weekUsd[state * weekCount + week];
    for (let group = 0; group < GROUP_COUNT; group++) {
      const cell = (segmentOf[week] * problem.zipCount + zip) * GROUP_COUNT + group;
      usd -= ((usps[state * GROUP_COUNT + group] * packages[week]) / LOAD_ONE) * planUsd[cell];
    }
    if (s !== before) usd += leaveUsd[zip * STATES + before] + enterUsd[state];
    before = s;
    usd += (problem.usps[state] / LOAD_ONE) * packages[week] * prices.usps[0];
    if (station[state] < 0) return;
    const at = station[state] * weekCount + week;
    const room = Math.min(load[state], capacity[at]);
    const roomUsd = room * prices.station[at] + (load[state] - room) * overflowUsd;
    usd += (packages[week] * roomUsd) / LOAD_ONE;
  });
  return usd;
}

/** Packages of a group that USPS carries on a path in a week. */
export function carried({usps, problem}: BidScene, zip: number, s: number, week: number, group: number): number {
  return (usps[(zip * STATES + s) * GROUP_COUNT + group] * problem.packages[week]) / LOAD_ONE;
}

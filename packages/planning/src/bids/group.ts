import {GROUP_COUNT, sharedFloat64, sharedInt32} from '@cutover/core';
import {addPath} from '../assign/chunk.ts';
import {pathUsd} from '../assign/path.ts';
import {createTotals, LOAD_ONE, type Totals, type UspsTarget, type WeekProblem} from '../assign/problem.ts';
import type {RunAssign} from '../assign/evaluate.ts';
import {type SolveRule, solveWeeks} from '../assign/solve.ts';
import {planUsd} from '../assign/value.ts';
import type {BidScene} from './scene.ts';

/** What a bid covers: ZIPs and the weeks of its term, `fromWeek` in, `toWeek` out. */
export interface GroupTerm {
  readonly zips: Int32Array; // ascending
  readonly fromWeek: number;
  readonly toWeek: number;
}

/** What entry for a whole group is worth: its ZIPs solved together, prices of room free, all other ZIPs as planned. */
export interface GroupValue {
  readonly valueUsd: number; // of the bid won, its price left out: least cost found without, less cost as planned
  readonly boundUsd: number; // certified: no way to do without it costs so little that it is worth less
  readonly gap: number; // (value - bound) / cost without
  readonly iterations: number;
  readonly whyStopped: 'gap' | 'iterations';
  readonly packages: number; // by USPS at hand-offs, as planned
  readonly postageUsd: number; // as planned
  readonly paths: Uint8Array; // [i * weeks + week], without the bid: state of each ZIP of the group
}

/** Of a group: small ones close in a few steps, and the nation is not solved better than a plan is. */
export const GROUP_RULE: SolveRule = {iterations: 30, rounds: 1, gapMax: 0.001, inducedGapMax: 0.1};

/** What all groups of a plan share, made once; on shared memory where the scene is. */
export interface GroupScene {
  readonly scene: BidScene;
  readonly totals: Totals; // of the plan: room that others have taken is theirs
  readonly keptUsd: Float64Array; // [cell], as planned without the price of the hand-off
  readonly lostUsd: Float64Array; // [cell], at list price or by another carrier
}

export function prepareGroups(scene: BidScene): GroupScene {
  const {problem, paths, planUsd: plan, postageUsd, otherUsd, listUsd} = scene;
  const totals = createTotals(problem);
  for (let zip = 0; zip < problem.zipCount; zip++) addPath(problem, zip, paths, totals, 1);
  return {
    scene,
    totals,
    keptUsd: onShared(plan.map((usd, cell) => usd - postageUsd[cell])),
    lostUsd: onShared(listUsd.map((usd, cell) => (otherUsd[cell] < usd ? otherUsd[cell] : usd))),
  };
}

/**
 * Value of all hand-offs of a group together. Without them a package goes by own vans, at list price, or by
 * another carrier, which is taken to have room: the value is no higher for that. Neighbours share stations, so it is no
 * sum of theirs.
 *
 * @param run - on this thread, or on many: the numbers are the same
 */
export async function groupValue(
  groups: GroupScene,
  term: GroupTerm,
  rule: SolveRule = GROUP_RULE,
  run?: RunAssign,
): Promise<GroupValue> {
  const plannedUsd = asPlannedUsd(groups, term);
  const {valueUsd, boundUsd, iterations, paths} = await solveWeeks(lostProblem(groups, term), rule, run);
  return {
    valueUsd: valueUsd - plannedUsd,
    boundUsd: boundUsd - plannedUsd,
    gap: Math.max(0, valueUsd - boundUsd) / valueUsd,
    iterations,
    whyStopped: whyStopped(valueUsd, boundUsd, rule),
    paths,
    ...plannedVolume(groups.scene, term),
  };
}

// Of a bid the share of what capacity costs says nothing: a group may have all the room it needs.
function whyStopped(valueUsd: number, boundUsd: number, {gapMax}: SolveRule): 'gap' | 'iterations' {
  return valueUsd - boundUsd <= gapMax * valueUsd ? 'gap' : 'iterations';
}

/** One answer to a bid for a group. */
export interface GroupOffer {
  readonly usdPerPackage: number; // whatever the class
  readonly promisedPackages: number; // over the term; what is missing is paid all the same
}

/** What an answer is worth over its term; `boundUsd`: no less, given the ways found with the bid. */
export interface OfferValue {
  readonly valueUsd: number;
  readonly boundUsd: number;
  readonly gap: number; // of the cost without
  readonly packages: number; // by USPS, with the bid
  readonly iterations: number;
  readonly whyStopped: 'gap' | 'iterations';
}

/**
 * Values of a price, a volume promise and a term each: least cost without the bid, less least cost with it, the price
 * and what is paid for missing packages included. Every package that USPS carries counts for the promise.
 */
export async function offerValues(
  groups: GroupScene,
  term: GroupTerm,
  offers: readonly GroupOffer[],
  rule: SolveRule = GROUP_RULE,
  run?: RunAssign,
): Promise<OfferValue[]> {
  const lost = await solveWeeks(lostProblem(groups, term), rule, run);
  const values: OfferValue[] = [];
  for (const {usdPerPackage, promisedPackages} of offers) {
    const target: UspsTarget = {rule: 'fee', promised: promisedPackages, usd: usdPerPackage};
    const usd = groups.keptUsd.map((kept) => kept + usdPerPackage);
    const won = await solveWeeks(subProblem(groups, term, usd, target), rule, run);
    values.push({
      valueUsd: lost.valueUsd - won.valueUsd,
      boundUsd: lost.boundUsd - won.valueUsd,
      gap: Math.max(0, lost.valueUsd - lost.boundUsd) / lost.valueUsd,
      packages: won.uspsPackages,
      iterations: won.iterations + lost.iterations,
      whyStopped: whyStopped(lost.valueUsd, lost.boundUsd, rule),
    });
  }
  return values;
}

function lostProblem(groups: GroupScene, term: GroupTerm): WeekProblem {
  return subProblem(groups, term, groups.lostUsd);
}

/** Cost of the planned paths beside what others have taken, without the price of hand-offs. */
function asPlannedUsd(groups: GroupScene, term: GroupTerm): number {
  const {scene, keptUsd} = groups;
  const problem = subProblem(groups, term, keptUsd);
  const {zips, fromWeek, toWeek} = term;
  const {weekCount: allWeeks} = scene.problem;
  const paths = new Uint8Array(problem.zipCount * problem.weekCount);
  zips.forEach((zip, i) => {
    paths.set(scene.paths.subarray(zip * allWeeks + fromWeek, zip * allWeeks + toWeek), i * problem.weekCount);
  });
  const sums = createTotals(problem);
  for (let i = 0; i < problem.zipCount; i++) {
    addPath(problem, i, paths, sums, 1);
    sums.usd[1] += pathUsd(problem, i, paths);
  }
  return planUsd(problem, sums);
}

/** Packages USPS carries for a group as planned, and what they pay at hand-offs. */
export function plannedVolume(
  scene: BidScene,
  {zips, fromWeek, toWeek}: GroupTerm,
): {packages: number; postageUsd: number} {
  const {problem, paths, segmentOf, usps, postageUsd: postage} = scene;
  const {weekCount, zipCount, firstState} = problem;
  let packages = 0;
  let postageUsd = 0;
  for (const zip of zips) {
    for (let week = fromWeek; week < toWeek; week++) {
      const state = firstState[zip] + paths[zip * weekCount + week];
      for (let group = 0; group < GROUP_COUNT; group++) {
        const carried = (usps[state * GROUP_COUNT + group] * problem.packages[week]) / LOAD_ONE;
        if (!(carried > 0)) continue;
        packages += carried;
        postageUsd += carried * postage[(segmentOf[week] * zipCount + zip) * GROUP_COUNT + group];
      }
    }
  }
  return {packages, postageUsd};
}

/**
 * The problem of some ZIPs in some weeks beside all others. The volume target is kept nationwide: here it is a price.
 *
 * @param usd - `[cell]`, what a package pays that the plan has USPS carry
 */
function subProblem(
  groups: GroupScene,
  {zips, fromWeek, toWeek}: GroupTerm,
  usd: Float64Array,
  target: UspsTarget = {rule: 'none'},
): WeekProblem {
  const {scene} = groups;
  const all = scene.problem;
  const weekCount = toWeek - fromWeek;
  const firstState = new Uint32Array(new SharedArrayBuffer(4 * (zips.length + 1)));
  zips.forEach((zip, i) => {
    firstState[i + 1] = firstState[i] + all.firstState[zip + 1] - all.firstState[zip];
  });
  const stateCount = firstState[zips.length];
  const weeks = (values: Float64Array): Float64Array => onShared(values.subarray(fromWeek, toWeek));
  const isFrozen = new Uint8Array(new SharedArrayBuffer(weekCount));
  isFrozen.set(all.isFrozen.subarray(fromWeek, toWeek));
  const start = sharedInt32(zips.length);
  zips.forEach((zip, i) => {
    start[i] = fromWeek === 0 ? all.start[zip] : scene.paths[zip * all.weekCount + fromWeek - 1];
  });
  const problem: WeekProblem = {
    ...{zipCount: zips.length, weekCount, stationCount: 0, firstState, station: sharedInt32(stateCount)},
    ...{load: sharedFloat64(stateCount), usps: sharedFloat64(stateCount), other: sharedFloat64(stateCount)},
    ...{enterUsd: sharedFloat64(stateCount), leaveUsd: sharedFloat64(stateCount)},
    ...{weekUsd: sharedFloat64(stateCount * weekCount), start, isFrozen},
    packages: weeks(all.packages),
    capacity: new Float64Array(0),
    otherMax: weeks(all.otherMax),
    arrivalsMax: new Float64Array(0),
    switchesMax: weeks(all.switchesMax),
    target,
    overflowUsd: all.overflowUsd,
  };
  zips.forEach((zip, i) => fillZip(scene, problem, {zip, i, fromWeek}, usd));
  return withRoom(groups, problem, zips, fromWeek);
}

interface Place {
  readonly zip: number; // of the nation
  readonly i: number; // of the group
  readonly fromWeek: number;
}

function fillZip(scene: BidScene, problem: WeekProblem, {zip, i, fromWeek}: Place, usd: Float64Array): void {
  const {problem: all, prices, segmentOf, usps, planUsd: plan} = scene;
  const from = all.firstState[zip];
  const count = all.firstState[zip + 1] - from;
  const first = problem.firstState[i];
  for (const name of ['station', 'load', 'usps', 'other', 'enterUsd', 'leaveUsd'] as const) {
    problem[name].set(all[name].subarray(from, from + count), first);
  }
  for (let s = 0; s < count; s++) {
    const share = usps.subarray((from + s) * GROUP_COUNT, (from + s + 1) * GROUP_COUNT);
    for (let week = 0; week < problem.weekCount; week++) {
      const cell = (segmentOf[fromWeek + week] * all.zipCount + zip) * GROUP_COUNT;
      let more = prices.usps[0] * all.usps[from + s]; // what the plan's target asks of all ZIPs alike
      for (let group = 0; group < GROUP_COUNT; group++) {
        if (share[group] > 0) more += share[group] * (usd[cell + group] - plan[cell + group]);
      }
      const before = all.weekUsd[(from + s) * all.weekCount + fromWeek + week];
      const usdThen = before + (problem.packages[week] * more) / LOAD_ONE;
      const at = (first + s) * problem.weekCount + week;
      problem.weekUsd[at] = Number.isNaN(usdThen) ? Infinity : usdThen; // no way into the mail
    }
  }
}

/** Keeps the stations the group can use, with the room that others leave. */
function withRoom({scene, totals}: GroupScene, problem: WeekProblem, zips: Int32Array, fromWeek: number): WeekProblem {
  const {problem: all, paths} = scene;
  const stations = [...new Set(problem.station)].filter((each) => each >= 0).sort((a, b) => a - b);
  const slot = new Map(stations.map((each, s) => [each, s]));
  const {weekCount} = problem;
  const isLimited = all.arrivalsMax.length > 0;
  const capacity = sharedFloat64(stations.length * weekCount);
  const arrivalsMax = sharedFloat64(isLimited ? capacity.length : 0);
  const otherMax = problem.otherMax.map((most, week) => most - totals.other[fromWeek + week]);
  stations.forEach((each, s) => {
    for (let week = 0; week < weekCount; week++) {
      const at = each * all.weekCount + fromWeek + week;
      capacity[s * weekCount + week] = all.capacity[at] - totals.load[at];
      if (isLimited) arrivalsMax[s * weekCount + week] = all.arrivalsMax[at] - totals.arrivals[at];
    }
  });
  const switchesMax = problem.switchesMax.map((most, week) => most - totals.switches[fromWeek + week]);
  zips.forEach((zip, i) => {
    for (let week = 0; week < weekCount; week++) {
      const s = paths[zip * all.weekCount + fromWeek + week];
      const before = week === 0 ? problem.start[i] : paths[zip * all.weekCount + fromWeek + week - 1];
      const state = all.firstState[zip] + s;
      if (s !== before) switchesMax[week]++;
      if (s !== before && isLimited && all.station[state] >= 0) {
        arrivalsMax[slot.get(all.station[state])! * weekCount + week]++;
      }
      otherMax[week] += all.other[state];
      if (all.station[state] >= 0) capacity[slot.get(all.station[state])! * weekCount + week] += all.load[state];
    }
  });
  problem.station.forEach((each, state) => {
    problem.station[state] = slot.get(each) ?? -1;
  });
  return {
    ...problem,
    stationCount: stations.length,
    capacity: onShared(capacity.map((each) => Math.max(0, each))),
    arrivalsMax: onShared(arrivalsMax.map((each) => Math.max(0, each))),
    otherMax: onShared(otherMax.map((each) => Math.max(0, each))),
    switchesMax: onShared(switchesMax.map((each) => Math.max(0, each))),
  };
}

function onShared(values: Float64Array): Float64Array {
  const shared = sharedFloat64(values.length);
  shared.set(values);
  return shared;
}

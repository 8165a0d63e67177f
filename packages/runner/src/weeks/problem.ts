import {DELIVERER_COUNT, type Epoch, GROUP_COUNT, NO_BUILDING, OTHER, SHARE_ONE, USPS, value} from '@cutover/core';
import {LOAD_ONE, type WeekProblem} from '@cutover/planning';
import {tightestDay} from '../capacity.ts';
import type {Horizon} from '../horizon.ts';
import type {World} from '../world.ts';
import {changeCost, type ChangeRates, changeRates} from './change-cost.ts';
import type {CostScene} from './cost-scene.ts';
import {priceCloseness} from './closeness.ts';
import {priceState, type StateRates, stateRates} from './price-state.ts';
import {stateShare, STAYS} from './states.ts';
import {uspsTarget} from './usps-target.ts';

import type {WeekRule} from './week-rule.ts';
import type {WeekScene} from './week-scene.ts';
import {leavesIn, weekPackages} from './weeks.ts';

/** One ZIP in one week. */
export interface ZipWeek {
  readonly zip: number;
  readonly week: number;
}

/** @param only - what is filled, the rest stays empty; absent: all */
export function buildProblem(scene: WeekScene, rule: WeekRule, only?: ZipWeek): WeekProblem {
  const problem = createProblem(scene, rule);
  const asked = only === undefined ? {} : {fromZip: only.zip, toZip: only.zip + 1, weeks: [only.week]};
  fillStates(scene, problem, statesRule(scene, rule), asked);
  priceCloseness(scene, problem, rule, only?.zip);
  return problem;
}

/** A problem whose states are still empty. */
export function createProblem(scene: WeekScene, rule: WeekRule): WeekProblem {
  const {world, horizon, weeks, states} = scene;
  const stateCount = states.slot.length;
  const zipCount = world.twin.zips.length;
  const weekCount = weeks.length;
  return {
    zipCount,
    weekCount,
    stationCount: world.stations.length,
    firstState: sharedFrom(Uint32Array, states.firstState),
    station: new Int32Array(new SharedArrayBuffer(4 * stateCount)).fill(-1),
    load: sharedNumbers(stateCount),
    usps: sharedNumbers(stateCount),
    other: sharedNumbers(stateCount),
    enterUsd: sharedNumbers(stateCount),
    leaveUsd: sharedNumbers(stateCount),
    weekUsd: sharedNumbers(stateCount * weekCount),
    start: new Int32Array(new SharedArrayBuffer(4 * zipCount)),
    packages: sharedFrom(
      Float64Array,
      weeks.map((week) => weekPackages(horizon, week)),
    ),
    capacity: weekCapacity(scene),
    isFrozen: sharedFrom(
      Uint8Array,
      weeks.map(({fromDay}) => (rule.freeze && fromDay >= rule.freeze.fromDay && fromDay < rule.freeze.toDay ? 1 : 0)),
    ),
    otherMax: sharedFrom(
      Float64Array,
      weeks.map((week) => (LOAD_ONE * value(world.p, 'other_carrier_cap_per_day')) / peakPackages(horizon, week)),
    ),
    switchesMax: sharedNumbers(weekCount).fill(rule.zipsPerWeekMax ?? Infinity),
    arrivalsMax: sharedNumbers(rule.zipsPerStationWeekMax === undefined ? 0 : world.stations.length * weekCount).fill(
      rule.zipsPerStationWeekMax ?? 0,
    ),
    target: uspsTarget(scene, rule),
    overflowUsd: value(world.p, 'lost_package_usd'),
  };
}

function peakPackages({demand}: Horizon, {fromDay, toDay}: Epoch): number {
  return demand.dayPackages.subarray(fromDay, toDay).reduce((most, each) => Math.max(most, each), 1);
}

function weekCapacity({capacity, horizon, weeks}: WeekScene): Float64Array {
  const stationCount = capacity.full.length;
  const cells = sharedNumbers(stationCount * weeks.length);
  weeks.forEach(({fromDay, toDay}, week) => {
    const {share} = tightestDay(capacity, horizon, fromDay, toDay);
    for (let s = 0; s < stationCount; s++) cells[s * weeks.length + week] = Math.floor(LOAD_ONE * share[s]);
  });
  return cells;
}

/** What a rule and a scenario say of states. */
export interface StatesRule {
  readonly leaves: readonly boolean[]; // [week], whether nothing but the floor may be with USPS when it ends
  readonly crewsFromDay: number; // first day of the horizon on which drivers hired for the plan deliver
}

export function statesRule({twin, horizon, weeks, world}: WeekScene, rule: WeekRule): StatesRule {
  return {leaves: weeks.map((week) => leavesIn(twin, horizon, week)), crewsFromDay: crewsFromDay(world, rule)};
}

/** Fills in the states of ZIPs, `fromZip … toZip - 1`, in some weeks; absent: all. */
export function fillStates(
  scene: CostScene,
  problem: WeekProblem,
  rule: StatesRule,
  {fromZip = 0, toZip = problem.zipCount, weeks = [...scene.weeks.keys()]}: Asked,
): void {
  const {world, states, segments} = scene;
  const scratch: Scratch = {
    rates: stateRates(scene),
    weight: Array.from({length: DELIVERER_COUNT}, () => new Float64Array(GROUP_COUNT)),
    share: new Uint16Array(DELIVERER_COUNT),
    change: changeRates(world),
    ...rule,
    weeks,
    isOpen: new Uint8Array(scene.weeks.length),
  };
  const {options} = segments[0].options;
  for (let zip = fromZip; zip < toZip; zip++) {
    for (let state = states.firstState[zip]; state < states.firstState[zip + 1]; state++) {
      const slot = states.slot[state];
      if (slot >= 0) problem.station[state] = world.stationSlot[world.service.building[slot]];
      const isToday =
        slot < 0 ? options.station[zip] === NO_BUILDING : world.service.building[slot] === options.station[zip];
      const stays = slot < 0 || (states.level[2 * state] === STAYS && states.level[2 * state + 1] === STAYS);
      if (isToday && stays && problem.start[zip] === 0) problem.start[zip] = state - states.firstState[zip];
      fillState(scene, problem, scratch, zip, state);
    }
  }
}

interface Asked {
  readonly fromZip?: number;
  readonly toZip?: number;
  readonly weeks?: readonly number[];
}

interface Scratch extends StatesRule {
  readonly rates: StateRates;
  readonly weight: readonly Float64Array[]; // [deliverer][group], of the national volume
  readonly share: Uint16Array;
  readonly change: ChangeRates;
  readonly weeks: readonly number[];
  readonly isOpen: Uint8Array; // [week], of the state at hand
}

const DAYS_PER_WEEK = 7;

/** Hiring and training take their weeks from the first day on which anybody is hired; 0: all are there. */
function crewsFromDay({p}: World, {hireFromDay}: WeekRule): number {
  return hireFromDay === undefined ? 0 : hireFromDay + DAYS_PER_WEEK * value(p, 'hire_train_weeks');
}

function fillState(scene: CostScene, problem: WeekProblem, scratch: Scratch, zip: number, state: number): void {
  const {states, horizon, weeks, segments} = scene;
  const {weight, rates} = scratch;
  const hasUsps = !Number.isNaN(segments[0].uspsUsd[zip * GROUP_COUNT]);
  weighState(scene, scratch, zip, state, hasUsps);
  const [owned, usps, other] = weight.map((each) => each[0] + each[1] + each[2]);
  const slot = states.slot[state];
  problem.load[state] = slot < 0 ? 0 : Math.round(LOAD_ONE * owned);
  problem.usps[state] = Math.round(LOAD_ONE * usps);
  problem.other[state] = Math.round(LOAD_ONE * Math.max(0, other - otherToday(horizon, zip)));
  const {switchUsd, hireUsd, dualUsd, noticeUsd} = changeCost(scene, scratch.change, zip, state, problem.load[state]);
  openWeeks(scene, problem, scratch, state, hireUsd > 0);
  priceState(rates, {zip, slot, weight}, scratch, problem.weekUsd, state * weeks.length);
  problem.enterUsd[state] = switchUsd + hireUsd + dualUsd;
  problem.leaveUsd[state] = noticeUsd;
}

/** Says in which weeks a state may be: its station works, USPS may have what it has there, drivers are hired. */
function openWeeks(
  {weeks, states}: CostScene,
  {capacity, station}: WeekProblem,
  {isOpen, leaves, weight, crewsFromDay, ...scratch}: Scratch,
  state: number,
  hires: boolean,
): void {
  const [slot, room] = [states.slot[state], station[state] * weeks.length];
  const usps = weight[USPS].reduce((sum, each) => sum + each, 0);
  const isFloor = usps <= floorOf(weight);
  for (const week of scratch.weeks) {
    const works = slot < 0 || capacity[room + week] > 0;
    const mayStay = isFloor || !leaves[week];
    const hasCrews = !hires || weeks[week].fromDay >= crewsFromDay;
    isOpen[week] = works && mayStay && hasCrews ? 1 : 0;
  }
}

function floorOf(weight: readonly Float64Array[]): number {
  return weight[USPS][GROUP_COUNT - 1] * (1 + 1e-9);
}

function otherToday({demand, todayShare}: Horizon, zip: number): number {
  let sum = 0;
  for (let cell = zip * GROUP_COUNT; cell < (zip + 1) * GROUP_COUNT; cell++) {
    sum += (demand.groupShare[cell] * todayShare[cell * DELIVERER_COUNT + OTHER]) / SHARE_ONE;
  }
  return sum;
}

function weighState(
  {horizon, states, world}: CostScene,
  scratch: Scratch,
  zip: number,
  state: number,
  hasUsps: boolean,
): void {
  const {firstSlot} = world.service;
  const way = {hasStation: states.slot[state] >= 0, isNear: firstSlot[zip] < firstSlot[zip + 1], hasUsps};
  for (let group = 0; group < GROUP_COUNT; group++) {
    const cell = zip * GROUP_COUNT + group;
    stateShare(horizon, cell, group < 2 ? states.level[2 * state + group] : STAYS, way, scratch.share);
    for (let each = 0; each < DELIVERER_COUNT; each++) {
      scratch.weight[each][group] = (horizon.demand.groupShare[cell] * scratch.share[each]) / SHARE_ONE;
    }
  }
}

function sharedNumbers(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}

function sharedFrom<T extends Uint8Array | Uint32Array | Float64Array>(
  type: {readonly BYTES_PER_ELEMENT: number; new (buffer: SharedArrayBuffer): T},
  values: ArrayLike<number>,
): T {
  const array = new type(new SharedArrayBuffer(type.BYTES_PER_ELEMENT * values.length));
  array.set(values);
  return array;
}

import type {Csr, FlowTemplate, Ledger} from '@cutover/core';
import {type Demand, packagesBefore, SLOTS} from './cells.ts';

/** What the daily trips are booked from; every array on shared memory. A building is a node of the network. */
export interface LinehaulInput {
  readonly demand: Demand;
  readonly fromDay: number;
  readonly dayCount: number;
  readonly zipCount: number;
  readonly firstWeekday: number; // of the first simulated day, 0 is Monday
  readonly epochOf: Uint8Array;
  readonly position: readonly Float64Array[]; // by epoch
  readonly station: readonly Int32Array[]; // [epoch][zip], building, or -1
  readonly handoff: readonly Int32Array[]; // [epoch][zip], building, or -1
  readonly overflowLane: readonly Int32Array[]; // [epoch][zip], lane row from the station to the DDU, or -1
  readonly csr: Csr;
  readonly flow: readonly FlowTemplate[]; // by epoch
  readonly targets: Int32Array; // [targetCount], building
  readonly cubeFt3: number; // mean package
  readonly usableFt3: Float64Array; // [lane row], of one trip
  readonly tripsPerDay: Float64Array; // [lane row], schedule on days the plan uses the lane
  readonly operates: Uint8Array; // [lane row * 7 + weekday], 0 is Monday
}

/**
 * Books whole trips, day by day: packages at each last building spread over the lanes of the epoch's plan; a lane runs
 * max(schedule, ceil(cube / usable cube)) trips, and on a day it does not operate its packages ride on its next.
 * Fills `lanePackages`, `laneTrips`, `handoffPackages` and `buildingPackages` of the ledger, in one fixed order.
 */
export function bookLinehaul(input: LinehaulInput, ledger: Ledger): void {
  const {csr} = input;
  const nodeCount = csr.firstLane.length - 1;
  const state: DayLoads = {
    atTarget: new Float64Array(nodeCount),
    collected: new Float64Array(nodeCount),
    load: new Float64Array(csr.laneHead.length),
    carried: new Float64Array(csr.laneHead.length),
    moved: new Float64Array(csr.laneHead.length),
  };
  for (let row = 0; row < input.dayCount; row++) {
    collectTargets(input, ledger, row, state);
    const epoch = input.epochOf[input.fromDay + row];
    spreadLastLanes(input, input.flow[epoch], state);
    spreadUpstream(input.flow[epoch], state);
    runTrips(input, ledger, row, state);
  }
}

interface DayLoads {
  readonly atTarget: Float64Array; // [node], packages of the day whose last building it is
  readonly collected: Float64Array; // [node], packages that leave the network here or move on by a last lane
  readonly load: Float64Array; // [lane]
  readonly carried: Float64Array; // [lane], packages that missed their day
  readonly moved: Float64Array; // [lane row], packages that a full station moves on to a unit
}

function collectTargets(input: LinehaulInput, ledger: Ledger, row: number, {atTarget, moved}: DayLoads): void {
  const day = input.fromDay + row;
  const epoch = input.epochOf[day];
  const position = input.position[epoch];
  const station = input.station[epoch];
  const handoff = input.handoff[epoch];
  const overflowLane = input.overflowLane[epoch];
  const dayPackages = input.demand.dayPackages[day];
  const phase = input.demand.phase[day];
  atTarget.fill(0);
  for (let zip = 0; zip < input.zipCount; zip++) {
    const cell = row * input.zipCount + zip;
    let owned = -ledger.volumeDivertedUsps[cell] - ledger.volumeDivertedOther[cell];
    let usps = ledger.volumeDivertedUsps[cell];
    for (let slot = zip * SLOTS; slot < (zip + 1) * SLOTS; slot += 3) {
      const first = packagesBefore(dayPackages, position[slot], phase);
      const afterOwned = packagesBefore(dayPackages, position[slot + 1], phase);
      owned += afterOwned - first;
      usps += packagesBefore(dayPackages, position[slot + 2], phase) - afterOwned;
    }
    if (owned > 0) atTarget[station[zip]] += owned;
    if (usps > 0) {
      atTarget[handoff[zip]] += usps;
      ledger.handoffPackages[handoff[zip]] += usps;
    }
    const overflow = ledger.volumeOverflow[cell];
    if (overflow > 0) {
      ledger.handoffPackages[handoff[zip]] += overflow;
      if (overflowLane[zip] >= 0) moved[overflowLane[zip]] += overflow;
    }
  }
}

// The packages of an end split over its last lanes in whole numbers; the last takes the rest.
function spreadLastLanes(input: LinehaulInput, flow: FlowTemplate, {atTarget, collected, load}: DayLoads): void {
  load.fill(0);
  collected.fill(0);
  for (let slot = 0; slot < input.targets.length; slot++) {
    const node = input.targets[slot];
    const packages = atTarget[node];
    if (packages === 0) continue;
    const from = flow.firstLast[slot];
    const to = flow.firstLast[slot + 1];
    if (from === to) {
      collected[node] += packages;
      continue;
    }
    let share = 0;
    let given = 0;
    for (let i = from; i < to; i++) {
      share += flow.lastShare[i];
      const upTo = i === to - 1 ? packages : Math.round(packages * share);
      load[flow.lastLane[i]] += upTo - given;
      collected[input.csr.laneTail[flow.lastLane[i]]] += upTo - given;
      given = upTo;
    }
  }
}

function spreadUpstream(flow: FlowTemplate, {collected, load}: DayLoads): void {
  for (let node = 0; node < collected.length; node++) {
    const packages = collected[node];
    if (packages === 0) continue;
    for (let i = flow.firstUp[node]; i < flow.firstUp[node + 1]; i++)
      load[flow.upLane[i]] += packages * flow.upShare[i];
  }
}

function runTrips(input: LinehaulInput, ledger: Ledger, row: number, {load, carried, moved}: DayLoads): void {
  const {laneRow, laneHead} = input.csr;
  const weekday = (input.firstWeekday + row) % 7;
  for (let lane = 0; lane < load.length; lane++) {
    const at = laneRow[lane];
    const packages = Math.round(load[lane]) + carried[lane] + moved[at];
    if (packages === 0) continue;
    moved[at] = 0;
    if (input.operates[at * 7 + weekday] === 0 && row < input.dayCount - 1) {
      carried[lane] = packages;
      continue;
    }
    carried[lane] = 0;
    ledger.lanePackages[at] += packages;
    ledger.laneTrips[at] += Math.max(
      input.tripsPerDay[at],
      Math.ceil((packages * input.cubeFt3) / input.usableFt3[at]),
    );
    ledger.buildingPackages[laneHead[lane]] += packages;
  }
}

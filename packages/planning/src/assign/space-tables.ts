import type {SharedMemory} from '@cutover/core';
import {PER_LOAD, type WeekProblem} from './problem.ts';
import {HEADER_WORDS, NOT_HELD, SOFT_SCALAR_COUNT, STATES_MAX} from './space-layout.ts';

/** What tables are sized by. */
export interface Counts {
  readonly zips: number;
  readonly weeks: number;
  readonly stations: number;
  readonly states: number;
  readonly chunks: number;
  readonly isLimited: boolean;
}

type TableType = Uint8Array | Int32Array | Uint32Array | Float64Array;

/** Hands out one table after the other. */
type Take = <T extends TableType>(
  type: {readonly BYTES_PER_ELEMENT: number; new (buffer: SharedArrayBuffer, at: number, length: number): T},
  length: number,
) => T;

const ALIGN = 16; // bytes; also what a vector may read past the end of a table

export type Tables = ReturnType<typeof tablesOf>;

/** Every table, in the order of space-layout.ts. A row behind all stations is for states without one. */
export function tablesOf(take: Take, {zips, weeks, stations, states, chunks, isLimited}: Counts) {
  const rows = (stations + 1) * weeks;
  const limited = isLimited ? rows : 0;
  const slots = chunks + 1; // the last is for easing
  return {
    firstState: take(Uint32Array, zips + 1),
    station: take(Int32Array, states),
    load: take(Float64Array, states),
    usps: take(Float64Array, states),
    other: take(Float64Array, states),
    enterUsd: take(Float64Array, states),
    leaveUsd: take(Float64Array, states),
    weekUsd: take(Float64Array, states * weeks),
    start: take(Int32Array, zips),
    perLoad: take(Float64Array, weeks),
    capacity: take(Float64Array, rows),
    isFrozen: take(Uint8Array, weeks),
    priceStation: take(Float64Array, rows),
    priceCut: take(Float64Array, rows),
    priceOther: take(Float64Array, weeks),
    priceSwitching: take(Float64Array, weeks),
    priceArriving: take(Float64Array, limited),
    priceUsps: take(Float64Array, 1),
    paths: take(Uint8Array, zips * weeks),
    isResting: take(Uint8Array, zips),
    held: take(Uint8Array, zips * weeks),
    spare: take(Float64Array, rows),
    totals: take(Float64Array, slots * totalsLength(stations, weeks, isLimited)),
    softStation: take(Float64Array, rows),
    softOther: take(Float64Array, weeks),
    softSwitching: take(Float64Array, weeks),
    softArriving: take(Float64Array, limited),
    softScalars: take(Float64Array, SOFT_SCALAR_COUNT),
    softPaths: take(Uint8Array, zips * weeks),
    otherMax: take(Float64Array, weeks),
    switchesMax: take(Float64Array, weeks),
    arrivalsMax: take(Float64Array, limited),
    scratchUsd: take(Float64Array, slots * (weeks + 1) * STATES_MAX), // [slot][week][state]
    scratchStates: take(Float64Array, slots * 3 * STATES_MAX), // [slot]: cheapest way to be there, to enter, to leave
    scratchComes: take(Uint8Array, slots * weeks * (STATES_MAX / 2)), // [slot][week], bits of states that are new
    scratchComer: take(Int32Array, slots * weeks), // [slot][week], state it comes from
    scratchHeld: take(Float64Array, slots * weeks * 2), // [slot][week]: row where a ZIP is held, load there
    scratchWeeks: take(Float64Array, 2 * (weeks + 1)), // what its room costs all others; what a change costs
    scratchArriving: take(Float64Array, limited),
    scratchOld: take(Uint8Array, weeks),
    packages: take(Float64Array, weeks),
  };
}

export function takeFrom({buffer}: SharedMemory): Take {
  let at = 4 * HEADER_WORDS;
  return (type, length) => {
    const table = new type(buffer, at, length);
    at = after(at, type.BYTES_PER_ELEMENT * length);
    return table;
  };
}

export function bytesOf(counts: Counts): number {
  let at = 4 * HEADER_WORDS;
  const nothing = new SharedArrayBuffer(0);
  tablesOf((type, length) => {
    at = after(at, type.BYTES_PER_ELEMENT * length);
    return new type(nothing, 0, 0);
  }, counts);
  return at;
}

function after(at: number, bytes: number): number {
  return Math.ceil((at + bytes) / ALIGN + 1) * ALIGN;
}

/** Copies a problem into its tables. */
export function fillTables(tables: Tables, problem: WeekProblem): void {
  const {weekCount, stationCount} = problem;
  for (const name of [
    ...(['firstState', 'station', 'load', 'usps', 'other', 'enterUsd', 'leaveUsd', 'weekUsd', 'start'] as const),
    ...(['capacity', 'isFrozen', 'otherMax', 'switchesMax', 'arrivalsMax', 'packages'] as const),
  ]) {
    tables[name].set(problem[name]);
  }
  tables.perLoad.set(problem.packages.map((each) => each * PER_LOAD));
  tables.capacity.fill(Infinity, stationCount * weekCount);
  tables.held.fill(NOT_HELD);
  tables.spare.fill(-1);
}

export function totalsLength(stations: number, weeks: number, isLimited: boolean): number {
  return 2 + (isLimited ? 3 : 2) * stations * weeks + 3 * weeks;
}

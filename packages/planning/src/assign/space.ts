import {createMemory, loadKernel, type SharedMemory} from '@cutover/core';
import {wasm} from '../generated/assign.ts';
import type {Cuts} from './cuts.ts';
import {PER_LOAD, type Prices, type Totals, type WeekCosts, type WeekProblem} from './problem.ts';
import {
  CHUNKS,
  FIRST_STATE,
  HEADER_WORDS,
  IS_LIMITED,
  NOT_HELD,
  OVERFLOW_USD,
  SOFT_SCALAR_COUNT,
  STATES,
  STATES_MAX,
  STATIONS,
  WEEKS,
  ZIPS,
} from './space-layout.ts';

/**
 * A week problem on one memory, with all that the steps of its prices and the easing of its plan read and write:
 * threads share it, and the kernel works on it. There is one easing at a time.
 */
export interface WeekSpace {
  readonly memory: SharedMemory;
  readonly problem: WeekCosts;
  readonly prices: Prices;
  readonly cuts: Cuts;
  readonly paths: Uint8Array; // as `createPaths` gives them
  readonly isResting: Uint8Array; // [zip], 1: keeps its path
  readonly totals: readonly Totals[]; // [chunk]
  readonly soft: SoftSpace;
}

/** What a plan is eased on. */
export interface SoftSpace {
  readonly station: Float64Array; // [stationCount * weekCount]
  readonly other: Float64Array; // [week]
  readonly switching: Float64Array; // [week]
  readonly arriving: Float64Array; // as `arrivalsMax`
  readonly perLoad: Float64Array; // [week], packages in 1/LOAD_ONE
  readonly scalars: Float64Array; // BAND … of space-layout.ts
  readonly paths: Uint8Array;
  readonly totals: Totals;
}

/** Loops over a space; `priceChunk` of chunk.ts and `moveZip` of soft.ts are their TypeScript twins. */
export interface AssignKernel {
  priceChunk(chunk: number, zipFrom: number, zipTo: number, hasCuts: boolean): void;
  moveZip(zip: number): number; // USD saved; above 0: it moved
}

interface Counts {
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

const ZIPS_PER_CHUNK = 4096; // fixed: sums come out the same on any number of threads

/** ZIPs of a chunk: from, to. */
export function chunkOf(zipCount: number, chunkCount: number, chunk: number): [number, number] {
  return [Math.floor((zipCount * chunk) / chunkCount), Math.floor((zipCount * (chunk + 1)) / chunkCount)];
}

const BYTES_MAX = 2 ** 32; // what addresses of 32 bits reach
const SPARE_MAX = 2;

// Memories of solves that have ended, on this thread: a collection of garbage comes too late for many in a row.
const spareMemories: SharedMemory[] = [];

/** Gives the memory of a space back: no task and nothing else may look into it any more. */
export function releaseSpace({memory}: WeekSpace): void {
  spareMemories.push(memory);
  spareMemories.sort((a, b) => a.buffer.byteLength - b.buffer.byteLength);
  if (spareMemories.length > SPARE_MAX) spareMemories.shift();
}

/** The smallest spare memory that is large enough, or a new one; all 0. */
function takeMemory(bytes: number): SharedMemory {
  const at = spareMemories.findIndex(({buffer}) => buffer.byteLength >= bytes);
  if (at < 0) return createMemory(bytes);
  const [memory] = spareMemories.splice(at, 1);
  new Uint8Array(memory.buffer).fill(0);
  return memory;
}

/**
 * Copies a problem into a space of its own; prices, paths and totals are 0, no ZIP is held for a cut.
 *
 * @throws RangeError if a ZIP has more than STATES_MAX states, or there is more than 4 GB of it
 */
export function createSpace(problem: WeekProblem): WeekSpace {
  const {zipCount, weekCount, stationCount, firstState, station, arrivalsMax} = problem;
  for (let zip = 0; zip < zipCount; zip++) {
    const states = firstState[zip + 1] - firstState[zip];
    if (states > STATES_MAX) throw new RangeError(`ZIP ${zip} has ${states} states, more than ${STATES_MAX}`);
  }
  const counts: Counts = {
    ...{zips: zipCount, weeks: weekCount, stations: stationCount, states: station.length},
    ...{chunks: Math.ceil(zipCount / ZIPS_PER_CHUNK), isLimited: arrivalsMax.length > 0},
  };
  const bytes = bytesOf(counts);
  if (bytes > BYTES_MAX) throw new RangeError(`${station.length} states in ${weekCount} weeks are more than 4 GB`);
  const memory = takeMemory(bytes);
  const words = new Int32Array(memory.buffer, 0, HEADER_WORDS);
  words[ZIPS] = counts.zips;
  words[WEEKS] = counts.weeks;
  words[STATIONS] = counts.stations;
  words[STATES] = counts.states;
  words[CHUNKS] = counts.chunks;
  words[IS_LIMITED] = counts.isLimited ? 1 : 0;
  new Float64Array(memory.buffer, 4 * OVERFLOW_USD, 1)[0] = problem.overflowUsd;
  const tables = tablesOf(takeFrom(memory), counts);
  Object.values(tables).forEach((each, i) => {
    words[FIRST_STATE + i] = each.byteOffset;
  });
  fill(tables, problem);
  return spaceOf(memory, counts, problem.overflowUsd, tables);
}

/** The same space on another thread. */
export function openSpace(memory: SharedMemory): WeekSpace {
  const words = new Int32Array(memory.buffer, 0, HEADER_WORDS);
  const counts: Counts = {
    ...{zips: words[ZIPS], weeks: words[WEEKS], stations: words[STATIONS]},
    ...{states: words[STATES], chunks: words[CHUNKS], isLimited: words[IS_LIMITED] === 1},
  };
  const [overflowUsd] = new Float64Array(memory.buffer, 4 * OVERFLOW_USD, 1);
  return spaceOf(memory, counts, overflowUsd, tablesOf(takeFrom(memory), counts));
}

const kernels = new WeakMap<SharedMemory, AssignKernel>();

/**
 * The kernel on a space; undefined: take the TypeScript twins. On the thread that made the space it is made once; a
 * memory that comes with a task is another object each time, and so is its kernel, in some microseconds.
 */
export function assignKernel(memory: SharedMemory): AssignKernel | undefined {
  const kernel = kernels.get(memory) ?? loadKernel<AssignKernel>(wasm, memory);
  if (kernel !== undefined) kernels.set(memory, kernel);
  return kernel;
}

type Tables = ReturnType<typeof tablesOf>;

/** Every table, in the order of space-layout.ts. A row behind all stations is for states without one. */
function tablesOf(take: Take, {zips, weeks, stations, states, chunks, isLimited}: Counts) {
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

function takeFrom({buffer}: SharedMemory): Take {
  let at = 4 * HEADER_WORDS;
  return (type, length) => {
    const table = new type(buffer, at, length);
    at = after(at, type.BYTES_PER_ELEMENT * length);
    return table;
  };
}

function bytesOf(counts: Counts): number {
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

function fill(tables: Tables, problem: WeekProblem): void {
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

function spaceOf(memory: SharedMemory, counts: Counts, overflowUsd: number, tables: Tables): WeekSpace {
  const {zips: zipCount, weeks: weekCount, stations: stationCount, chunks} = counts;
  const cells = stationCount * weekCount;
  const byStation = (table: Float64Array): Float64Array => table.subarray(0, Math.min(table.length, cells));
  const {firstState, station, load, usps, other, enterUsd, leaveUsd, weekUsd, start, packages, isFrozen} = tables;
  const {otherMax, switchesMax} = tables;
  const totals = Array.from({length: chunks + 1}, (_, slot) => totalsOf(tables.totals, counts, slot));
  return {
    memory,
    problem: {
      ...{zipCount, weekCount, stationCount, firstState, station, load, usps, other, enterUsd, leaveUsd, weekUsd},
      ...{start, packages, isFrozen, otherMax, switchesMax, overflowUsd},
      capacity: byStation(tables.capacity),
      arrivalsMax: byStation(tables.arrivalsMax),
    },
    prices: {
      station: tables.priceStation,
      cut: byStation(tables.priceCut),
      other: tables.priceOther,
      switching: tables.priceSwitching,
      arriving: byStation(tables.priceArriving),
      usps: tables.priceUsps,
    },
    cuts: {held: tables.held, spare: byStation(tables.spare)},
    paths: tables.paths,
    isResting: tables.isResting,
    totals: totals.slice(0, chunks),
    soft: {
      station: byStation(tables.softStation),
      other: tables.softOther,
      switching: tables.softSwitching,
      arriving: byStation(tables.softArriving),
      perLoad: tables.perLoad,
      scalars: tables.softScalars,
      paths: tables.softPaths,
      totals: totals[chunks],
    },
  };
}

function totalsLength(stations: number, weeks: number, isLimited: boolean): number {
  return 2 + (isLimited ? 3 : 2) * stations * weeks + 3 * weeks;
}

function totalsOf(table: Float64Array, {stations, weeks, isLimited}: Counts, slot: number): Totals {
  let at = slot * totalsLength(stations, weeks, isLimited);
  const next = (length: number): Float64Array => table.subarray(at, (at += length));
  return {
    usd: next(2),
    load: next(stations * weeks),
    cut: next(stations * weeks),
    other: next(weeks),
    switches: next(weeks),
    arrivals: next(isLimited ? stations * weeks : 0),
    usps: next(weeks),
  };
}

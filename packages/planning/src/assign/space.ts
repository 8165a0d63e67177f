import type {SharedMemory} from '@cutover/core';
import type {Cuts} from './cuts.ts';
import {giveMemory, takeMemory} from './kernel.ts';
import type {Prices, Totals, WeekCosts, WeekProblem} from './problem.ts';
import {
  CHUNKS,
  FIRST_STATE,
  HEADER_WORDS,
  IS_LIMITED,
  OVERFLOW_USD,
  STATES,
  STATES_MAX,
  STATIONS,
  WEEKS,
  ZIPS,
} from './space-layout.ts';
import {bytesOf, type Counts, fillTables, type Tables, tablesOf, takeFrom, totalsLength} from './space-tables.ts';

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

const ZIPS_PER_CHUNK = 4096; // fixed: sums come out the same on any number of threads

/** ZIPs of a chunk: from, to. */
export function chunkOf(zipCount: number, chunkCount: number, chunk: number): [number, number] {
  return [Math.floor((zipCount * chunk) / chunkCount), Math.floor((zipCount * (chunk + 1)) / chunkCount)];
}

const BYTES_MAX = 2 ** 32; // what addresses of 32 bits reach

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
  fillTables(tables, problem);
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

/** Gives the memory of a space back: no task and nothing else may look into it any more. */
export function releaseSpace({memory}: WeekSpace): void {
  giveMemory(memory);
}

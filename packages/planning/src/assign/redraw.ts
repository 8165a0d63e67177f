import {hash32, type SharedMemory} from '@cutover/core';
import {moverOn, place, SHARP_USPS_GAIN_USD} from './anneal.ts';
import {assignKernel} from './kernel.ts';
import {PER_LOAD, type Prices, setPrices, type WeekProblem} from './problem.ts';
import {draftOf} from './repair.ts';
import {createSoftScratch, drawZip, placePath} from './soft.ts';
import {openSpace, type WeekSpace} from './space.ts';
import {BAND, USPS_AIM, USPS_GAIN_USD, USPS_USD} from './space-layout.ts';
import {uspsPackages} from './value.ts';
import {stationsOf, type ZipLists, zipsOf} from './zip-lists.ts';

/** Stations of a plan to be drawn anew: what one thread does while others raise the bound. */
export interface RedrawTask {
  readonly kind: 'redraw';
  readonly problem: WeekProblem;
  readonly memory: SharedMemory; // of the space
  readonly prices: Prices; // of the bound before cuts
  readonly paths: Uint8Array; // of the plan, shared; from round 0 on it lies on the space, and is worked on there
  readonly zips: ZipLists; // of stations
  readonly round: number; // draws differ from round to round
  readonly excessUsd: Float64Array; // [zip], shared: of the plan above what it does in the bound
  readonly gapUsd: Float64Array; // [station], shared, overwritten: of the plan as it comes
  readonly failures: Uint8Array; // [station], shared: rounds in a row that saved nothing there
  readonly isLively: Uint8Array; // as `zips.zip`, shared, 1: the ZIP has moved when its station was worked on
}

const STATIONS = 80; // drawn anew in a round
const TRIES = 3; // at a station
const NOISE = 0.1; // of the prices of a station, and of each of its weeks
const BAND_FIRST = 0.6; // of the room
const BAND_PASSES = 8;
const BAND_NARROWER = 0.5;
const SHARP_PASSES = 2;
const FULL_TURN = 4; // rounds in vain, after which all ZIPs of a station are drawn
const FAILURES_MAX = 255;
const LEAST_USD = 1e-3; // less is rounding

/**
 * Draws all ZIPs of a station anew, at prices a little off or as they are, eases them beside all others, and keeps what
 * is cheaper: several ZIPs change places at once, which one by one would each cost more (large neighbourhood search;
 * P. Shaw, "Using constraint programming and local search methods to solve vehicle routing problems", CP 1998). First
 * those stations whose plan is far above their part of the bound, and that have not been tried in vain.
 */
export function redraw(task: RedrawTask): void {
  const {problem, round, excessUsd, gapUsd, failures} = task;
  const drawing = startDrawing(task);
  if (round === 0) for (let zip = 0; zip < problem.zipCount; zip++) excessUsd[zip] = drawing.draw(zip);
  noteGaps(drawing, excessUsd, gapUsd);
  for (const s of worstStations(gapUsd, failures)) {
    const own = zipsToDraw(task, s);
    let saved = 0;
    for (let each = 0; each < TRIES; each++) {
      const key = hash32(hash32(round * problem.stationCount + s) + each);
      saved += tryZips(drawing, own, key, each % 2 === 0 ? s : undefined);
    }
    noteLively(task, drawing, s);
    if (saved > 0) for (const zip of own) excessUsd[zip] = drawing.draw(zip);
    failures[s] = saved > 0 ? 0 : Math.min(FAILURES_MAX, failures[s] + 1);
  }
}

/** Those of a station that have moved before, as most never do; all at first, and now and then. */
function zipsToDraw({zips, failures, isLively}: RedrawTask, station: number): Int32Array {
  const lively = isLively.subarray(zips.first[station], zips.first[station + 1]);
  const all = zipsOf(zips, station);
  const isFull = failures[station] % FULL_TURN === FULL_TURN - 1 || !lively.includes(1);
  return isFull ? all : all.filter((_, i) => lively[i] === 1);
}

function noteLively({zips, isLively}: RedrawTask, {hasMoved}: Drawing, station: number): void {
  zipsOf(zips, station).forEach((zip, i) => {
    if (hasMoved[zip] === 1) isLively[zips.first[station] + i] = 1;
    hasMoved[zip] = 0;
  });
}

/** A plan whose stations are drawn anew. */
interface Drawing extends Pick<RedrawTask, 'problem' | 'prices' | 'zips'> {
  readonly space: WeekSpace;
  readonly move: (zip: number) => number;
  readonly draw: (zip: number) => number;
  readonly hasMoved: Uint8Array; // [zip]
}

function startDrawing({problem, memory, prices, paths, zips, round}: RedrawTask): Drawing {
  const space = openSpace(memory);
  if (round === 0) {
    place(space, problem, prices, draftOf(problem, paths));
    setPrices(space.prices, prices);
    // What is shared is free up to its end: ZIPs pile up there, and as the band narrows the dearest give way.
    for (const name of ['station', 'other', 'switching', 'arriving'] as const) space.soft[name].fill(0);
    if (space.soft.scalars[USPS_GAIN_USD] > 0) space.soft.scalars[USPS_GAIN_USD] = SHARP_USPS_GAIN_USD;
  }
  const kernel = assignKernel(memory);
  const scratch = createSoftScratch(space);
  const draw = (zip: number): number => (kernel === undefined ? drawZip(space, scratch, zip) : kernel.drawZip(zip));
  return {problem, prices, zips, space, draw, move: moverOn(space), hasMoved: new Uint8Array(problem.zipCount)};
}

/** What each station and the ZIPs that could be there cost in the plan above what they do in the bound. */
function noteGaps({problem, prices, space, zips}: Drawing, excessUsd: Float64Array, gapUsd: Float64Array): void {
  const {weekCount, stationCount, capacity, packages, overflowUsd} = problem;
  const {load} = space.soft.totals;
  for (let s = 0; s < stationCount; s++) {
    gapUsd[s] = 0;
    for (const zip of zipsOf(zips, s)) gapUsd[s] += excessUsd[zip];
    for (let at = s * weekCount, week = 0; week < weekCount; week++, at++) {
      const spare = capacity[at] - load[at];
      const usd = spare > 0 ? prices.station[at] : prices.station[at] - overflowUsd;
      gapUsd[s] += packages[week] * PER_LOAD * spare * usd;
    }
  }
}

function worstStations(gapUsd: Float64Array, failures: Uint8Array): number[] {
  const score = gapUsd.map((usd, s) => usd / (1 + failures[s]));
  const worth = Array.from(score.keys()).filter((s) => score[s] > LEAST_USD);
  return worth.sort((a, b) => score[b] - score[a] || a - b).slice(0, STATIONS);
}

/**
 * Eases ZIPs from a wide band to a sharp one, and takes them back if that saves nothing or breaks a limit.
 *
 * @param station - where they are drawn anew before; undefined: they start from where they are
 * @returns USD saved
 */
function tryZips(drawing: Drawing, zips: Int32Array, key: number, station: number | undefined): number {
  const {problem, space, move, hasMoved} = drawing;
  const {weekCount} = problem;
  const [before, brokenBefore] = [sharedUsd(drawing, zips), broken(drawing, zips)];
  const kept = new Uint8Array(zips.length * weekCount);
  zips.forEach((zip, i) => {
    kept.set(space.soft.paths.subarray(zip * weekCount, (zip + 1) * weekCount), i * weekCount);
  });
  if (station !== undefined) drawZips(drawing, zips, station, key);
  const order = zips.slice();
  for (let pass = 0; pass < BAND_PASSES + SHARP_PASSES; pass++) {
    space.soft.scalars[BAND] = pass < BAND_PASSES ? BAND_FIRST * BAND_NARROWER ** pass : 0;
    if (pass <= BAND_PASSES) shuffle(order, hash32(key + pass));
    for (const zip of order) if (move(zip) > 0) hasMoved[zip] = 1;
  }
  const after = sharedUsd(drawing, zips);
  if (after < before - LEAST_USD && broken(drawing, zips) <= brokenBefore) return before - after;
  zips.forEach((zip, i) => {
    placePath(space, zip, kept, i * weekCount);
  });
  return 0;
}

/** Gives each ZIP its cheapest path, where prices of a station are a little off. */
function drawZips({problem, prices, space, draw}: Drawing, zips: Int32Array, station: number, key: number): void {
  const {weekCount} = problem;
  const row = space.prices.station.subarray(station * weekCount, (station + 1) * weekCount);
  const noise = (counter: number): number => 1 + NOISE * (hash32(key ^ (counter + 1)) / 2 ** 31 - 1);
  for (let week = 0; week < weekCount; week++) row[week] *= noise(0) * noise(week + 1);
  for (const zip of zips) {
    draw(zip);
    placePath(space, zip, space.paths, zip * weekCount);
  }
  row.set(prices.station.subarray(station * weekCount, (station + 1) * weekCount));
}

/** In place (Fisher and Yates). */
function shuffle(order: Int32Array, key: number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const k = hash32(hash32(key) + i) % (i + 1);
    [order[i], order[k]] = [order[k], order[i]];
  }
}

/** What of the plan's cost these ZIPs can change; where the USPS volume is to be within limits, at its price. */
function sharedUsd({problem, space}: Drawing, own: Int32Array): number {
  const {weekCount, packages, capacity, otherMax, overflowUsd, target} = problem;
  const {totals, scalars} = space.soft;
  let over = 0;
  for (const s of stationsOf(problem, own)) {
    for (let at = s * weekCount, week = 0; week < weekCount; week++, at++) {
      over += Math.max(0, totals.load[at] - capacity[at]) * packages[week];
    }
  }
  for (let week = 0; week < weekCount; week++) {
    over += Math.max(0, totals.other[week] - otherMax[week]) * packages[week];
  }
  const usd = totals.usd[1] + overflowUsd * over * PER_LOAD;
  if (target.rule === 'none') return usd;
  const usps = uspsPackages(problem, totals);
  if (target.rule === 'fee') return usd + target.usd * Math.max(0, target.promised - usps);
  const miss = usps - scalars[USPS_AIM];
  return usd + miss * (scalars[USPS_USD] + (scalars[USPS_GAIN_USD] * miss) / (2 * scalars[USPS_AIM]));
}

/** By how much limits are broken that have no price: ZIPs that change, packages by USPS. */
function broken({problem, space}: Drawing, own: Int32Array): number {
  const {weekCount, switchesMax, arrivalsMax, target} = problem;
  const {totals} = space.soft;
  let sum = 0;
  for (let week = 0; week < weekCount; week++) sum += Math.max(0, totals.switches[week] - switchesMax[week]);
  for (const s of arrivalsMax.length === 0 ? [] : stationsOf(problem, own)) {
    for (let at = s * weekCount; at < (s + 1) * weekCount; at++) {
      sum += Math.max(0, totals.arrivals[at] - arrivalsMax[at]);
    }
  }
  if (target.rule !== 'within') return sum;
  const usps = uspsPackages(problem, totals);
  return sum + Math.max(0, usps - target.max, target.min - usps);
}

import {cellKeyHigh, cellKeyLow, DataError, deliverers, GROUP_COUNT, isoDate, OWNED, packageBits} from '@cutover/core';
import {
  CLASS_SLOTS,
  cutStretches,
  DELAY_SLOTS,
  holdDays,
  ORIGIN_SLOTS,
  packagesBefore,
  sampled,
  simulateBlock,
  SLOTS,
  STRETCH_FATES,
  STRETCHES,
  WAITS,
} from '@cutover/simulation';
import {type SimulationInputs, simulationInputs} from './inputs.ts';
import type {Pool} from './pool.ts';
import type {Prepared} from './prepare.ts';
import {bookDays} from './simulate.ts';
import {traceWays, type TracedWay} from './trace-ways.ts';

/** What became of a package against its plan. */
export type Fate =
  | 'as planned'
  | 'waited at the station'
  | 'turned away at the FC: its station was full'
  | 'moved on by a full station';

/** One package, drawn again. */
export interface Trace {
  readonly number: number;
  readonly scenario: string;
  readonly dueOn: string;
  readonly zip: string;
  readonly rank: number; // among the simulated packages of its day and ZIP
  readonly classId: string;
  readonly classGroup: string;
  readonly weightLb: number;
  readonly promiseDays: number;
  readonly originId: string;
  readonly deliverer: string;
  readonly fate: Fate;
  readonly deliveredOn: string | null; // null: still waiting on the last simulated day
  readonly transitDays: number; // order ready to door, delay and waiting included
  readonly lateDays: number;
  readonly ways: readonly TracedWay[]; // the one it took first
}

/**
 * Finds a package by its number and shows it: nothing was stored, so the scenario's books are run again and the
 * package is drawn alone.
 *
 * @param number - counted from the first day of the horizon, in the sample the run drew
 * @throws DataError if no such package was simulated
 */
export async function tracePackage(
  pool: Pool,
  prepared: Prepared,
  seed: number,
  packages: number | undefined,
  number: number,
): Promise<Trace> {
  const inputs = simulationInputs(prepared, seed, packages);
  await bookDays(pool, inputs.books, inputs.ledger);
  const place = findPlace(prepared, inputs, number);
  const {zip, day, row, epoch, rank} = place;
  const {world, horizon, networks, plans} = prepared;
  const {tables, transit} = networks[epoch];
  const bits = packageBits(cellKeyLow(seed, day, zip), cellKeyHigh(seed, day, zip), rank);
  const classRow = tables.classQuota[place.group * CLASS_SLOTS + (bits & 0xfff)];
  const origin = tables.originQuota[world.marketOf[zip] * ORIGIN_SLOTS + ((bits >>> 12) & 0x3ff)];
  const way = place.fate === WAITS ? OWNED : place.fate;
  const waitedDays = place.fate === WAITS ? daysWaited(inputs, place) : holdDays(horizon.delivers, day, way);
  const targetRow = inputs.block.targetOf[epoch][way][zip];
  const variant = tables.classVariant[classRow];
  const plannedDays = transit[(targetRow * tables.variantCount + variant) * tables.originCount + origin];
  const delayDays = tables.delayQuota[way * DELAY_SLOTS + (bits >>> 22)];
  const waited = waitedDays ?? Math.max(1, inputs.ledger.dayCount - 1 - row); // so far, as the ledger counts it
  const transitDays = plannedDays + delayDays + waited;
  const mixClass = world.twin.mix[classRow];
  const volumeOwned = inputs.ledger.volumeOwned[row * inputs.ledger.zipCount + zip];
  return {
    number,
    scenario: prepared.name,
    dueOn: isoDate(horizon.firstDay + day),
    zip: world.twin.zips[zip].zip,
    rank,
    classId: mixClass.classId,
    classGroup: mixClass.classGroup,
    weightLb: mixClass.weightLb,
    promiseDays: mixClass.promiseDays,
    originId: world.twin.facilities[world.origins[origin]].facilityId,
    deliverer: deliverers[way],
    fate: fateText(place),
    deliveredOn:
      waitedDays === undefined || row + waitedDays >= inputs.ledger.dayCount
        ? null
        : isoDate(horizon.firstDay + day + waitedDays),
    transitDays,
    lateDays: place.fate === WAITS ? waited : Math.max(0, transitDays - mixClass.promiseDays),
    ways: traceWays({prepared, plan: plans[epoch], day, zip, classRow, variant, origin, way, volumeOwned}),
  };
}

interface Place {
  readonly day: number;
  readonly row: number;
  readonly zip: number;
  readonly epoch: number;
  readonly group: number;
  readonly fate: number;
  readonly isMoved: boolean; // planned for own delivery, carried by another
  readonly isTurnedAway: boolean; // moved by the FC, before it came to the station
  readonly rank: number;
  readonly waitsBefore: number; // simulated packages of the cell that wait, before this one
}

function findPlace(
  {horizon, plans, fromDay, toDay}: Prepared,
  {block, ledger}: SimulationInputs,
  number: number,
): Place {
  const {dayFirst, dayPackages, phase} = horizon.demand;
  const first = sampled(dayFirst[fromDay], block.rate);
  const last = sampled(dayFirst[toDay], block.rate) - 1;
  if (!(Number.isInteger(number) && number >= first && number <= last)) {
    throw new DataError(`package ${number} was not simulated; this run has packages ${first} to ${last}`);
  }
  let day = fromDay;
  while (sampled(dayFirst[day + 1], block.rate) <= number) day++;
  const epoch = block.epochOf[day];
  const before = (slot: number): number =>
    dayFirst[day] + packagesBefore(dayPackages[day], block.position[epoch][slot], phase[day]);
  const zip = lastWhere(plans[0].policy.station.length, (each) => sampled(before(each * SLOTS), block.rate) <= number);
  const row = day - fromDay;
  const at = row * ledger.zipCount + zip;
  const bound = Float64Array.from({length: SLOTS + 1}, (_, slot) => before(zip * SLOTS + slot));
  const ends = new Float64Array(STRETCHES);
  const toUsps = ledger.volumeDivertedUsps[at] + ledger.volumeOverflow[at];
  cutStretches(bound, ledger.volumeWait[at], toUsps, ledger.volumeDivertedOther[at], ends);
  const stretch = ends.findIndex((end) => sampled(end, block.rate) > number);
  let waitsBefore = 0;
  for (let i = 0; i <= stretch; i++) {
    if (STRETCH_FATES[i % STRETCH_FATES.length] !== WAITS) continue;
    const from = sampled(i === 0 ? bound[0] : ends[i - 1], block.rate);
    waitsBefore += (i === stretch ? number : sampled(ends[i], block.rate)) - from;
  }
  const kind = stretch % STRETCH_FATES.length;
  // Of those that went to USPS the FC's come first: their part of the stretch is that of the ZIP.
  const withinStretch = number - sampled(stretch === 0 ? bound[0] : ends[stretch - 1], block.rate);
  const inStretch = sampled(ends[stretch], block.rate) - number + withinStretch;
  const turnedAway = (inStretch * ledger.volumeDivertedUsps[at]) / Math.max(1, toUsps);
  return {
    day,
    row,
    zip,
    epoch,
    group: Math.floor(stretch / STRETCH_FATES.length) % GROUP_COUNT,
    fate: STRETCH_FATES[kind],
    isMoved: kind === 2 || kind === 3,
    isTurnedAway: kind === 3 || (kind === 2 && withinStretch < turnedAway),
    rank: number - sampled(bound[0], block.rate),
    waitsBefore,
  };
}

function fateText({fate, isMoved, isTurnedAway}: Place): Fate {
  if (fate === WAITS) return 'waited at the station';
  if (!isMoved) return 'as planned';
  return isTurnedAway ? 'turned away at the FC: its station was full' : 'moved on by a full station';
}

/** The last of `0 … count - 1` for which a condition holds that holds up to some point and never after. */
function lastWhere(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Days until a package that waits leaves its station, first in, first out. @returns undefined if it never does */
function daysWaited(inputs: SimulationInputs, {row, zip, waitsBefore}: Place): number | undefined {
  const {block, ledger} = inputs;
  simulateBlock(block, ledger, zip, zip + 1);
  let ahead = waitsBefore; // packages that leave before this one, from its day on
  let waiting = 0;
  for (let each = 0; each < block.dayCount; each++) {
    if (block.stationOf[block.epochOf[block.fromDay + each]][zip] < 0) {
      if (each > row) return each - row; // the station closed, and all that waited moved on
      waiting = 0;
      continue;
    }
    const {started, released} = waitsOf(inputs, each, zip);
    if (each < row) waiting += started - released;
    else if (each === row) ahead += waiting - released;
    else if (ahead < released) return each - row;
    else ahead -= released;
  }
  return undefined;
}

/** Simulated packages of a ZIP that start to wait on a day, and that leave after waiting. */
function waitsOf({block, ledger}: SimulationInputs, row: number, zip: number): {started: number; released: number} {
  const day = block.fromDay + row;
  const at = row * block.zipCount + zip;
  const {dayFirst, dayPackages, phase} = block.demand;
  const position = block.position[block.epochOf[day]];
  const bound = Float64Array.from(
    {length: SLOTS + 1},
    (_, slot) => dayFirst[day] + packagesBefore(dayPackages[day], position[zip * SLOTS + slot], phase[day]),
  );
  const ends = new Float64Array(STRETCHES);
  const toUsps = ledger.volumeDivertedUsps[at] + ledger.volumeOverflow[at];
  cutStretches(bound, ledger.volumeWait[at], toUsps, ledger.volumeDivertedOther[at], ends);
  let started = 0;
  let outToday = 0;
  for (let stretch = 0; stretch < STRETCHES; stretch++) {
    const from = sampled(stretch === 0 ? bound[0] : ends[stretch - 1], block.rate);
    const packages = sampled(ends[stretch], block.rate) - from;
    if (STRETCH_FATES[stretch % STRETCH_FATES.length] === WAITS) started += packages;
    if (STRETCH_FATES[stretch % STRETCH_FATES.length] === OWNED) outToday += packages;
  }
  return {started, released: ledger.sampleOwned[at] - outToday};
}

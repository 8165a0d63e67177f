import {
  cellKeyHigh,
  cellKeyLow,
  type EpochPolicy,
  LATE_DAYS_MAX,
  type Ledger,
  OTHER,
  OVERFLOW_USPS,
  OWNED,
  packageBits,
  SHARE_ONE,
  TRANSIT_DAYS_MAX,
  USPS,
} from '@cutover/core';
import type {BlockInput} from '@cutover/simulation';

/** What the reference needs: the kernel's input, but shares as the policy states them. */
export type ReferenceInput = Omit<BlockInput, 'position' | 'epochOf'> & {readonly policy: readonly EpochPolicy[]};

/** The part of a ledger that is counted from simulated packages, and every one of them. */
export interface Reference {
  readonly counts: Pick<
    Ledger,
    | 'sampleDemanded'
    | 'sampleOwned'
    | 'sampleUsps'
    | 'sampleOther'
    | 'sampleBacklog'
    | 'drawnClass'
    | 'drawnOrigin'
    | 'transitDays'
    | 'latePackages'
    | 'lateHistogram'
    | 'transitHistogram'
    | 'latePackageDays'
    | 'drawChecksum'
  >;
  readonly packages: readonly SimulatedPackage[];
}

export interface SimulatedPackage {
  readonly number: number;
  readonly row: number; // simulated day
  readonly zip: number;
  readonly rank: number;
  readonly way: number;
  readonly waits: boolean;
  readonly drawnClass: number;
  readonly origin: number;
  readonly pathDays: number; // order to door, chance delays and days of rest included
  outRow: number | undefined; // day it left after waiting
}

/** Where a package of the full volume belongs, and what became of it. */
interface Place {
  readonly zip: number;
  readonly group: number;
  readonly way: number;
  readonly waits: boolean;
}

/**
 * The simulation again, package by package and without arithmetic on ranges: walks every package of the full volume,
 * finds its cell, lets the books of the ledger say what became of it, and, where it is one of the simulated, draws and
 * follows it alone. Slow; shares nothing with the kernel but the draw tables and the hash.
 */
export function simulateOneByOne(input: ReferenceInput, books: Ledger): Reference {
  const world = start(input);
  for (let row = 0; row < input.dayCount; row++) {
    const day = input.fromDay + row;
    const places = placesOfDay(input, books, row);
    const outToday = Array.from({length: input.zipCount}, () => 0); // own packages that do not wait
    const firstNumber = new Map<number, number>(); // of each ZIP
    places.forEach((place, i) => {
      const real = input.demand.dayFirst[day] + i; // its number at full volume
      const number = Math.floor(real * input.rate);
      if (!firstNumber.has(place.zip)) firstNumber.set(place.zip, number);
      if (place.way === OWNED && !place.waits) outToday[place.zip]++;
      if (Math.floor((real + 1) * input.rate) === number) {
        if (place.waits) world.zips[place.zip].started.push(undefined); // the next simulated package is further on
        return;
      }
      drawPackage(world, place, row, number, number - firstNumber.get(place.zip)!);
    });
    for (let zip = 0; zip < input.zipCount; zip++) deliver(world, books, row, zip, outToday[zip]);
  }
  for (const {left} of world.zips) {
    for (const each of simulatedOf(left)) tallyWait(world, each, Math.max(1, lastRow(input) - each.row));
  }
  return finish(world);
}

const simulatedOf = (line: readonly (SimulatedPackage | undefined)[]): SimulatedPackage[] =>
  line.filter((each) => each !== undefined);

const lastRow = ({dayCount}: ReferenceInput): number => dayCount - 1;

/** All packages of a day in the order of their numbers. */
function placesOfDay(input: ReferenceInput, books: Ledger, row: number): Place[] {
  const {demand, policy, zipCount, fromDay} = input;
  const day = fromDay + row;
  const {share} = policy[epochOn(input, row)];
  const places: Place[] = [];
  let before = 0; // share of the nation before the group at hand
  let taken = 0; // packages before the slot at hand
  for (let zip = 0; zip < zipCount; zip++) {
    const slots: {group: number; way: number; packages: number}[] = [];
    for (let group = 0; group < 3; group++) {
      const groupShare = demand.groupShare[zip * 3 + group];
      let inGroup = 0;
      for (let way = 0; way < 3; way++) {
        inGroup += share[(zip * 3 + group) * 3 + way];
        const isLast = zip === zipCount - 1 && group === 2 && way === 2;
        const isWhole = way === 2; // its end is where the next group begins
        const upTo = isLast ? 1 : isWhole ? before + groupShare : before + (groupShare * inGroup) / SHARE_ONE;
        const end = Math.floor(demand.dayPackages[day] * Math.min(1, upTo) + demand.phase[day]);
        slots.push({group, way, packages: end - taken});
        taken = end;
      }
      before += groupShare;
    }
    places.push(...fatesOf(slots, books, row * zipCount + zip, zip));
  }
  return places;
}

/**
 * Own packages of each group stand in line: first those that go out today, then those that wait, move to USPS, move to
 * others. Of those held back, those of them moved and those of them moved to others each group has its part, rounded so
 * that the parts of the first groups add up to the whole part of them together.
 */
function fatesOf(
  slots: readonly {group: number; way: number; packages: number}[],
  books: Ledger,
  cell: number,
  zip: number,
): Place[] {
  const own = slots.flatMap(({way, packages}) => (way === OWNED ? [packages] : [])); // by group
  const toOther = books.volumeDivertedOther[cell];
  const toUsps = books.volumeDivertedUsps[cell] + books.volumeOverflow[cell];
  const waits = books.volumeWait[cell];
  const held = partsOf(waits + toUsps + toOther, own);
  const moved = partsOf(toUsps + toOther, held);
  const others = partsOf(toOther, moved);
  return slots.flatMap(({group, way, packages}): Place[] => {
    const repeat = (count: number, fate: {way: number; waits: boolean}) =>
      Array.from({length: count}, () => ({zip, group, ...fate}));
    if (way !== OWNED) return repeat(packages, {way, waits: false});
    return [
      ...repeat(packages - held[group], {way: OWNED, waits: false}),
      ...repeat(held[group] - moved[group], {way: OWNED, waits: true}),
      ...repeat(moved[group] - others[group], {way: USPS, waits: false}),
      ...repeat(others[group], {way: OTHER, waits: false}),
    ];
  });
}

/** `total` by groups in proportion to `sizes`: what all up to one have, whole, less what those before it have. */
function partsOf(total: number, sizes: readonly number[]): number[] {
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  const upTo = (count: number): number =>
    whole === 0 ? 0 : Math.floor((total * sizes.slice(0, count).reduce((sum, size) => sum + size, 0)) / whole);
  return sizes.map((_, group) => upTo(group + 1) - upTo(group));
}

/** Days a deliverer keeps what comes on a day of rest: to its next delivery day, or the horizon's end; 7 at most. */
function restDays({delivers}: ReferenceInput, day: number, way: number): number {
  for (let days = 0; ; days++) {
    const at = (day + days) * 3 + way;
    if (at >= delivers.length || delivers[at] === 1 || days === 7) return days;
  }
}

/** What is known of a ZIP between days. */
interface ZipState {
  left: (SimulatedPackage | undefined)[]; // every package that waits at the station, oldest first; drawn if simulated
  readonly held: number[]; // [way], simulated, for the deliverer's next day
  readonly today: number[]; // [way], simulated, that leave the building today
  started: (SimulatedPackage | undefined)[]; // began to wait today
  demanded: number;
}

interface World {
  readonly input: ReferenceInput;
  readonly counts: Reference['counts'];
  readonly packages: SimulatedPackage[];
  readonly zips: readonly ZipState[];
  xor: number;
  sum: bigint;
  latePackageDays: number;
}

function start(input: ReferenceInput): World {
  const cells = () => new Uint32Array(input.dayCount * input.zipCount);
  return {
    input,
    counts: {
      sampleDemanded: cells(),
      sampleOwned: cells(),
      sampleUsps: cells(),
      sampleOther: cells(),
      sampleBacklog: cells(),
      drawnClass: new Uint32Array(input.policy.length * input.zipCount * 3 * input.classCount),
      drawnOrigin: new Float64Array(3 * input.tables[0].originCount),
      transitDays: new Uint32Array(3 * input.zipCount),
      latePackages: new Uint32Array(3 * input.zipCount),
      lateHistogram: new Float64Array(3 * LATE_DAYS_MAX),
      transitHistogram: new Float64Array(3 * TRANSIT_DAYS_MAX),
      latePackageDays: 0,
      drawChecksum: '',
    },
    packages: [],
    zips: Array.from({length: input.zipCount}, () => ({
      left: [],
      held: [0, 0, 0],
      today: [0, 0, 0],
      started: [],
      demanded: 0,
    })),
    xor: 0,
    sum: 0n,
    latePackageDays: 0,
  };
}

function drawPackage(world: World, place: Place, row: number, number: number, rank: number): void {
  const {input, counts} = world;
  const {zip, group, way, waits} = place;
  const day = input.fromDay + row;
  const epoch = epochOn(input, row);
  const {classQuota, originQuota, delayQuota, classVariant, promiseDays, originCount, variantCount} =
    input.tables[epoch];
  const bits = packageBits(cellKeyLow(input.seed, day, zip), cellKeyHigh(input.seed, day, zip), rank);
  const drawnClass = classQuota[group * 4096 + (bits % 4096)];
  const origin = originQuota[input.marketOf[zip] * 1024 + (Math.floor(bits / 4096) % 1024)];
  const target = input.targetOf[epoch][way][zip];
  const onTheWay = input.transit[epoch][(target * variantCount + classVariant[drawnClass]) * originCount + origin];
  const rest = waits ? 0 : restDays(input, day, way);
  const pathDays = onTheWay + delayQuota[way * 1024 + Math.floor(bits / 2 ** 22)] + rest;
  const drawn = {number, row, zip, rank, way, waits, drawnClass, origin, pathDays, outRow: undefined};
  world.packages.push(drawn);
  world.xor = (world.xor ^ bits) >>> 0;
  world.sum += BigInt(bits);
  counts.drawnClass[((epoch * input.zipCount + zip) * 3 + way) * input.classCount + drawnClass]++;
  counts.drawnOrigin[way * originCount + origin]++;
  counts.transitDays[zip * 3 + way] += pathDays;
  counts.transitHistogram[way * TRANSIT_DAYS_MAX + pathDays]++;
  world.zips[zip].demanded++;
  if (waits) {
    world.zips[zip].started.push(drawn); // counted late when it leaves
    return;
  }
  world.zips[zip].today[way]++;
  tallyLate(world, zip, way, Math.max(0, pathDays - promiseDays[classVariant[drawnClass]]));
}

function tallyLate(world: World, zip: number, way: number, days: number): void {
  world.counts.lateHistogram[way * LATE_DAYS_MAX + Math.min(days, LATE_DAYS_MAX - 1)]++;
  if (days > 0) world.counts.latePackages[zip * 3 + way]++;
  world.latePackageDays += days;
}

/** A package that waited is late by its days of waiting, and those join its transit. */
function tallyWait(world: World, {zip}: SimulatedPackage, days: number): void {
  tallyLate(world, zip, OWNED, days);
  world.counts.transitDays[zip * 3 + OWNED] += days;
}

function deliver(world: World, books: Ledger, row: number, zip: number, outToday: number): void {
  const {input, counts} = world;
  const state = world.zips[zip];
  const cell = row * input.zipCount + zip;
  const epoch = epochOn(input, row);
  if (input.stationOf[epoch][zip] < 0) {
    // The ZIP has no station any more: what waited at the last one moves on.
    const way = (input.overflow[epoch][zip] & OVERFLOW_USPS) === 0 ? OTHER : USPS;
    state.today[way] += leaveWaiting(world, zip, row, state.left.length);
  }
  const leaving = books.volumeOwned[cell] - outToday; // of the full volume, after waiting
  const released = leaveWaiting(world, zip, row, leaving);
  state.left.push(...state.started.splice(0));
  counts.sampleDemanded[cell] = state.demanded;
  counts.sampleOwned[cell] = state.today[OWNED] + released;
  for (const way of [USPS, OTHER]) {
    state.held[way] += state.today[way];
    const works = input.delivers[(input.fromDay + row) * 3 + way] === 1;
    (way === USPS ? counts.sampleUsps : counts.sampleOther)[cell] = works ? state.held[way] : 0;
    if (works) state.held[way] = 0;
  }
  counts.sampleBacklog[cell] = simulatedOf(state.left).length + state.held[USPS] + state.held[OTHER];
  state.today.fill(0);
  state.demanded = 0;
}

/** Lets the oldest packages go. @returns how many of them are simulated */
function leaveWaiting(world: World, zip: number, row: number, packages: number): number {
  const gone = simulatedOf(world.zips[zip].left.splice(0, packages));
  for (const each of gone) {
    each.outRow = row;
    tallyWait(world, each, row - each.row);
  }
  return gone.length;
}

function epochOn({policy, fromDay}: ReferenceInput, row: number): number {
  return policy.findIndex(({epoch}) => fromDay + row >= epoch.fromDay && fromDay + row < epoch.toDay);
}

function finish({counts, packages, xor, sum, latePackageDays}: World): Reference {
  const hex = (word: number | bigint): string => word.toString(16).padStart(8, '0');
  return {counts: {...counts, latePackageDays, drawChecksum: `${hex(xor)}${hex(sum % 2n ** 32n)}`}, packages};
}

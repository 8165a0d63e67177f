import {type Ledger, OTHER, OVERFLOW_OTHER, OVERFLOW_USPS, OWNED, USPS} from '@cutover/core';
import type {Demand} from './cells.ts';
import type {StationCapacity} from './stations.ts';

/** What the day step reads. Epoch arrays are by epoch; a station is its place in `ledger.stations`. */
export interface BooksInput {
  readonly demand: Demand;
  readonly fromDay: number; // first simulated day of the horizon
  readonly dayCount: number;
  readonly zipCount: number;
  readonly epochOf: Uint8Array; // [days of the horizon]
  readonly position: readonly Float64Array[]; // from slotPositions
  readonly stationOf: readonly Int32Array[]; // [zip], station or -1
  readonly overflow: readonly Uint8Array[]; // [zip], from the policy
  readonly capacity: StationCapacity;
  readonly stationCount: number;
  readonly delivers: Uint8Array; // [day * 3 + way], 1 on delivery days
  readonly otherCapPerDay: number; // packages other carriers take beyond today's
  readonly otherBeyondToday: readonly number[]; // by epoch, of the cap already in the plan, as a share of the day
}

/** What the day step alone reads. */
export type DayStepInput = Omit<BooksInput, 'position'>;

/** What the day step fills in. */
export type DayBooks = Pick<
  Ledger,
  | 'volumeOwned'
  | 'volumeUsps'
  | 'volumeOther'
  | 'volumeBacklog'
  | 'volumeWait'
  | 'volumeOverflow'
  | 'volumeDivertedUsps'
  | 'volumeDivertedOther'
  | 'stationPlanned'
  | 'stationDelivered'
  | 'stationDiverted'
  | 'stationOverflow'
  | 'stationWaits'
  | 'stationBacklog'
  | 'stationCapacity'
>;

/** Scratch of the day step, on whole packages. */
interface DayScratch {
  readonly pending: readonly Uint32Array[]; // [way][zip], waiting from earlier days
  readonly stations: readonly StationDay[];
  readonly isQuiet: Uint8Array; // [station + 1], 1 where the day goes as planned; the last stands for no station
}

/** One station on one day. */
interface StationDay {
  planned: number; // own packages the plan sends here
  waiting: number; // from earlier days
  toUsps: boolean; // where the excess goes: what every ZIP it serves in the epoch allows
  toOther: boolean;
  wantsOther: number;
  divertedUsps: number;
  divertedOther: number;
  fromBacklog: number; // delivered today, of those waiting
  overflow: number; // of today's, moved on to USPS
  waits: number; // of today's, starts to wait
  plannedSoFar: number; // running sums for cumulative rounding, ZIP by ZIP
  waitingSoFar: number;
}

/**
 * Runs the days at full volume, in whole packages, from what `planDays` filled in for all of them: the FC diverts what
 * exceeds planned capacity, the station delivers what its capacity of the day allows (backlog first), and the rest
 * moves on to USPS or waits. Fills the `volume…` and `station…` arrays of the ledger. Nothing is lost: checked by
 * `checkBooks` in reporting.
 */
export function runBooks(input: DayStepInput, ledger: DayBooks): void {
  const scratch: DayScratch = {
    pending: [0, 1, 2].map(() => new Uint32Array(input.zipCount)),
    stations: Array.from({length: input.stationCount}, emptyStation),
    isQuiet: new Uint8Array(input.stationCount + 1).fill(1),
  };
  for (let row = 0; row < input.dayCount; row++) {
    openDay(input, ledger, row, scratch);
    divertAtOrigin(input, row, scratch);
    workStations(input, ledger, row, scratch);
    bookDay(input, ledger, row, scratch);
  }
}

function emptyStation(): StationDay {
  return {
    planned: 0,
    waiting: 0,
    toUsps: true,
    toOther: true,
    wantsOther: 0,
    divertedUsps: 0,
    divertedOther: 0,
    fromBacklog: 0,
    overflow: 0,
    waits: 0,
    plannedSoFar: 0,
    waitingSoFar: 0,
  };
}

function openDay(input: DayStepInput, ledger: DayBooks, row: number, scratch: DayScratch): void {
  const {stationCount, epochOf, fromDay} = input;
  const {stations} = scratch;
  for (let s = 0; s < stationCount; s++) {
    const station = stations[s];
    station.planned = ledger.stationPlanned[row * stationCount + s];
    station.waiting = row === 0 ? 0 : ledger.stationBacklog[(row - 1) * stationCount + s];
    station.wantsOther = 0;
    station.divertedUsps = 0;
    station.divertedOther = 0;
    station.overflow = 0;
    station.waits = 0;
    station.plannedSoFar = 0;
    station.waitingSoFar = 0;
  }
  const epoch = epochOf[fromDay + row];
  if (row === 0 || epoch !== epochOf[fromDay + row - 1]) openEpoch(input, epoch, scratch);
}

// Other stations serve the ZIPs now, and what waits goes along.
function openEpoch(input: DayStepInput, epoch: number, {pending, stations}: DayScratch): void {
  const stationOf = input.stationOf[epoch];
  const overflow = input.overflow[epoch];
  for (const station of stations) {
    station.waiting = 0;
    station.toUsps = true;
    station.toOther = true;
  }
  for (let zip = 0; zip < input.zipCount; zip++) {
    if (stationOf[zip] < 0) continue;
    const station = stations[stationOf[zip]];
    station.waiting += pending[OWNED][zip];
    station.toUsps &&= (overflow[zip] & OVERFLOW_USPS) !== 0;
    station.toOther &&= (overflow[zip] & OVERFLOW_OTHER) !== 0;
  }
}

// The FC knows planned capacity, not the day's shock. USPS takes all that comes; other carriers share a daily cap.
function divertAtOrigin(input: DayStepInput, row: number, {stations}: DayScratch): void {
  const firstCell = (input.fromDay + row) * input.stationCount;
  let wanted = 0;
  stations.forEach((station, s) => {
    const excess = station.planned + station.waiting - input.capacity.planned[firstCell + s];
    const diverted = Math.max(0, Math.min(station.planned, excess));
    if (station.toUsps) station.divertedUsps = diverted;
    else if (station.toOther) station.wantsOther = diverted;
    wanted += station.wantsOther;
  });
  if (wanted === 0) return;
  const day = input.fromDay + row;
  const planned = input.demand.dayPackages[day] * input.otherBeyondToday[input.epochOf[day]];
  const given = Math.min(wanted, Math.max(0, Math.floor(input.otherCapPerDay - planned)));
  let soFar = 0;
  for (const station of stations) {
    const before = Math.floor((given * soFar) / wanted);
    soFar += station.wantsOther;
    station.divertedOther = Math.floor((given * soFar) / wanted) - before;
  }
}

function workStations(input: DayStepInput, ledger: DayBooks, row: number, {stations}: DayScratch): void {
  const ownWorks = input.delivers[(input.fromDay + row) * 3 + OWNED] === 1;
  stations.forEach((station, s) => {
    const capacity = ownWorks ? input.capacity.actual[(input.fromDay + row) * input.stationCount + s] : 0;
    const arrived = station.planned - station.divertedUsps - station.divertedOther;
    station.fromBacklog = Math.min(station.waiting, capacity);
    const excess = arrived - Math.min(arrived, capacity - station.fromBacklog);
    const movesOn = station.toUsps && ownWorks; // on a day of rest all wait
    if (movesOn) station.overflow = excess;
    else station.waits = excess;
    const cell = row * input.stationCount + s;
    ledger.stationDelivered[cell] = station.fromBacklog + arrived - excess;
    ledger.stationDiverted[cell] = station.divertedUsps + station.divertedOther;
    ledger.stationOverflow[cell] = station.overflow;
    ledger.stationWaits[cell] = station.waits;
    ledger.stationBacklog[cell] = station.waiting - station.fromBacklog + station.waits;
    ledger.stationCapacity[cell] = capacity;
  });
}

// Most ZIPs on most days are delivered as planned: their cells hold the plan already.
function bookDay(input: DayStepInput, ledger: DayBooks, row: number, scratch: DayScratch): void {
  const {zipCount, stationCount} = input;
  const {stations, isQuiet} = scratch;
  const day = input.fromDay + row;
  const stationOf = input.stationOf[input.epochOf[day]];
  const allDeliver = input.delivers[day * 3 + USPS] === 1 && input.delivers[day * 3 + OTHER] === 1;
  for (let s = 0; s < stationCount; s++) isQuiet[s] = isAsPlanned(stations[s]) ? 1 : 0;
  const backlog = ledger.volumeBacklog;
  const yesterday = (row - 1) * zipCount;
  for (let zip = 0; zip < zipCount; zip++) {
    const s = stationOf[zip];
    const quiet = isQuiet[s < 0 ? stationCount : s];
    if (quiet === 1 && allDeliver && (row === 0 || backlog[yesterday + zip] === 0)) continue;
    bookZip(input, ledger, row, zip, scratch);
  }
}

function bookZip(input: DayStepInput, ledger: DayBooks, row: number, zip: number, scratch: DayScratch): void {
  const {pending, stations, isQuiet} = scratch;
  const day = input.fromDay + row;
  const epoch = input.epochOf[day];
  const cell = row * input.zipCount + zip;
  const s = input.stationOf[epoch][zip];
  let owned = ledger.volumeOwned[cell];
  let toUsps = ledger.volumeUsps[cell];
  let toOther = ledger.volumeOther[cell];
  if (s >= 0 && isQuiet[s] === 0) {
    const share = shareOfStation(stations[s], owned, pending[OWNED][zip]);
    ledger.volumeDivertedUsps[cell] = share.divertedUsps;
    ledger.volumeDivertedOther[cell] = share.divertedOther;
    ledger.volumeOverflow[cell] = share.overflow;
    ledger.volumeWait[cell] = share.waits;
    owned -= share.divertedUsps + share.divertedOther + share.overflow + share.waits;
    owned += share.fromBacklog;
    pending[OWNED][zip] += share.waits - share.fromBacklog;
    toUsps += share.divertedUsps + share.overflow;
    toOther += share.divertedOther;
  } else if (s < 0 && pending[OWNED][zip] > 0) {
    const left = leaveStation(input, ledger, row, zip, pending[OWNED]);
    if ((input.overflow[epoch][zip] & OVERFLOW_USPS) !== 0) toUsps += left;
    else toOther += left;
  }
  ledger.volumeOwned[cell] = owned;
  ledger.volumeUsps[cell] = deliverOrHold(pending[USPS], zip, toUsps, input.delivers[day * 3 + USPS]);
  ledger.volumeOther[cell] = deliverOrHold(pending[OTHER], zip, toOther, input.delivers[day * 3 + OTHER]);
  ledger.volumeBacklog[cell] = pending[OWNED][zip] + pending[USPS][zip] + pending[OTHER][zip];
}

function isAsPlanned({divertedUsps, divertedOther, overflow, waits, fromBacklog}: StationDay): boolean {
  return divertedUsps + divertedOther + overflow + waits + fromBacklog === 0;
}

// A ZIP whose station closed and that has no other: on the first day of the epoch what waited there moves on.
function leaveStation(input: DayStepInput, ledger: DayBooks, row: number, zip: number, pending: Uint32Array): number {
  const packages = pending[zip];
  const station = input.stationOf[input.epochOf[input.fromDay + row] - 1][zip];
  ledger.stationOverflow[row * input.stationCount + station] += packages;
  pending[zip] = 0;
  return packages;
}

/** On a delivery day everything that waited goes out; on any other day everything waits. */
export function deliverOrHold(pending: Uint32Array, zip: number, packages: number, delivers: number): number {
  const waiting = pending[zip] + packages;
  pending[zip] = delivers === 1 ? 0 : waiting;
  return delivers === 1 ? waiting : 0;
}

const share = {divertedUsps: 0, divertedOther: 0, overflow: 0, waits: 0, fromBacklog: 0}; // reused: one ZIP at a time

// A ZIP's part of what happened at its station, by cumulative rounding, so that the parts add up to the station's. Each
// fate is a part of the one before it (held back, of these not waiting, of these diverted …), so none exceeds its ZIP.
function shareOfStation(station: StationDay, owned: number, waiting: number): typeof share {
  const diverted = station.divertedUsps + station.divertedOther;
  const moved = diverted + station.overflow;
  const held = moved + station.waits;
  const part = (total: number, at: number, whole: number): number =>
    total === 0 ? 0 : Math.floor((total * at) / whole);

  const heldBefore = part(held, station.plannedSoFar, station.planned);
  station.plannedSoFar += owned;
  const heldAfter = part(held, station.plannedSoFar, station.planned);
  const movedBefore = part(moved, heldBefore, held);
  const movedAfter = part(moved, heldAfter, held);
  const divertedBefore = part(diverted, movedBefore, moved);
  const divertedAfter = part(diverted, movedAfter, moved);
  const uspsHere =
    part(station.divertedUsps, divertedAfter, diverted) - part(station.divertedUsps, divertedBefore, diverted);

  share.waits = heldAfter - heldBefore - (movedAfter - movedBefore);
  share.overflow = movedAfter - movedBefore - (divertedAfter - divertedBefore);
  share.divertedUsps = uspsHere;
  share.divertedOther = divertedAfter - divertedBefore - uspsHere;
  const deliveredBefore = part(station.fromBacklog, station.waitingSoFar, station.waiting);
  station.waitingSoFar += waiting;
  share.fromBacklog = part(station.fromBacklog, station.waitingSoFar, station.waiting) - deliveredBefore;
  return share;
}

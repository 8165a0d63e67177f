// lanes.csv: which building feeds which. Distances choose them; roads end at water.
import {type Lane, type LaneMode, type ParameterSet, roadMiles} from '@cutover/core';
import {nearestRows, type Points, pointsOf} from './points.ts';
import type {Site} from './sites.ts';
import type {Water} from './water.ts';

const EVERY_DAY = '1234567';
const STOPS_PER_MILK_RUN = 5;
const PLAN_FILL = 0.7;
const PLAN_FILL_FC_TO_DS = 0.25; // one FC's packages for one station seldom fill more of a trailer
const PLAN_FILL_FIRST_SC = 0.3; // of a milk run from the SC nearest to the hand-off
const PLAN_FILL_OTHERS = 0.05; // thin on purpose: one building serves a hand-off, or its trucks run empty

/** The buildings of each kind that lanes join. */
export interface Buildings {
  readonly fcs: readonly Site[];
  readonly scs: readonly Site[];
  readonly hubs: readonly Site[];
  readonly stations: readonly Site[]; // large and rural
  readonly scfs: readonly Site[];
  readonly sdcs: readonly Site[];
  readonly ddus: readonly Site[];
  readonly scfOf: ReadonlyMap<string, Site>; // by ZIP3
}

interface Terms {
  readonly tripsPerDay?: number;
  readonly stopsPerTrip?: number;
  readonly planFill?: number;
  readonly transitHours?: number;
}

/** Lanes as they are found, and what finding them needs. */
interface Book {
  readonly lanes: Lane[];
  readonly water: Water;
  readonly p: ParameterSet;
  readonly pointsOfGroup: Map<readonly Site[], Points>; // made once for each group of buildings
}

function addLane({lanes, water, p}: Book, from: Site, to: Site, mode: LaneMode, terms: Terms = {}): void {
  const isAround = mode === 'truck' && water.isSplit(from, to);
  const around = isAround ? {roadMiles: Number(roadMiles(p, water.milesAround(from, to)).toFixed(1))} : {};
  lanes.push({
    laneId: `${from.id}>${to.id}`,
    originId: from.id,
    destinationId: to.id,
    mode,
    ...around,
    ...(terms.transitHours === undefined ? {} : {transitHours: terms.transitHours}),
    tripsPerDay: terms.tripsPerDay ?? 0,
    days: EVERY_DAY,
    stopsPerTrip: terms.stopsPerTrip ?? 1,
    planFill: terms.planFill ?? PLAN_FILL,
  });
}

/** The nearest of `to` by road on the same land, at most `countMax` within `milesMax`, without `from` itself. */
function nearest({water, pointsOfGroup}: Book, from: Site, to: readonly Site[], countMax: number, milesMax = Infinity) {
  if (!pointsOfGroup.has(to)) pointsOfGroup.set(to, pointsOf(to));
  const choices = nearestRows(pointsOf([from]), 0, pointsOfGroup.get(to)!, 2 * countMax + 2, milesMax);
  return choices
    .map((row) => ({site: to[row], miles: water.milesAround(from, to[row])}))
    .filter(({site, miles}) => site !== from && site.land === from.land && miles <= milesMax)
    .sort((a, b) => a.miles - b.miles)
    .slice(0, countMax)
    .map(({site}) => site);
}

/** Every lane of the reference twin, in groups. */
export function buildLanes(buildings: Buildings, water: Water, p: ParameterSet): Lane[] {
  const book: Book = {lanes: [], water, p, pointsOfGroup: new Map<readonly Site[], Points>()};
  addOwnLanes(book, buildings);
  addAirLanes(book, buildings);
  addHandoffLanes(book, buildings);
  addMailLanes(book, buildings, water);
  return book.lanes;
}

function addOwnLanes(book: Book, {fcs, scs, stations}: Buildings): void {
  for (const fc of fcs) {
    for (const sc of nearest(book, fc, scs, 15)) addLane(book, fc, sc, 'truck', {tripsPerDay: 1});
    for (const station of nearest(book, fc, stations, stations.length, 75)) {
      addLane(book, fc, station, 'truck', {planFill: PLAN_FILL_FC_TO_DS});
    }
  }
  for (const sc of scs) {
    for (const other of nearest(book, sc, scs, scs.length, 1500)) addLane(book, sc, other, 'truck');
  }
  for (const station of stations) {
    for (const sc of nearest(book, station, scs, 3)) addLane(book, sc, station, 'truck', {tripsPerDay: 1});
  }
}

/**
 * Every hub flies to and from the hubs nearest to these: Cincinnati, Fort Worth and Ontario (CA), where air cargo is
 * in fact gathered. Flights between any two hubs would leave a tenth full (assumption; no timetable is public).
 */
const AIR_GATEWAYS = [
  {latitudeDeg: 39.05, longitudeDeg: -84.66},
  {latitudeDeg: 32.99, longitudeDeg: -97.32},
  {latitudeDeg: 34.06, longitudeDeg: -117.6},
];

function addAirLanes(book: Book, {fcs, scs, hubs, stations}: Buildings): void {
  for (const origin of [...fcs, ...scs]) {
    for (const hub of nearest(book, origin, hubs, 2)) addLane(book, origin, hub, 'truck');
  }
  const gateways = new Set(AIR_GATEWAYS.map((place) => nearestByAir(place, hubs)));
  for (const hub of hubs) {
    for (const other of hubs) {
      if (other !== hub && (gateways.has(hub) || gateways.has(other))) addLane(book, hub, other, 'air');
    }
    for (const sc of nearest(book, hub, scs, 3)) addLane(book, hub, sc, 'truck');
    for (const station of nearest(book, hub, stations, 40, 60)) addLane(book, hub, station, 'truck');
  }
}

function addHandoffLanes(book: Book, {scs, hubs, stations, scfs, sdcs, ddus}: Buildings): void {
  for (const scf of scfs) {
    const near = nearest(book, scf, scs, 3);
    for (const sc of near) addLane(book, sc, scf, 'truck');
    if (near.length === 0) addLane(book, nearestByAir(scf, hubs), scf, 'air'); // no road leads there
  }
  for (const handoff of [...sdcs, ...ddus]) {
    nearest(book, handoff, scs, 2).forEach((sc, i) => {
      const planFill = i === 0 ? PLAN_FILL_FIRST_SC : PLAN_FILL_OTHERS;
      addLane(book, sc, handoff, 'truck', {stopsPerTrip: STOPS_PER_MILK_RUN, planFill});
    });
  }
  for (const ddu of ddus) {
    for (const station of nearest(book, ddu, stations, 1, 40)) {
      addLane(book, station, ddu, 'truck', {stopsPerTrip: STOPS_PER_MILK_RUN, planFill: PLAN_FILL_OTHERS});
    }
  }
}

function nearestByAir(site: Pick<Site, 'latitudeDeg' | 'longitudeDeg'>, hubs: readonly Site[]): Site {
  return hubs[nearestRows(pointsOf([site]), 0, pointsOf(hubs), 1)[0]];
}

/** Inside the mail: half a day to a day from the SCF to the carriers (assumption). */
function addMailLanes(book: Book, {sdcs, ddus, scfOf}: Buildings, water: Water): void {
  for (const handoff of [...sdcs, ...ddus]) {
    const scf = scfOf.get(handoff.zip.slice(0, 3))!;
    const hours = scf.land === handoff.land ? Math.min(24, 12 + water.milesAround(scf, handoff) / 25) : 24;
    addLane(book, scf, handoff, 'mail', {transitHours: Number(hours.toFixed(1)), planFill: 1});
  }
}

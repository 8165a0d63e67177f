// Where packages may be tendered to USPS, and which ZIP is delivered from where, by date.
import {dayNumber, type Entry, isoDate, type Zip} from '@cutover/core';
import type {Scf} from './facts.ts';
import {milesApart, nearestRow, type Points, pointsOf} from './points.ts';
import {placeCentres, snapToPoints} from './siting.ts';
import type {Mainland, Site} from './sites.ts';
import type {Water} from './water.ts';

const DDU_PEOPLE_MIN = 200;
const OPEN_TO_BID_COUNT = 18_000; // USPS, 2026-01-20
const SDC_COUNT = 101; // active at the audit of 2025 (OIG)
const SDC_PEOPLE = 130_000; // 8,992 routes moved into 101 of them, of some 230,000: 4% of the people
const SDC_MILES_MAX = 15;
const SDC_OPENING = {from: '2022-11-01', to: '2025-09-01'} as const; // evenly in between (assumption)
const SECOND_WAVE = {every: 4, from: '2027-02-01'} as const; // the farther half of every fourth moves then (assumption)
const FIRST_ENTRY = '2022-01-01';

export interface Postal {
  readonly scfs: Site[]; // that serve a ZIP
  readonly ddus: Site[];
  readonly openToBid: ReadonlySet<string>; // ids
  readonly sdcs: Site[];
  readonly entry: Entry[];
  readonly scfOf: ReadonlyMap<string, Site>; // by ZIP3
}

export function buildPostal(zips: readonly Zip[], scfFacts: readonly Scf[], mainland: Mainland, water: Water): Postal {
  const ddus = zips.flatMap((zip) => (zip.population >= DDU_PEOPLE_MIN ? [siteOf(`DDU-${zip.zip}`, zip, water)] : []));
  const byPeople = zips.filter((zip) => zip.population >= DDU_PEOPLE_MIN).sort(byPopulation);
  const openToBid = new Set(byPeople.slice(0, OPEN_TO_BID_COUNT).map(({zip}) => `DDU-${zip}`));
  const scfOf = placeScfs(zips, scfFacts, water);
  const dduOf = nearestDdus(zips, ddus, scfOf);
  const {sdcs, moves} = placeSdcs(mainland, water, scfOf);
  const entry = zips.flatMap(({zip}): Entry[] => {
    const scfId = scfOf.get(zip.slice(0, 3))!.id;
    const first = {zip, from: FIRST_ENTRY, facilityId: dduOf.get(zip)!, scfId};
    const move = moves.get(zip);
    return move === undefined ? [first] : [first, {zip, from: move.from, facilityId: move.sdcId, scfId}];
  });
  return {scfs: [...new Set(scfOf.values())], ddus, openToBid, sdcs, entry, scfOf};
}

function byPopulation(a: Zip, b: Zip): number {
  return b.population - a.population || (a.zip < b.zip ? -1 : 1);
}

function siteOf(id: string, zip: Zip, water: Water): Site {
  const {latitudeDeg, longitudeDeg} = zip;
  return {id, latitudeDeg, longitudeDeg, zip: zip.zip, land: water.landOf(zip, zip.zip)};
}

/** SCFs by the ZIP3s they serve. @throws RangeError if a ZIP3 with people has none */
function placeScfs(zips: readonly Zip[], facts: readonly Scf[], water: Water): Map<string, Site> {
  const points = pointsOf(zips);
  const factOf = new Map(facts.flatMap((scf) => scf.zip3s.map((zip3) => [zip3, scf] as const)));
  const sites = new Map<Scf, Site>();
  const scfOf = new Map<string, Site>();
  for (const zip3 of new Set(zips.map(({zip}) => zip.slice(0, 3)))) {
    const fact = factOf.get(zip3);
    if (fact === undefined) throw new RangeError(`scf.csv gives no SCF for ZIP3 ${zip3}; add it to one`);
    if (!sites.has(fact)) {
      const {zip} = zips[nearestRow(pointsOf([fact]), 0, points)];
      const {latitudeDeg, longitudeDeg} = fact;
      sites.set(fact, {id: fact.scfId, latitudeDeg, longitudeDeg, zip, land: water.landOf(fact, zip)});
    }
    scfOf.set(zip3, sites.get(fact)!);
  }
  return scfOf;
}

/** Each ZIP's own DDU, or the nearest that the same SCF feeds. @returns id by ZIP */
function nearestDdus(zips: readonly Zip[], ddus: readonly Site[], scfOf: ReadonlyMap<string, Site>) {
  const ids = new Set(ddus.map((ddu) => ddu.id));
  const points = pointsOf(zips);
  const dduPoints = pointsOf(ddus);
  const rowsOf = new Map<Site, number[]>();
  ddus.forEach(({zip}, row) => {
    const scf = scfOf.get(zip.slice(0, 3))!;
    rowsOf.set(scf, [...(rowsOf.get(scf) ?? []), row]);
  });
  return new Map(
    zips.map(({zip}, row) => {
      if (ids.has(`DDU-${zip}`)) return [zip, `DDU-${zip}`];
      return [zip, ddus[nearestRow(points, row, dduPoints, rowsOf.get(scfOf.get(zip.slice(0, 3))!))].id];
    }),
  );
}

interface Move {
  readonly sdcId: string;
  readonly from: string;
}

/** Which ZIPs moved into an S&DC and when: a synthetic choice of the real number of sites and share of people. */
function placeSdcs(mainland: Mainland, water: Water, scfOf: ReadonlyMap<string, Site>) {
  const {zips, points} = mainland;
  const weight = Float64Array.from(zips, (zip) => zip.population);
  const centres = placeCentres({points, weight}, SDC_COUNT, 10);
  const moves = new Map<string, Move>();
  const openFrom = dayNumber(SDC_OPENING.from);
  const openDays = dayNumber(SDC_OPENING.to) - openFrom;
  const sdcs = snapToPoints(centres, points).map((row, i) => {
    const site = siteOf(`SDC-${String(i + 1).padStart(3, '0')}`, zips[row], water);
    const opening = isoDate(openFrom + Math.round((i * openDays) / (SDC_COUNT - 1)));
    const members = membersOf(zips, points, row, scfOf).filter(({zip}) => !moves.has(zip));
    members.forEach(({zip}, order) => {
      const isLater = i % SECOND_WAVE.every === 0 && order >= members.length / 2;
      moves.set(zip, {sdcId: site.id, from: isLater ? SECOND_WAVE.from : opening});
    });
    return site;
  });
  return {sdcs, moves};
}

/** ZIPs of the same SCF within 15 miles, nearest first, until they hold 130,000 people. */
function membersOf(zips: readonly Zip[], points: Points, site: number, scfOf: ReadonlyMap<string, Site>): Zip[] {
  const scf = scfOf.get(zips[site].zip.slice(0, 3));
  const near = zips
    .map((zip, row) => ({zip, miles: milesApart(points, site, points, row)}))
    .filter(({zip, miles}) => miles <= SDC_MILES_MAX && scfOf.get(zip.zip.slice(0, 3)) === scf)
    .sort((a, b) => a.miles - b.miles || (a.zip.zip < b.zip.zip ? -1 : 1));
  let people = 0;
  const end = near.findIndex(({zip}) => (people += zip.population) >= SDC_PEOPLE);
  return near.slice(0, end === -1 ? near.length : end + 1).map(({zip}) => zip);
}

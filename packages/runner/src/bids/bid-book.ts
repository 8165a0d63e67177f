import {type BidCurveRow, type BidRow, parameterRange} from '@cutover/core';
import {
  bookPrices,
  createOfferScratch,
  type GroupValue,
  prepareGroups,
  type SolveRule,
  waitingUsd,
} from '@cutover/planning';
import type {Pool} from '../pool.ts';
import {eachCarried} from './carried.ts';
import {type Tender, tenders} from './entry.ts';
import {solveOnPool, solveUnitsOnPool} from './solve-on-pool.ts';
import {goesTo, groupSpill} from './spill.ts';
import {bidGroups, type BidGroups, type BidLevel, levelAbove} from './groups.ts';

import {type NodeOffer, nodeOffers} from './offers.ts';
import {addRoadUsd, createRoadMore, quantile, type RoadDraws, roadDraws} from './ranges.ts';
import type {OpenPlan} from './scene.ts';
import type {UnitValue} from './unit-task.ts';

export interface BidBook {
  readonly rows: readonly BidRow[];
  readonly curves: readonly BidCurveRow[]; // of level unit
}

export const WAIT_WEEKS = 13; // a quarter

/** What was found of a row before its book is balanced. */
interface Draft {
  readonly row: Omit<BidRow, 'payUsd' | 'groupUnit' | 'groupUsd'>;
  readonly group: number; // of the level above
  readonly packages: number;
}

/**
 * The bid book of a level: for each tender time a book of its own, its total held to the value of each group above.
 *
 * @param onGroup - told how many groups are solved, of all
 */
export async function bidBook(
  pool: Pool,
  plan: OpenPlan,
  level: BidLevel,
  seed: number,
  rule?: SolveRule,
  onGroup: (done: number, all: number) => void = () => {},
): Promise<BidBook> {
  const draws = roadDraws(plan.scene, seed);
  const above = levelAbove[level];
  const rowGroups = level === 'unit' ? null : bidGroups(plan, level);
  const parents = above === null ? rowGroups! : bidGroups(plan, above);
  const solved = rowGroups === null || rowGroups === parents ? [parents] : [rowGroups, parents];
  const toWeek = plan.bids.problem.weekCount;
  const work = solved.flatMap(({zips}) => zips.map((each) => ({term: {zips: each, fromWeek: 0, toWeek}})));
  const task = {scene: prepareGroups(plan.bids), work, rule};
  const values = (await solveOnPool(pool, task, (done) => onGroup(done, work.length))) as GroupValue[];
  const own = values.slice(0, solved[0].names.length);
  const ofParents = values.slice(values.length - parents.names.length);
  const nodes = rowGroups === null ? tenders.map((tender) => nodeOffers(plan, tender)) : [];
  const offers = nodes.flat().map(({offer}) => offer);
  const units = await solveUnitsOnPool(pool, {scene: plan.bids, road: draws, offers, waitWeeks: WAIT_WEEKS});
  const books = tenders.map((tender, t) => {
    const lessUsd = earlierUsd(plan, tender);
    const groupUsd = Float64Array.from(ofParents, ({boundUsd}, g) => boundUsd - sumOver(parents.zips[g], lessUsd));
    const {drafts, curves} =
      rowGroups === null
        ? unitDrafts(plan, tender, parents, nodes[t], units.slice(t === 0 ? 0 : nodes[0].length))
        : {drafts: groupDrafts(plan, level, tender, lessUsd, rowGroups, own, parents, draws), curves: []};
    return {rows: balanced(drafts, parents, groupUsd), curves};
  });
  return {rows: books.flatMap(({rows}) => rows), curves: books.flatMap(({curves}) => curves)};
}

/** What an earlier tender costs the planned packages of each ZIP; without the bid it is no matter. @returns `[zip]` */
function earlierUsd({bids, entries, entered}: OpenPlan, tender: Tender): Float64Array {
  const usd = new Float64Array(bids.problem.zipCount);
  if (tender === 'same_day') return usd;
  eachCarried(bids, bids.paths, (packages, _, zip, segment) => {
    const {contract, unitEarlierUsd, scfEarlierUsd} = entries[segment];
    const atUnit = entered[segment][zip] === contract.unit[zip];
    usd[zip] += packages * (atUnit ? unitEarlierUsd : scfEarlierUsd)[zip];
  });
  return usd;
}

function sumOver(zips: Int32Array, usd: Float64Array): number {
  return zips.reduce((sum, zip) => sum + usd[zip], 0);
}

/** Brings the prices of one book down to what their groups are worth. */
function balanced(drafts: readonly Draft[], groups: BidGroups, groupUsd: Float64Array): BidRow[] {
  const pay = bookPrices({
    group: Int32Array.from(drafts, ({group}) => group),
    usdPerPackage: Float64Array.from(drafts, ({row}) => row.walkAwayUsd ?? Number.NaN),
    packages: Float64Array.from(drafts, ({packages}) => packages),
    groupUsd,
  });
  return drafts.map(({row, group}, i) => ({
    ...row,
    ...known({payUsd: pay[i]}),
    groupUnit: groups.names[group],
    groupUsd: groupUsd[group],
  }));
}

function unitDrafts(
  plan: OpenPlan,
  tender: Tender,
  groups: BidGroups,
  nodes: readonly NodeOffer[],
  units: readonly UnitValue[],
): {drafts: Draft[]; curves: BidCurveRow[]} {
  const {facilities} = plan.scene.twin;
  const groupOfScf = new Map(groups.names.map((name, group) => [name, group]));
  const drafts: Draft[] = [];
  const curves: BidCurveRow[] = [];
  nodes.forEach((node, i) => {
    const {planned, curve} = units[i].found;
    const {facilityId} = facilities[node.building];
    const group = groupOfScf.get(facilityId) ?? groups.groupOf[node.offer.zip[0]];
    drafts.push({row: unitRow(plan, tender, node, units[i]), group, packages: planned.packages});
    for (const {packages, usdPerPackage, marginalUsd} of curve) {
      const packagesPerDay = packages / dayCount(plan);
      curves.push({unit: facilityId, tender, packagesPerDay, walkAwayUsd: usdPerPackage, marginalUsd});
    }
  });
  return {drafts, curves};
}

function unitRow(
  plan: OpenPlan,
  tender: Tender,
  {building, offer}: NodeOffer,
  {found: {planned, valueUsd, usdPerPackage, nextUsd, curve, spill}, more, waitUsd}: UnitValue,
): Draft['row'] {
  const {facilityId, facilityType} = plan.scene.twin.facilities[building];
  return {
    unit: facilityId,
    unitType: facilityType as BidRow['unitType'],
    tender,
    zips: zipText(plan, offer.zip),
    packagesPerDay: planned.packages / dayCount(plan),
    ...priceRange(plan, usdPerPackage, planned.postageUsd / planned.packages, more, planned.packages, nextUsd),
    ...(planned.packages > 0 ? goesTo(plan, spill) : {}),
    potentialPackagesPerDay: (curve.at(-1)?.packages ?? 0) / dayCount(plan),
    ...known({potentialUsd: curve.at(-1)?.usdPerPackage ?? Number.NaN}),
    ...waiting(waitUsd),
    ...{valueUsd, boundUsd: valueUsd, gap: 0, iterations: 0, whyStopped: 'exact'},
  };
}

/** @param lessUsd - `[zip]`, what the tender time costs */
function groupDrafts(
  plan: OpenPlan,
  level: BidLevel,
  tender: Tender,
  lessUsd: Float64Array,
  own: BidGroups,
  values: readonly GroupValue[],
  parents: BidGroups,
  draws: RoadDraws,
): Draft[] {
  const scratch = createOfferScratch(plan.bids);
  const {weekCount} = plan.bids.problem;
  return own.names.map((unit, g) => {
    const {gap, iterations, whyStopped, packages, postageUsd, paths} = values[g];
    const zips = own.zips[g];
    const less = sumOver(zips, lessUsd);
    const [valueUsd, boundUsd] = [values[g].valueUsd - less, values[g].boundUsd - less];
    const more = createRoadMore();
    zips.forEach((zip, i) => {
      addRoadUsd(plan.bids, draws, zip, (week) => paths[i * weekCount + week], 1, more);
      addRoadUsd(plan.bids, draws, zip, (week) => plan.bids.paths[zip * weekCount + week], -1, more);
    });
    return {
      row: {
        unit,
        unitType: level as BidRow['unitType'],
        tender,
        zips: zipText(plan, zips),
        packagesPerDay: packages / dayCount(plan),
        ...priceRange(plan, boundUsd / packages, postageUsd / packages, more, packages, Infinity),
        ...(packages > 0 ? goesTo(plan, groupSpill(plan, zips, paths)) : {}),
        potentialPackagesPerDay: packages / dayCount(plan), // a group is valued at its planned volume
        ...known({potentialUsd: boundUsd / packages}),
        ...waiting(waitingUsd(plan.bids, zips, WAIT_WEEKS, scratch)),
        ...{valueUsd, boundUsd, gap, iterations, whyStopped},
      },
      group: parents.groupOf[zips[0]],
      packages,
    };
  });
}

/** Walk-away price with its range, the planned one, the postal floor, and whether they leave room to agree. */
function priceRange(
  {scene: {twin}}: OpenPlan,
  walkAwayUsd: number,
  plannedUsd: number,
  more: Float64Array,
  packages: number,
  capUsd: number,
) {
  const floor = parameterRange(twin.parameters, 'usps_attributable_usd');
  const draws = more.map((usd) => Math.min(capUsd, walkAwayUsd + usd / packages));
  const prices = {
    ...{walkAwayUsd, plannedUsd},
    ...{
      walkAwayP10Usd: quantile(draws, 0.1),
      walkAwayP50Usd: quantile(draws, 0.5),
      walkAwayP90Usd: quantile(draws, 0.9),
    },
  };
  return {
    ...known(packages > 0 ? prices : {}),
    ...{floorLowUsd: floor.low, floorBaseUsd: floor.base, floorHighUsd: floor.high},
    zone: zoneOf(packages > 0 ? walkAwayUsd : Number.NaN, floor.low, floor.high),
  };
}

function zoneOf(walkAwayUsd: number, floorLow: number, floorHigh: number): BidRow['zone'] {
  if (Number.isNaN(walkAwayUsd)) return 'no volume';
  if (walkAwayUsd >= floorHigh) return 'open';
  return walkAwayUsd >= floorLow ? 'unsure' : 'none';
}

function waiting(usd: number): {waitUsd?: number} {
  return usd < Infinity ? {waitUsd: usd} : {};
}

function known<Prices extends Record<string, number>>(prices: Prices): Partial<Prices> {
  return Object.fromEntries(Object.entries(prices).filter(([, usd]) => Number.isFinite(usd))) as Partial<Prices>;
}

function zipText({scene: {twin}}: OpenPlan, zips: Int32Array): string {
  return Array.from(zips, (zip) => twin.zips[zip].zip).join(' ');
}

function dayCount({bids}: OpenPlan): number {
  return bids.days.reduce((sum, each) => sum + each, 0);
}

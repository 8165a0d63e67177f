import {type BidCurveRow, type BidRow, parameterRange} from '@cutover/core';
import {
  bookPrices,
  createOfferScratch,
  groupValue,
  type GroupValue,
  type OfferScratch,
  prepareGroups,
  type SolveRule,
  waitingUsd,
  walkAway,
  type WalkAway,
  wholeUsd,
} from '@cutover/planning';
import {type Tender, tenders} from './entry.ts';
import {bidGroups, type BidGroups, type BidLevel, levelAbove} from './groups.ts';
import {type NodeOffer, nodeOffers} from './offers.ts';
import {addRoadUsd, createRoadMore, quantile, type RoadDraws, roadDraws} from './ranges.ts';
import type {OpenPlan} from './scene.ts';

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

/** @param onGroup - told how many groups are solved, of all */
export async function bidBook(
  plan: OpenPlan,
  level: BidLevel,
  seed: number,
  rule?: SolveRule,
  onGroup: (done: number, all: number) => void = () => {},
): Promise<BidBook> {
  const draws = roadDraws(plan, seed);
  const above = levelAbove[level];
  const rowGroups = level === 'unit' ? null : bidGroups(plan, level);
  const parents = above === null ? null : bidGroups(plan, above);
  const all = (rowGroups?.names.length ?? 0) + (parents?.names.length ?? 0);
  const solve = async (groups: BidGroups, doneBefore: number): Promise<GroupValue[]> => {
    const prepared = prepareGroups(plan.bids);
    const values: GroupValue[] = [];
    for (const zips of groups.zips) {
      const term = {zips, fromWeek: 0, toWeek: plan.bids.problem.weekCount};
      values.push(await groupValue(prepared, term, rule));
      onGroup(doneBefore + values.length, all);
    }
    return values;
  };
  const own = rowGroups === null ? null : await solve(rowGroups, 0);
  const parentValues = parents === null ? own! : await solve(parents, rowGroups?.names.length ?? 0);
  const groups = parents ?? rowGroups!;
  const drafts = rowGroups === null ? null : groupDrafts(plan, level, rowGroups, own!, groups, draws);
  if (drafts !== null) return {rows: balanced(drafts, groups, parentValues), curves: []};
  const scratch = createOfferScratch(plan.bids);
  const books = tenders.map((tender) => unitDrafts(plan, tender, groups, draws, scratch));
  return {
    rows: books.flatMap((book) => balanced(book.drafts, groups, parentValues)),
    curves: books.flatMap((book) => book.curves),
  };
}

/** Brings the prices of one book down to what their groups are worth. */
function balanced(drafts: readonly Draft[], groups: BidGroups, values: readonly GroupValue[]): BidRow[] {
  const groupUsd = Float64Array.from(values, ({boundUsd}) => boundUsd);
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
  draws: RoadDraws,
  scratch: OfferScratch,
): {drafts: Draft[]; curves: BidCurveRow[]} {
  const {facilities} = plan.scene.twin;
  const groupOfScf = new Map(groups.names.map((name, group) => [name, group]));
  const drafts: Draft[] = [];
  const curves: BidCurveRow[] = [];
  for (const node of nodeOffers(plan, tender)) {
    const found = walkAway(plan.bids, node.offer, scratch);
    const {facilityId} = facilities[node.building];
    const group = groupOfScf.get(facilityId) ?? groups.groupOf[node.offer.zip[0]];
    drafts.push({row: unitRow(plan, tender, node, found, draws, scratch), group, packages: found.planned.packages});
    for (const {packages, usdPerPackage, marginalUsd} of found.curve) {
      const packagesPerDay = packages / dayCount(plan);
      curves.push({unit: facilityId, tender, packagesPerDay, walkAwayUsd: usdPerPackage, marginalUsd});
    }
  }
  return {drafts, curves};
}

function unitRow(
  plan: OpenPlan,
  tender: Tender,
  {building, offer}: NodeOffer,
  {without, planned, usdPerPackage, curve}: WalkAway,
  draws: RoadDraws,
  scratch: OfferScratch,
): Draft['row'] {
  const {facilityId, facilityType} = plan.scene.twin.facilities[building];
  const worth = without.usd - wholeUsd(planned);
  const more = createRoadMore();
  offer.zip.forEach((zip) => addChange(plan, draws, zip, withoutPath(plan, scratch, zip), more));
  const cap = (planned.elseUsd - planned.stopsUsd) / planned.packages; // what the next way costs more, in any draw
  return {
    unit: facilityId,
    unitType: facilityType as BidRow['unitType'],
    tender,
    zips: zipText(plan, offer.zip),
    packagesPerDay: planned.packages / dayCount(plan),
    ...priceRange(plan, usdPerPackage, planned.postageUsd / planned.packages, more, planned.packages, cap),
    potentialPackagesPerDay: (curve.at(-1)?.packages ?? 0) / dayCount(plan),
    ...known({potentialUsd: curve.at(-1)?.usdPerPackage ?? Number.NaN}),
    ...waiting(waitingUsd(plan.bids, offer.zip, WAIT_WEEKS, scratch)),
    ...{valueUsd: worth, boundUsd: worth, gap: 0, iterations: 0, whyStopped: 'exact'},
  };
}

function withoutPath({bids}: OpenPlan, scratch: OfferScratch, zip: number): (week: number) => number {
  return (week) => scratch.withoutPaths[zip * bids.problem.weekCount + week];
}

function addChange(
  plan: OpenPlan,
  draws: RoadDraws,
  zip: number,
  without: (week: number) => number,
  more: Float64Array,
): void {
  const {paths, problem} = plan.bids;
  addRoadUsd(plan, draws, zip, without, 1, more);
  addRoadUsd(plan, draws, zip, (week) => paths[zip * problem.weekCount + week], -1, more);
}

function groupDrafts(
  plan: OpenPlan,
  level: Exclude<BidLevel, 'unit'> | BidLevel,
  own: BidGroups,
  values: readonly GroupValue[],
  parents: BidGroups,
  draws: RoadDraws,
): Draft[] {
  const scratch = createOfferScratch(plan.bids);
  const {weekCount} = plan.bids.problem;
  return own.names.map((unit, g) => {
    const {valueUsd, boundUsd, gap, iterations, whyStopped, packages, postageUsd, paths} = values[g];
    const zips = own.zips[g];
    const more = createRoadMore();
    zips.forEach((zip, i) => addChange(plan, draws, zip, (week) => paths[i * weekCount + week], more));
    return {
      row: {
        unit,
        unitType: level as BidRow['unitType'],
        tender: 'same_day',
        zips: zipText(plan, zips),
        packagesPerDay: packages / dayCount(plan),
        ...priceRange(plan, boundUsd / packages, postageUsd / packages, more, packages, Infinity),
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

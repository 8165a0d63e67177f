import {DELIVERER_COUNT, OTHER, type Outcome, OWNED, USPS} from '@cutover/core';
import type {Priced} from '../money/price.ts';
import {type Grouping, type Groups, groupZips, sumByGroup} from './groups.ts';
import {stationsOverCapacity} from './stations.ts';

/** Own vans, USPS and other carriers. NaN where a deliverer carried nothing. */
export interface ByDeliverer {
  readonly owned: number;
  readonly usps: number;
  readonly other: number;
}

/** One scenario in one group. Packages at full volume; cost per package without what belongs to no ZIP. */
export interface MeasureRow {
  readonly scenario: string;
  readonly group: string;
  readonly zips: number;
  readonly people: number;
  readonly demanded: number;
  readonly packages: ByDeliverer;
  readonly backlogEnd: number;
  readonly fallbackShare: number; // of demanded: turned away at the FC, moved on or held back by a full station
  readonly ownUsd: {
    readonly linehaul: number;
    readonly sort: number;
    readonly lastMile: number;
    readonly total: number;
  };
  readonly uspsUsd: {
    readonly linehaul: number;
    readonly sort: number;
    readonly postage: number;
    readonly total: number;
  };
  readonly otherUsd: number;
  readonly transitDays: ByDeliverer; // mean, order ready to door
  readonly onTimeShare: ByDeliverer;
  readonly stationsOverCapacity: number; // serving the group, over capacity on a day at least
  readonly uncoveredZips: number;
  readonly uncoveredPeople: number;
  readonly uspsRevenueUsd: number; // postage
  readonly breakEvenUspsUsd: number; // mean over packages of covered ZIPs
}

/** Every measure by a grouping, scenario by scenario, groups in order. `outcomes[i]` goes with `priced[i]`. */
export function measure(outcomes: readonly Outcome[], priced: readonly Priced[], grouping: Grouping): MeasureRow[] {
  return outcomes.flatMap((outcome, i) => measureOne(outcome, priced[i], groupZips(outcome, priced[i], grouping)));
}

function measureOne(outcome: Outcome, priced: Priced, groups: Groups): MeasureRow[] {
  const {twin, ledger, facts} = outcome;
  const {zip, sample} = priced.counts;
  const uncovered = new Uint8Array(twin.zips.length);
  for (const row of facts.uncoveredZips) uncovered[row] = 1;
  const people = twin.zips.map(({population}) => population);
  const by = (values: ArrayLike<number>) => sumByGroup(groups, values);
  const sums = {
    zips: by(new Uint8Array(twin.zips.length).fill(1)),
    people: by(people),
    demanded: by(zip.demanded),
    backlogEnd: by(zip.backlogEnd),
    fallback: by(fallbackPackages(priced)),
    uncoveredZips: by(uncovered),
    uncoveredPeople: by(people.map((count, row) => count * uncovered[row])),
  };
  const packages = [by(zip.owned), by(zip.usps), by(zip.other)];
  const byWay = (values: ArrayLike<number>) =>
    [OWNED, USPS, OTHER].map((offset) => sumByGroup(groups, values, {stride: DELIVERER_COUNT, offset}));
  const drawn = byWay(sample.drawn);
  const transit = byWay(ledger.transitDays);
  const late = byWay(ledger.latePackages);
  const usd = zipCosts(priced, groups);
  const breakEven = weightedBreakEven(priced, groups);
  const overCapacity = stationsOverCapacity(outcome, groups);
  return groups.names.map((group, g) => ({
    scenario: outcome.name,
    group,
    zips: sums.zips[g],
    people: sums.people[g],
    demanded: sums.demanded[g],
    packages: {owned: packages[OWNED][g], usps: packages[USPS][g], other: packages[OTHER][g]},
    backlogEnd: sums.backlogEnd[g],
    fallbackShare: sums.demanded[g] === 0 ? 0 : sums.fallback[g] / sums.demanded[g],
    ownUsd: perPackage(
      {linehaul: usd.ownLinehaul[g], sort: usd.ownSort[g], lastMile: usd.lastMile[g]},
      packages[OWNED][g],
    ),
    uspsUsd: perPackage(
      {linehaul: usd.uspsLinehaul[g], sort: usd.uspsSort[g], postage: usd.postage[g]},
      packages[USPS][g],
    ),
    otherUsd: usd.other[g] / packages[OTHER][g],
    transitDays: byDeliverer((way) => transit[way][g] / drawn[way][g]),
    onTimeShare: byDeliverer((way) => 1 - late[way][g] / drawn[way][g]),
    stationsOverCapacity: overCapacity[g],
    uncoveredZips: sums.uncoveredZips[g],
    uncoveredPeople: sums.uncoveredPeople[g],
    uspsRevenueUsd: usd.postage[g],
    breakEvenUspsUsd: breakEven[g],
  }));
}

/** Packages that did not go the planned way when planned: diverted, moved on, or started to wait. [zip] */
export function fallbackPackages({counts: {zip}}: Priced): Float64Array {
  return zip.overflow.map((moved, row) => moved + zip.divertedUsps[row] + zip.divertedOther[row] + zip.waited[row]);
}

function zipCosts({zip}: Priced, groups: Groups): Record<string, Float64Array> {
  return {
    ownLinehaul: sumByGroup(groups, zip.linehaul, {stride: 2, offset: 0}),
    uspsLinehaul: sumByGroup(groups, zip.linehaul, {stride: 2, offset: 1}),
    ownSort: sumByGroup(groups, zip.sort, {stride: 2, offset: 0}),
    uspsSort: sumByGroup(groups, zip.sort, {stride: 2, offset: 1}),
    lastMile: sumByGroup(groups, zip.lastMile),
    postage: sumByGroup(groups, zip.postage),
    other: sumByGroup(groups, zip.otherCarrier),
  };
}

function perPackage<Part extends string>(
  usd: Readonly<Record<Part, number>>,
  packages: number,
): Readonly<Record<Part | 'total', number>> {
  const each = Object.entries<number>(usd).map(([part, partUsd]) => [part, partUsd / packages] as const);
  const total = each.reduce((sum, [, partUsd]) => sum + partUsd, 0);
  return Object.fromEntries([...each, ['total', total]]) as Record<Part | 'total', number>;
}

function byDeliverer(read: (way: number) => number): ByDeliverer {
  return {owned: read(OWNED), usps: read(USPS), other: read(OTHER)};
}

function weightedBreakEven({breakEvenUspsUsd, counts}: Priced, groups: Groups): Float64Array {
  const weight = counts.zip.demanded.map((packages, row) => (Number.isNaN(breakEvenUspsUsd[row]) ? 0 : packages));
  const weights = sumByGroup(groups, weight);
  const weighted = weight.map((packages, row) => (packages === 0 ? 0 : packages * breakEvenUspsUsd[row]));
  return sumByGroup(groups, weighted).map((usd, g) => usd / weights[g]);
}

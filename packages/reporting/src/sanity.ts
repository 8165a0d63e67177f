import {type Outcome, type Segment, segments, value} from '@cutover/core';
import {sum} from './money/counts.ts';
import type {Priced} from './money/price.ts';
import {fallbackPackages, measure} from './measures/measure.ts';

/** One number that must lie in a range before anything is believed. `parts` when the row checks several at once. */
export interface SanityRow {
  readonly name: string;
  readonly value: string;
  readonly low: string;
  readonly high: string;
  readonly ok: boolean;
  readonly readings: readonly Reading[];
}

export interface Reading {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly digits: number; // shown
  readonly ok: boolean; // false for NaN
}

/** Own cost on the road per package by segment, from route arithmetic and public quotes (data/facts). */
export const roadUsdRanges: Readonly<Record<Segment, readonly [number, number]>> = {
  urban: [1.3, 2.6],
  suburban: [1.6, 3],
  rural: [2.6, 6],
  remote: [4.5, 15],
};

/**
 * Six rows that notice a wrong unit or a missing factor.
 *
 * @param keep - position in `outcomes` of the scenario in which nothing changes: USPS revenue and volume are its own
 * @param base - position of the base of comparison: everything else is read there
 */
export function sanityRows(
  outcomes: readonly Outcome[],
  priced: readonly Priced[],
  {keep, base}: {readonly keep: number; readonly base: number},
): SanityRow[] {
  return [
    row('USPS revenue at base-year volume, $bn', [reading('usps', baseYearRevenueBn(priced[keep]), [5.5, 6], 2)]),
    ownRoadCost(outcomes[base], priced[base]),
    row('Peak day over mean day', [reading('peak', peakFactor(priced[base]), [1.5, 2.3], 2)]),
    uncovered(outcomes[base]),
    row('Rural and remote share of USPS volume', [
      reading('rural and remote', ruralShare(outcomes[keep], priced[keep]), [0.7, 0.9], 2),
    ]),
    row('Share of packages that fall back', [reading('fallback', fallbackShare(priced[base]), [0, 0.1], 4)]),
  ];
}

function reading(name: string, found: number, [low, high]: readonly [number, number], digits: number): Reading {
  return {name, value: found, low, high, digits, ok: found >= low && found <= high};
}

function row(name: string, readings: readonly Reading[]): SanityRow {
  const join = (read: (each: Reading) => number) => readings.map((each) => read(each).toFixed(each.digits)).join(' / ');
  return {
    name,
    value: join((each) => each.value),
    low: join((each) => each.low),
    high: join((each) => each.high),
    ok: readings.every(({ok}) => ok),
    readings,
  };
}

function baseYearRevenueBn({costUsd, counts, parameters}: Priced): number {
  return (costUsd.postage / sum(counts.zip.usps)) * (value(parameters, 'usps_base_packages') / 1e9);
}

function ownRoadCost(outcome: Outcome, priced: Priced): SanityRow {
  const readings = measure([outcome], [priced], 'segment').map(({group, ownUsd}) =>
    reading(group, ownUsd.lastMile, roadUsdRanges[group as Segment], 2),
  );
  const present = segments.filter((segment) => readings.some(({name}) => name === segment));
  return row(`Own last mile on the road, $ a package: ${present.join(' / ')}`, readings);
}

function peakFactor({counts: {dayDemanded}}: Priced): number {
  return Math.max(...dayDemanded) / (sum(dayDemanded) / dayDemanded.length);
}

/** An independent siting left 1,342 ZIPs (2.3m people) over 60 miles from a station; islands and Alaska come on top. */
function uncovered({twin, facts}: Outcome): SanityRow {
  const people = facts.uncoveredZips.reduce((total, zip) => total + twin.zips[zip].population, 0);
  const readings = [
    reading('ZIPs', facts.uncoveredZips.length, [100, 4000], 0),
    reading('people, m', people / 1e6, [0.1, 8], 1),
  ];
  return row('ZIPs without an own way / their people, m', readings);
}

function ruralShare(outcome: Outcome, priced: Priced): number {
  const rows = measure([outcome], [priced], 'segment');
  const outside = rows.filter(({group}) => group === 'rural' || group === 'remote');
  return outside.reduce((total, {packages}) => total + packages.usps, 0) / sum(priced.counts.zip.usps);
}

function fallbackShare(priced: Priced): number {
  return sum(fallbackPackages(priced)) / sum(priced.counts.zip.demanded);
}

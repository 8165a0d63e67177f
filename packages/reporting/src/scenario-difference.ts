import type {ScenarioSummary} from '@cutover/core';
import {costParts, type CostUsd, partLabels} from './money/parts.ts';

/** What of a summary is compared here: that of a run, or of a preview. */
type Priced = Pick<ScenarioSummary, 'costUsd'>;

/** What a scenario costs more than another, part by part, in whole cents. Above 0: the second costs more. */
export function differenceUsd(before: Priced, after: Priced): CostUsd {
  const parts = Object.keys(before.costUsd) as (keyof CostUsd)[];
  return Object.fromEntries(
    parts.map((part) => [part, Math.round(100 * (after.costUsd[part] - before.costUsd[part])) / 100]),
  ) as Record<keyof CostUsd, number>;
}

/** Steps from one total to the other; they add up to the difference of the totals, to the cent. */
export function summaryBridge(
  before: Priced,
  after: Priced,
): readonly {readonly label: string; readonly usd: number}[] {
  const usd = differenceUsd(before, after);
  return costParts.map((part) => ({label: partLabels[part], usd: usd[part]}));
}

/** One ZIP's money and service in a run, as `zip.parquet` has it. */
export interface ZipFigures {
  readonly zip: string;
  readonly state: string;
  readonly segment: string;
  readonly usd: number; // all of its own: linehaul and sort at plan fill, last mile, postage, other carriers
  readonly ownedPackages: number;
  readonly uspsPackages: number;
  readonly packages: number; // delivered
  readonly transitDays: number; // mean of its packages; NaN without any
}

/** A group of ZIPs before and after. */
export interface GroupDifference {
  readonly name: string;
  readonly zips: number;
  readonly packages: number; // after
  readonly beforeUsd: number;
  readonly afterUsd: number;
  readonly uspsPackages: number; // after minus before
  readonly ownedPackages: number;
  readonly transitDays: number; // after minus before, mean of the packages; NaN where one has none
}

/** ZIPs of two runs added up by a key, in its order. A ZIP that only one of them has counts as 0 in the other. */
export function groupDifferences(
  before: readonly ZipFigures[],
  after: readonly ZipFigures[],
  keyOf: (zip: ZipFigures) => string,
): GroupDifference[] {
  const groups = new Map<string, {before: ZipFigures[]; after: ZipFigures[]}>();
  const add = (zips: readonly ZipFigures[], side: 'before' | 'after'): void => {
    for (const zip of zips) {
      const group = groups.get(keyOf(zip)) ?? {before: [], after: []};
      group[side].push(zip);
      groups.set(keyOf(zip), group);
    }
  };
  add(before, 'before');
  add(after, 'after');
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, sides]) => {
      const total = (side: 'before' | 'after', read: (zip: ZipFigures) => number): number =>
        sides[side].reduce((sum, zip) => sum + read(zip), 0);
      const more = (read: (zip: ZipFigures) => number): number => total('after', read) - total('before', read);
      return {
        name,
        zips: Math.max(sides.before.length, sides.after.length),
        packages: total('after', ({packages}) => packages),
        beforeUsd: total('before', ({usd}) => usd),
        afterUsd: total('after', ({usd}) => usd),
        uspsPackages: more(({uspsPackages}) => uspsPackages),
        ownedPackages: more(({ownedPackages}) => ownedPackages),
        transitDays: meanDays(sides.after) - meanDays(sides.before),
      };
    });
}

function meanDays(zips: readonly ZipFigures[]): number {
  const counted = zips.filter(({transitDays}) => !Number.isNaN(transitDays));
  const packages = counted.reduce((sum, zip) => sum + zip.packages, 0);
  return counted.reduce((sum, zip) => sum + zip.packages * zip.transitDays, 0) / packages;
}

/** The groups whose cost moves most, either way. */
export function largestMovers(groups: readonly GroupDifference[], count: number): GroupDifference[] {
  const moved = ({beforeUsd, afterUsd}: GroupDifference): number => Math.abs(afterUsd - beforeUsd);
  return [...groups].sort((a, b) => moved(b) - moved(a)).slice(0, count);
}

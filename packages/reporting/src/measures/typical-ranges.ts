import type {Segment} from '@cutover/core';
import {roadUsdRanges} from '../sanity.ts';
import type {DensityRow} from './density.ts';

export type Range = readonly [low: number, high: number];

/** What public figures say of a route; none of it was fitted to. Held against the typical ZIP of each segment. */
export interface TypicalRanges {
  readonly stopsPerRoute: Range;
  readonly milesPerRoute: Range;
  readonly roadUsd: Range;
}

/**
 * Stops: reported for vans in cities (120-200) and suburbs (120-190), judged for vans of a rural station (70-140),
 * which stands for remote too. Miles: no public range; between two independent estimates (22 / 41 / 87 / 175 from a
 * model of the same ZIPs, 45 / 85 / 170 / 220 from route arithmetic), each taken to be good to a quarter. Dollars are
 * those of the sanity rows.
 */
const ranges: Readonly<Record<Segment, Omit<TypicalRanges, 'roadUsd'>>> = {
  urban: {stopsPerRoute: [120, 200], milesPerRoute: [22 * 0.75, 45 * 1.25]},
  suburban: {stopsPerRoute: [120, 190], milesPerRoute: [41 * 0.75, 85 * 1.25]},
  rural: {stopsPerRoute: [70, 140], milesPerRoute: [87 * 0.75, 170 * 1.25]},
  remote: {stopsPerRoute: [70, 140], milesPerRoute: [175 * 0.75, 220 * 1.25]},
};

export function typicalRanges(segment: Segment): TypicalRanges {
  return {...ranges[segment], roadUsd: roadUsdRanges[segment]};
}

/** The names of what lies outside of its range; empty when all is inside. */
export function outOfRange(row: DensityRow): (keyof TypicalRanges)[] {
  const found = typicalRanges(row.segment);
  const names = ['stopsPerRoute', 'milesPerRoute', 'roadUsd'] as const;
  return names.filter((name) => !(row[name] >= found[name][0] && row[name] <= found[name][1]));
}

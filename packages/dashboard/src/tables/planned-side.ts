import type {ZipFigures} from '@cutover/reporting';
import {plannedTables, type PlannedZips, type Preview, whatIf, type WhatIfSession} from '@cutover/runner';
import {type RunStation, stationOfDays} from './run-tables.ts';

/** A scenario that is planned only, in the shape that tables of runs are compared in. Plain data, for threads. */
export interface PlannedSide {
  readonly name: string;
  readonly costUsd: Preview['costUsd'];
  readonly packages: Preview['packages'];
  readonly error: Preview['error'];
  readonly codes: readonly string[]; // of ZIPs
  readonly states: readonly string[]; // [zip]
  readonly segments: readonly string[]; // [zip]
  readonly zips: PlannedZips;
  readonly stations: readonly RunStation[];
}

export function plannedSide(session: WhatIfSession): PlannedSide {
  const {costUsd, packages, error} = whatIf(session, []);
  const {zips, stations} = plannedTables(session);
  const rows = session.twin.zips;
  return {
    ...{name: session.name, costUsd, packages, error, zips},
    codes: rows.map(({zip}) => zip),
    states: rows.map(({state}) => state),
    segments: rows.map(({segment}) => segment),
    stations: stations.map(({facilityId, ...days}) => stationOfDays(facilityId, days)),
  };
}

export function plannedFigures({codes, states, segments, zips}: PlannedSide): ZipFigures[] {
  const {usd, ownedPackages, uspsPackages, otherPackages, transitDays} = zips;
  return codes.map((zip, row) => ({
    ...{zip, state: states[row], segment: segments[row], usd: usd[row], transitDays: transitDays[row]},
    ...{ownedPackages: ownedPackages[row], uspsPackages: uspsPackages[row]},
    packages: ownedPackages[row] + uspsPackages[row] + otherPackages[row],
  }));
}

import {NO_BUILDING, OTHER, OWNED, USPS} from '@cutover/core';
import {samplingRate} from '@cutover/simulation';
import {type Reference, simulateOneByOne} from './reference-simulation.ts';
import type {Run} from './run.ts';

/** A finished run again, package by package, from what was prepared and what its books decided. */
export function referenceOf({prepared, outcome: {ledger, seed}}: Run): Reference {
  const {world, horizon, plans, networks, fromDay, toDay} = prepared;
  const {dayFirst} = horizon.demand;
  const rowOf = new Map(world.targets.map((building, row) => [building, row]));
  const rows = (buildings: Int32Array): Int32Array =>
    buildings.map((building) => (building === NO_BUILDING ? 0 : rowOf.get(building)!)); // 0: carries nothing
  return simulateOneByOne(
    {
      seed,
      rate: samplingRate(dayFirst[fromDay], dayFirst[toDay] - dayFirst[fromDay], ledger.samplePackages),
      demand: horizon.demand,
      fromDay,
      dayCount: toDay - fromDay,
      zipCount: ledger.zipCount,
      classCount: ledger.classCount,
      policy: plans.map(({policy}) => policy),
      stationOf: plans.map(({policy}) => policy.station),
      overflow: plans.map(({policy}) => policy.overflow),
      marketOf: world.marketOf,
      tables: networks.map(({tables}) => tables),
      transit: networks.map(({transit}) => transit),
      targetOf: plans.map(({policy}) => {
        const targets: Int32Array[] = [];
        targets[OWNED] = rows(policy.station);
        targets[USPS] = rows(policy.handoff);
        targets[OTHER] = Int32Array.from(world.marketOf, (market) => world.targets.length + market);
        return targets;
      }),
      delivers: horizon.delivers,
    },
    ledger,
  );
}

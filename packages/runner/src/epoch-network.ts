import {
  buildMetric,
  createRouteTable,
  type MeanWays,
  type Metric,
  type OriginMix,
  type RouteTable,
} from '@cutover/core';
import type {DrawTables} from '@cutover/simulation';
import {calendarDay, drawTables, originMix} from './draw-tables.ts';
import {openBuildings} from './epochs.ts';
import {createLateTable, type LateTable} from './late-table.ts';
import type {World} from './world.ts';

/** The network between two changes of it: what is open, what lanes cost, the ways, and what packages are drawn from. */
export interface EpochNetwork {
  readonly world: World;
  readonly open: Uint8Array; // [building]
  readonly metric: Metric;
  readonly table: RouteTable;
  readonly tables: DrawTables;
  readonly mix: OriginMix;
  readonly known: KnownWays;
  readonly late: LateTable;
  readonly transit: Uint8Array; // [row][promise][origin], days to the door; targets, then markets (other carriers)
}

/** The mean ways that were asked for so far. */
export interface KnownWays {
  readonly pairOf: Map<number, number>; // by market * targets + target slot, place in `ways` put end to end
  readonly ways: MeanWays[];
}

/** Prepares an epoch's network with its table still empty; `fillRoutes` of the tasks fills it. */
export function createEpochNetwork(world: World, day: number): EpochNetwork {
  const date = calendarDay(world, day);
  const open = openBuildings(world.twin, world.network, date);
  const metric = epochMetric(world, open);
  const tables = drawTables(world, open);
  const mailMinutes = meanMailMinutes(world);
  const rows = world.targets.length + world.markets.length;
  return {
    world,
    open,
    metric,
    table: createRouteTable(world.network.csr, metric, world.origins, world.targets, world.limits, mailMinutes),
    tables,
    mix: originMix(world, tables),
    known: {pairOf: new Map(), ways: []},
    late: createLateTable(tables),
    transit: new Uint8Array(new SharedArrayBuffer(rows * world.promises.length * world.origins.length)),
  };
}

/** Costs and minutes of the lanes between open buildings; lanes inside the mail are not the shipper's to use. */
export function epochMetric({twin, network, lanes}: World, open: Uint8Array): Metric {
  const rates = {usdPerPackage: lanes.plannedUsdPerPackage, minutes: lanes.minutes};
  const laneOpen = Uint8Array.from(twin.lanes, ({mode}) => (mode === 'mail' ? 0 : 1));
  const handling = Float64Array.from(twin.facilities, ({handlingUsdPerPackage}) => handlingUsdPerPackage);
  const dwell = Float64Array.from(twin.facilities, ({dwellHours}) => 60 * dwellHours);
  return buildMetric(network, rates, open, laneOpen, handling, dwell);
}

/** From an SCF to the unit inside the mail, mean; 0 elsewhere. @returns `[building]` */
function meanMailMinutes({twin, network, lanes}: World): Int32Array {
  const {csr} = network;
  const minutes = new Int32Array(new SharedArrayBuffer(4 * network.nodeCount));
  for (let node = 0; node < network.nodeCount; node++) {
    let sum = 0;
    let count = 0;
    for (let lane = csr.firstLane[node]; lane < csr.firstLane[node + 1]; lane++) {
      if (twin.lanes[csr.laneRow[lane]].mode !== 'mail') continue;
      sum += lanes.minutes[csr.laneRow[lane]];
      count++;
    }
    minutes[node] = count === 0 ? 0 : Math.round(sum / count);
  }
  return minutes;
}

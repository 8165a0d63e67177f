// Rerouting the reference twin: from new lane prices to the cheapest ways from every FC to every building, the same
// within each promise, and repairing them after one change. Must hold: 25 ms on two threads and per origin 3,000 times
// faster than graphology-shortest-path; 500 ms within promises; repairs in 1 ms.
// Run: pnpm bench routing. Record: benchmarks/README.md.
import {
  applyChanges,
  buildGraph,
  buildMetric,
  costMilsTo,
  type CostTable,
  createCostTable,
  createRerouter,
  createRouteTable,
  createSweep,
  createTreeSearch,
  type EdgeAttributes,
  hash32,
  lastLaneTo,
  type Metric,
  NO_LANE,
  type RouteChange,
  setCosts,
  shortestTree,
  sweepOrigins,
  UNREACHED,
  wayCostMils,
} from '@cutover/core';
import {readTwin} from '@cutover/files';
import {createPool, createWorld, type Pool, sweepOnPool} from '@cutover/runner';
import {dijkstra} from 'graphology-shortest-path';
import {type Contestant, interleave} from './harness/interleave.ts';
import {progress, publish} from './harness/results.ts';

const SEED = 1;
const ROUNDS = 41;
const PEER_ROUNDS = 5;
const REPAIRS = 301;
const ORIGINS_PER_TASK = 8; // as `prepare` has it

const twin = await readTwin('data/us');
const {network, lanes, origins, targets, limits} = createWorld(twin);
const {csr, nodeCount, laneCount} = network;
const metric = buildMetric(
  network,
  {usdPerPackage: lanes.plannedUsdPerPackage, minutes: lanes.minutes},
  new Uint8Array(nodeCount).fill(1),
  Uint8Array.from(twin.lanes, ({mode}) => (mode === 'mail' ? 0 : 1)),
  Float64Array.from(twin.facilities, ({handlingUsdPerPackage}) => handlingUsdPerPackage),
  Float64Array.from(twin.facilities, ({dwellHours}) => 60 * dwellHours),
);
const {costMils} = metric;
const originOf = (round: number): number => (7 * round) % origins.length; // whose costs a round compares
const digest = (costTo: (node: number) => number): number =>
  targets.reduce((mixed, node) => hash32(mixed ^ costTo(node)), 0);

const nationWork = {work: origins.length, unit: 'origin'};

progress('every origin to every building');
const sweep = createSweep(csr);
const pool = createPool(2);
const nationRows = await nation(pool).finally(() => pool.close());
progress('repairs');
const repairRows = await repairs();

publish({
  rows: [...nationRows, ...repairRows],
  seed: SEED,
  size:
    `data/us, ${origins.length} origins, ${targets.length} last buildings, ` +
    `${nodeCount} buildings, ${laneCount} lanes`,
  sections: {
    routing: {
      msNation: ms(nationRows[1].seconds.median),
      msPerOrigin: ms(nationRows[1].seconds.median / origins.length),
      graphologyMsPerOrigin: ms(nationRows[4].seconds.median),
      repairMs: ms(Math.max(repairRows[0].seconds.median, repairRows[1].seconds.median)),
      constrainedMs: ms(nationRows[3].seconds.median),
    },
  },
});

function ms(seconds: number): number {
  return Number((1000 * seconds).toPrecision(4));
}

async function nation(threads: Pool) {
  return interleave([...sweeps(threads), byOrigin(), within(threads), graphology()], {rounds: ROUNDS, warmups: 5});
}

function sweeps(threads: Pool): Contestant[] {
  const contestant = (name: string, fill: (table: CostTable) => unknown): Contestant => {
    const table = createCostTable(sweep, costMils, origins);
    return {
      ...{name, ...nationWork},
      run: async (round) => {
        setCosts(table, costMils);
        await fill(table);
        return () => digest((node) => costMilsTo(table, originOf(round), node));
      },
    };
  };
  return [
    contestant('sweep, one thread', sweepOrigins),
    contestant('sweep, two threads', (table) => sweepOnPool(threads, table)),
  ];
}

function byOrigin(): Contestant {
  const search = createTreeSearch(csr, costMils);
  return {
    ...{name: 'shortestTree, origin by origin', ...nationWork, rounds: PEER_ROUNDS},
    run: (round) => {
      let answer = 0;
      origins.forEach((origin, slot) => {
        shortestTree(search, origin);
        if (slot === originOf(round)) answer = digest((node) => search.cost[node]);
      });
      return answer;
    },
  };
}

function within(threads: Pool): Contestant {
  const table = createRouteTable(csr, metric, origins, targets, limits);
  return {
    ...{name: `cheapest and within ${limits.length} promises, two threads`, ...nationWork},
    run: async (round) => {
      await Promise.all(
        Array.from({length: Math.ceil(origins.length / ORIGINS_PER_TASK)}, (_, i) =>
          threads.run({
            ...{kind: 'route', csr, metric, table},
            fromOrigin: i * ORIGINS_PER_TASK,
            toOrigin: Math.min(origins.length, (i + 1) * ORIGINS_PER_TASK),
          }),
        ),
      );
      const slot = originOf(round);
      let cell = slot * targets.length;
      return () => digest(() => wayCostMils(table, metric, slot, cell++));
    },
  };
}

function graphology(): Contestant {
  const graph = buildGraph({...twin, lanes: twin.lanes.filter(({mode}) => mode !== 'mail')});
  const laneMils = new Map(network.laneIds.map((id, row) => [id, row]));
  const byRow = new Int32Array(laneCount);
  csr.laneRow.forEach((row, lane) => {
    byRow[row] = costMils[lane];
  });
  const milsOf = (id: string, _attributes?: EdgeAttributes): number => byRow[laneMils.get(id)!];
  const costTo = (path: readonly string[] | undefined): number => {
    if (path === undefined) return UNREACHED;
    let sum = 0;
    for (let i = 1; i < path.length; i++)
      sum += Math.min(...graph.outEdges(path[i - 1], path[i]).map((id) => milsOf(id)));
    return sum;
  };
  return {
    ...{name: 'graphology dijkstra.singleSource', work: 1, unit: 'origin', rounds: PEER_ROUNDS},
    run: (round) => {
      const paths = dijkstra.singleSource(graph, network.nodeIds[origins[originOf(round)]], milsOf);
      return () => digest((node) => costTo(paths[network.nodeIds[node]]));
    },
  };
}

/** Each round closes a station or opens it again, and makes a lane dearer or as dear as before. */
async function repairs() {
  const rerouter = createRerouter(csr, sweep, costMils, origins, targets);
  const stations = twin.facilities.flatMap(({facilityType}, row) => (facilityType === 'ds' ? [row] : []));
  const open = Array.from(costMils.keys()).filter((lane) => costMils[lane] <= sweep.laneMilsMax);
  const pick = (from: readonly number[], stream: number, round: number): number =>
    from[hash32(hash32(SEED + stream) + (round >> 1)) % from.length];
  const repair = (change: RouteChange): number => applyChanges(rerouter, [change]).targets.length;
  const rows = await interleave(
    [
      {
        ...{name: 'repair after closing or opening a station', work: 1, unit: 'change'},
        run: (round) => repair({change: round % 2 === 0 ? 'closeNode' : 'openNode', node: pick(stations, 1, round)}),
      },
      {
        ...{name: 'repair after a new price of a lane', work: 1, unit: 'change'},
        run: (round) => {
          const lane = pick(open, 2, round);
          const mils = costMils[lane] + (round % 2 === 0 ? 250 : 0);
          return repair({change: 'setLaneCost', lane, costMils: Math.min(mils, sweep.laneMilsMax)});
        },
      },
    ],
    {rounds: REPAIRS, warmups: 0, alike: false},
  );
  checkRepaired(rerouter.table, {...metric, costMils: Int32Array.from(costMils.keys(), (lane) => costOf(lane))});
  return rows;

  function costOf(lane: number): number {
    const {closedNode, laneMils} = rerouter;
    const isClosed = closedNode[csr.laneTail[lane]] === 1 || closedNode[csr.laneHead[lane]] === 1;
    return isClosed ? UNREACHED : laneMils[lane];
  }
}

/** @throws Error if a repaired table is not that of a sweep of the changed network */
function checkRepaired(repaired: ReturnType<typeof createCostTable>, changed: Metric): void {
  const anew = sweepOrigins(createCostTable(sweep, changed.costMils, origins));
  for (let slot = 0; slot < origins.length; slot++) {
    for (const node of targets) {
      const same =
        costMilsTo(anew, slot, node) === costMilsTo(repaired, slot, node) &&
        lastLaneTo(anew, slot, node) === lastLaneTo(repaired, slot, node);
      if (!same) throw new Error(`the repaired way from origin ${slot} to building ${node} is not that of a new sweep`);
    }
  }
  if (lastLaneTo(anew, 0, origins[0]) !== NO_LANE) throw new Error('a way leads into its own origin');
}

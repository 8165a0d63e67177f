// Ways from one origin to every last building of the reference twin: the cheapest and those within each promise on
// our arrays, and the cheapest alone on the graph (graphology-shortest-path).
// Run: pnpm bench route. Record: benchmarks/README.md, with the date, the machine and the Node version.
import {
  buildGraph,
  buildMetric,
  createRouteScratch,
  createRouteTable,
  type EdgeAttributes,
  routeOrigin,
  wayCostMils,
} from '@cutover/core';
import {readTwin} from '@cutover/files';
import {createWorld} from '@cutover/runner';
import {dijkstra} from 'graphology-shortest-path';
import {Bench} from 'tinybench';
import {printMachine} from './machine.ts';

printMachine();
const twin = await readTwin('data/us');
const {network, lanes, origins, targets, limits} = createWorld(twin);
const metric = buildMetric(
  network,
  {usdPerPackage: lanes.plannedUsdPerPackage, minutes: lanes.minutes},
  new Uint8Array(network.nodeCount).fill(1),
  Uint8Array.from(twin.lanes, ({mode}) => (mode === 'mail' ? 0 : 1)),
  Float64Array.from(twin.facilities, ({handlingUsdPerPackage}) => handlingUsdPerPackage),
  Float64Array.from(twin.facilities, ({dwellHours}) => 60 * dwellHours),
);
const table = createRouteTable(network.csr, metric, origins, targets, limits);
const scratch = createRouteScratch(network.csr);
const graph = buildGraph({...twin, lanes: twin.lanes.filter(({mode}) => mode !== 'mail')});
const usdPerPackage = new Map(twin.lanes.map(({laneId}, row) => [laneId, lanes.plannedUsdPerPackage[row]]));
const costUsd = (lane: string, _attributes: EdgeAttributes): number => usdPerPackage.get(lane)!;

let sink = 0; // read at the end, so that no search can be optimised away
let origin = 0;
const next = (): number => {
  origin = (origin + 7) % origins.length; // a different origin each time
  return origin;
};

const size = `${network.nodeCount} buildings, ${network.laneCount} lanes`;
const bench = new Bench({name: 'routes', time: 3000, warmupTime: 500, iterations: 5});
bench.add(`routeOrigin, ${1 + limits.length} ways each, ${size}`, () => {
  const slot = next();
  routeOrigin(network.csr, metric, table, slot, scratch);
  sink += wayCostMils(table, metric, slot, slot * targets.length);
});
bench.add(`graphology dijkstra.singleSource, the cheapest, ${size}`, () => {
  sink += Object.keys(dijkstra.singleSource(graph, network.nodeIds[origins[next()]], costUsd)).length;
});
await bench.run();
console.table(bench.table());
if (sink === 0) throw new Error('the searches found nothing');

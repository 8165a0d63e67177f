// Ways on a network without levels: 400,000 crossings of a seeded region with rivers and arterials. From one crossing
// to all (must hold: 100 times faster than graphology-shortest-path, equal costs on 1,000 random pairs), and from one
// to another. Run: pnpm bench roads. Record: benchmarks/README.md.
import {
  compileCsr,
  createTreeSearch,
  depthFirstOrder,
  hash32,
  shortestTree,
  shortestWay,
  type TreeSearch,
} from '@cutover/core';
import {DirectedGraph} from 'graphology';
import {dijkstra} from 'graphology-shortest-path';
import createGraph, {type Graph} from 'ngraph.graph';
import {aStar, nba} from 'ngraph.path';
import {interleave} from './harness/interleave.ts';
import {progress, publish} from './harness/results.ts';
import {buildRoadNetwork, type RoadNetwork} from './road-network.ts';

const SEED = 1;
const [WIDTH, HEIGHT] = [640, 625];
const ROUNDS = 15;
const PEER_ROUNDS = 4; // of graphology, each of as many seconds as ours takes hundredths
const TARGETS = 250; // random ones of each round, so 1,000 pairs are compared with graphology
const PAIRS = 3; // of each round, from one crossing to another

const roads = buildRoadNetwork({width: WIDTH, height: HEIGHT, seed: SEED});
const {csr, costMils} = roads;
const nodeCount = csr.firstLane.length - 1;
const laneCount = csr.laneHead.length;
const draw = (stream: number, counter: number): number => hash32(hash32(SEED + stream) + counter) % nodeCount;
const originOf = (round: number): number => draw(1, round);
const targetsOf = (round: number): number[] => Array.from({length: TARGETS}, (_, i) => draw(2, TARGETS * round + i));
const pairsOf = (round: number): [number, number][] =>
  Array.from({length: PAIRS}, (_, i) => [draw(3, PAIRS * round + i), draw(4, PAIRS * round + i)]);

progress(`${nodeCount} crossings, ${laneCount} lanes; making the peers' graphs`);
const search = createTreeSearch(csr, costMils);
const order = depthFirstOrder(csr);
const near = createNear(roads, order);
const graph = graphologyGraph(roads);
const links = ngraphGraph(roads);
const costOf = (_: string, {mils}: {mils: number}): number => mils;
const byLink = {oriented: true, distance: (_from: unknown, _to: unknown, link: {data: number}): number => link.data};
const bidirectional = nba(links, byLink);
const oneSided = aStar(links, byLink);

progress('one to all');
const toAll = await interleave(
  [
    {
      ...{name: 'shortestTree', work: 1, unit: 'origin'},
      run: (round) => {
        shortestTree(near, order[originOf(round)]);
        return () => digest(targetsOf(round).map((target) => near.cost[order[target]]));
      },
    },
    {
      ...{name: 'shortestTree, nodes numbered at random', work: 1, unit: 'origin'},
      run: (round) => {
        shortestTree(search, originOf(round));
        return () => digest(targetsOf(round).map((target) => search.cost[target]));
      },
    },
    {
      ...{name: 'graphology dijkstra.singleSource', work: 1, unit: 'origin', rounds: PEER_ROUNDS},
      run: (round) => {
        const paths = dijkstra.singleSource(graph, String(originOf(round)), costOf);
        return () => digest(targetsOf(round).map((target) => pathCost(paths[target])));
      },
    },
  ],
  {rounds: ROUNDS, warmups: 3},
);

progress('one to one');
const toOne = await interleave(
  [
    {
      ...{name: 'shortestWay', work: PAIRS, unit: 'pair'},
      run: (round) => digest(pairsOf(round).map(([from, to]) => wayCost(near, order[from], order[to]))),
    },
    {
      ...{name: 'ngraph.path nba', work: PAIRS, unit: 'pair'},
      run: (round) => digest(pairsOf(round).map(([from, to]) => linksCost(bidirectional.find(from, to)))),
    },
    {
      ...{name: 'ngraph.path aStar', work: PAIRS, unit: 'pair'},
      run: (round) => digest(pairsOf(round).map(([from, to]) => linksCost(oneSided.find(from, to)))),
    },
    {
      ...{name: 'graphology dijkstra.bidirectional', work: PAIRS, unit: 'pair', rounds: 1},
      run: (round) =>
        digest(pairsOf(round).map(([from, to]) => pathCost(dijkstra.bidirectional(graph, from, to, costOf)))),
    },
  ],
  {rounds: PEER_ROUNDS},
);

publish({
  rows: [...toAll, ...toOne],
  seed: SEED,
  size: `${nodeCount} crossings, ${laneCount} lanes`,
  sections: {
    roads: {
      ...{nodes: nodeCount, lanes: laneCount},
      msOneToAll: 1000 * toAll[0].seconds.median,
      graphologyMsOneToAll: 1000 * toAll[2].seconds.median,
      equalPairs: PEER_ROUNDS * TARGETS,
    },
  },
});

/** The same network, its nodes numbered so that neighbours lie near each other. */
function createNear({csr: {laneTail, laneHead}, costMils: cost}: RoadNetwork, number: Uint32Array): TreeSearch {
  const renumbered = compileCsr(
    nodeCount,
    laneTail.map((node) => number[node]),
    laneHead.map((node) => number[node]),
  );
  return createTreeSearch(
    renumbered,
    Int32Array.from(renumbered.laneRow, (lane) => cost[lane]),
  );
}

function graphologyGraph({
  csr: {laneTail, laneHead},
  costMils: cost,
}: RoadNetwork): DirectedGraph<object, {mils: number}> {
  const made = new DirectedGraph<object, {mils: number}>();
  for (let node = 0; node < nodeCount; node++) made.addNode(node);
  for (let lane = 0; lane < laneCount; lane++) {
    made.addEdgeWithKey(lane, laneTail[lane], laneHead[lane], {mils: cost[lane]});
  }
  return made;
}

function ngraphGraph({csr: {laneTail, laneHead}, costMils: cost}: RoadNetwork): Graph<undefined, number> {
  const made = createGraph<undefined, number>();
  for (let node = 0; node < nodeCount; node++) made.addNode(node);
  for (let lane = 0; lane < laneCount; lane++) made.addLink(laneTail[lane], laneHead[lane], cost[lane]);
  return made;
}

function wayCost(from: TreeSearch, origin: number, target: number): number {
  let sum = 0;
  for (const lane of shortestWay(from, origin, target)!) sum += from.costMils[lane];
  return sum;
}

function pathCost(path: readonly string[]): number {
  let sum = 0;
  for (let i = 1; i < path.length; i++) sum += graph.getEdgeAttribute(path[i - 1], path[i], 'mils');
  return sum;
}

/** ngraph gives a path from its end to its beginning. */
function linksCost(path: readonly {id: string | number}[]): number {
  let sum = 0;
  for (let i = 1; i < path.length; i++) sum += links.getLink(path[i].id, path[i - 1].id)!.data;
  return sum;
}

/** Any difference of any value gives another digest, but for one chance in 2^32. */
function digest(values: readonly number[]): string {
  return values
    .reduce((mixed, value) => hash32(mixed ^ value), 0)
    .toString(16)
    .padStart(8, '0');
}

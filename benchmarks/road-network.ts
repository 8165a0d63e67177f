// A seeded network like a region's roads, for searches on networks without levels.
import {compileCsr, type Csr, hash32} from '@cutover/core';

/** Roads as lanes, one each way. */
export interface RoadNetwork {
  readonly csr: Csr;
  readonly costMils: Int32Array; // [laneCount]
}

export interface RoadShape {
  readonly width: number; // crossings, west to east
  readonly height: number; // crossings, north to south
  readonly seed: number;
}

const ARTERIAL_EVERY = 16; // rows and columns
const HIGHWAY_EVERY = 128;
const BRIDGE_EVERY = 4; // arterials; every highway crosses every river
const RIVERS = 6; // half of them west to east
const ROADS_PER_NODE = 1.1; // a lane each way makes a degree of 2.2
const LOCAL = 100; // mils a step between crossings
const ARTERIAL = 40;
const HIGHWAY = 25;

/**
 * Builds the network: crossings on a jittered grid; all arterials and highways; local streets that connect the rest as
 * a random tree, then random ones until there are 1.1 roads a crossing. A street ends at a river; bridges are those of
 * every highway and of one arterial in four. No two roads cross. Nodes are numbered in random order, as ids come.
 */
export function buildRoadNetwork(shape: RoadShape): RoadNetwork {
  const {width, height, seed} = shape;
  const nodeCount = width * height;
  const draw = (stream: number, counter: number): number => hash32(hash32(hash32(seed) + stream) + counter) / 2 ** 32;
  const x = Float64Array.from({length: nodeCount}, (_, node) => (node % width) + 0.6 * (draw(1, node) - 0.5));
  const y = Float64Array.from({length: nodeCount}, (_, node) => Math.floor(node / width) + 0.6 * (draw(2, node) - 0.5));
  const shores = shoresOf(shape, draw, x, y);

  // Edge 2n goes east from node n, edge 2n + 1 south.
  const headOf = (edge: number): number => (edge >> 1) + ((edge & 1) === 0 ? 1 : width);
  const exists = (edge: number): boolean =>
    (edge & 1) === 0 ? ((edge >> 1) % width) + 1 < width : (edge >> 1) + width < nodeCount;
  const line = (edge: number): number => ((edge & 1) === 0 ? Math.floor((edge >> 1) / width) : (edge >> 1) % width);
  const perStep = (edge: number): number => {
    if (line(edge) % HIGHWAY_EVERY === HIGHWAY_EVERY / 2) return HIGHWAY;
    return line(edge) % ARTERIAL_EVERY === 0 ? ARTERIAL : LOCAL;
  };
  const bridged = (edge: number): boolean =>
    perStep(edge) === HIGHWAY || (perStep(edge) === ARTERIAL && (line(edge) / ARTERIAL_EVERY) % BRIDGE_EVERY === 0);
  const isWet = (edge: number): boolean => shores[edge >> 1] !== shores[headOf(edge)];

  const edges = shuffled(2 * nodeCount, (i) => draw(3, i)).filter(exists);
  const chosen = new Uint8Array(2 * nodeCount);
  const parts = createParts(nodeCount);
  let count = 0;
  const choose = (edge: number): void => {
    chosen[edge] = 1;
    count++;
    parts.join(edge >> 1, headOf(edge));
  };
  for (const edge of edges) if (perStep(edge) !== LOCAL && (!isWet(edge) || bridged(edge))) choose(edge);
  for (const edge of edges) if (!isWet(edge) && parts.find(edge >> 1) !== parts.find(headOf(edge))) choose(edge);
  for (const edge of edges) if (parts.find(edge >> 1) !== parts.find(headOf(edge))) choose(edge); // lone islands
  for (const edge of edges) {
    if (count >= ROADS_PER_NODE * nodeCount) break;
    if (chosen[edge] === 0 && !isWet(edge)) choose(edge);
  }

  const number = Uint32Array.from(shuffled(nodeCount, (i) => draw(4, i)));
  const tail = new Uint32Array(2 * count);
  const head = new Uint32Array(2 * count);
  const cost = new Int32Array(2 * count);
  let row = 0;
  for (let edge = 0; edge < chosen.length; edge++) {
    if (chosen[edge] === 0) continue;
    const [a, b] = [edge >> 1, headOf(edge)];
    const mils = Math.round(perStep(edge) * Math.hypot(x[a] - x[b], y[a] - y[b]));
    for (const [from, to] of [
      [a, b],
      [b, a],
    ]) {
      tail[row] = number[from];
      head[row] = number[to];
      cost[row++] = mils;
    }
  }
  const csr = compileCsr(nodeCount, tail, head);
  return {csr, costMils: Int32Array.from(csr.laneRow, (at) => cost[at])};
}

/** A number per node that is equal on the same shores: bit r tells the side of river r. */
function shoresOf(
  {width, height}: RoadShape,
  draw: (s: number, c: number) => number,
  x: Float64Array,
  y: Float64Array,
): Uint8Array {
  const shores = new Uint8Array(x.length);
  for (let river = 0; river < RIVERS; river++) {
    const along = river % 2 === 0 ? x : y;
    const across = river % 2 === 0 ? y : x;
    const [length, breadth] = river % 2 === 0 ? [width, height] : [height, width];
    const middle = breadth * ((Math.floor(river / 2) + 0.5 + 0.3 * (draw(5, river) - 0.5)) / (RIVERS / 2));
    const bends = 2 + 4 * draw(6, river);
    for (let node = 0; node < x.length; node++) {
      const bed = middle + 0.06 * breadth * Math.sin((2 * Math.PI * bends * along[node]) / length);
      if (across[node] > bed) shores[node] |= 1 << river;
    }
  }
  return shores;
}

function shuffled(count: number, draw: (i: number) => number): number[] {
  const order = Array.from({length: count}, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor((i + 1) * draw(i));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** Union-find with path halving. */
function createParts(nodeCount: number) {
  const parent = Uint32Array.from({length: nodeCount}, (_, i) => i);
  const find = (node: number): number => {
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  };
  return {
    find,
    join: (a: number, b: number): void => {
      parent[find(a)] = find(b);
    },
  };
}

import {
  buildGraph,
  buildMetric,
  CLOSED,
  compile,
  type CompiledNetwork,
  type Csr,
  type Facility,
  hash32,
  type Lane,
  type Metric,
  type NetworkGraph,
} from '@cutover/core';

/** A lane of a drawn or random network. */
export interface SketchLane {
  readonly from: string;
  readonly to: string;
  readonly usd: number;
  readonly minutes: number;
}

/** A small network, compiled the way a twin's is, with its text names at hand. */
export interface Sketch {
  readonly graph: NetworkGraph;
  readonly network: CompiledNetwork;
  readonly csr: Csr;
  readonly metric: Metric;
  readonly node: (id: string) => number;
  /** CSR index of the lane between two nodes, the `nth` of parallel ones in the order they were drawn. */
  readonly lane: (from: string, to: string, nth?: number) => number;
  /** The metric with some lanes closed. */
  readonly without: (...lanes: number[]) => Metric;
}

const MINUTES = 60; // of a lane that names none

/**
 * Reads a network from lines such as `ONT8 -2.00-> DLA1 -1.00/90-> 90210`: a lane costs dollars, and takes an hour
 * unless minutes follow. A name alone on a line is a node without lanes. Nodes stand in the order they are met.
 *
 * @param handlingUsd - charged on arrival, by node
 */
export function sketch(text: string, handlingUsd: Readonly<Record<string, number>> = {}): Sketch {
  const nodes: string[] = [];
  const lanes: SketchLane[] = [];
  for (const line of text.split('\n')) {
    const words = line.split(/\s+-([\d.]+(?:\/\d+)?)->\s+/).map((word) => word.trim());
    words.forEach((word, i) => {
      if (word === '') return;
      if (i % 2 === 0) {
        if (!nodes.includes(word)) nodes.push(word);
        return;
      }
      const [usd, minutes = MINUTES] = word.split('/').map(Number);
      lanes.push({from: words[i - 1], to: words[i + 1], usd, minutes});
    });
  }
  return sketchOf(nodes, lanes, handlingUsd);
}

export function sketchOf(
  nodes: readonly string[],
  lanes: readonly SketchLane[],
  handlingUsd: Readonly<Record<string, number>> = {},
): Sketch {
  const graph = buildGraph({facilities: nodes.map(building), lanes: lanes.map(laneRow), zips: []});
  const network = compile(graph);
  const {csr} = network;
  const open = new Uint8Array(nodes.length).fill(1);
  const rates = {
    usdPerPackage: Float64Array.from(lanes, ({usd}) => usd),
    minutes: Float64Array.from(lanes, ({minutes}) => minutes),
  };
  const handling = Float64Array.from(nodes, (id) => handlingUsd[id] ?? 0);
  const laneOpen = new Uint8Array(lanes.length).fill(1);
  const metric = buildMetric(network, rates, open, laneOpen, handling, new Float64Array(nodes.length));
  const node = (id: string): number => {
    const index = nodes.indexOf(id);
    if (index < 0) throw new Error(`no node ${id} in the sketch`);
    return index;
  };
  const lane = (from: string, to: string, nth = 0): number => {
    const row = lanes.flatMap((each, i) => (each.from === from && each.to === to ? [i] : []))[nth];
    const index = csr.laneRow.indexOf(row);
    if (index < 0) throw new Error(`no lane ${nth} from ${from} to ${to} in the sketch`);
    return index;
  };
  const without = (...closed: number[]): Metric => ({
    ...metric,
    costMils: metric.costMils.map((cost, index) => (closed.includes(index) ? CLOSED : cost)),
  });
  return {graph, network, csr, metric, node, lane, without};
}

/**
 * The same network for the same seed: parallel lanes, self-loops and cycles as chance has them; a fifth of the lanes
 * cost nothing, and the last node stands alone.
 */
export function randomSketch(seed: number, nodeCount: number, laneCount: number, handling = false): Sketch {
  let counter = 0;
  const below = (limit: number): number => hash32(hash32(seed) + counter++) % limit;
  const nodes = Array.from({length: nodeCount}, (_, i) => `N${i}`);
  const lanes = Array.from({length: laneCount}, (): SketchLane => {
    const from = nodes[below(nodeCount - 1)];
    const to = nodes[below(nodeCount - 1)];
    return {from, to, usd: below(5) === 0 ? 0 : below(3000) / 1000, minutes: below(8) === 0 ? 0 : below(900)};
  });
  const handlingUsd = Object.fromEntries(nodes.map((id) => [id, handling ? below(500) / 1000 : 0]));
  return sketchOf(nodes, lanes, handlingUsd);
}

function building(facilityId: string): Facility {
  return {
    facilityId,
    facilityType: 'sc',
    latitudeDeg: 0,
    longitudeDeg: 0,
    handlingUsdPerPackage: 0,
    fixedUsdPerDay: 0,
    dwellHours: 0,
    status: 'synthetic',
  };
}

function laneRow({from, to}: SketchLane, row: number): Lane {
  return {
    laneId: `${from}>${to}#${row}`,
    originId: from,
    destinationId: to,
    mode: 'truck',
    tripsPerDay: 0,
    days: '1234567',
    stopsPerTrip: 1,
    planFill: 1,
  };
}

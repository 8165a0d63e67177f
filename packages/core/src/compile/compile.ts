import type {NetworkGraph} from '../network/graph.ts';
import type {Twin} from '../model/twin.ts';
import {compileCsr, type Csr} from './csr.ts';

/** Topology only, on shared buffers. Left of this, a lane is a record with an id; from here on, an index. */
export interface CompiledNetwork {
  readonly nodeCount: number;
  readonly laneCount: number;
  readonly csr: Csr;
  readonly nodeIds: readonly string[]; // [nodeCount], facility ids, in the order of the twin or graph
  readonly laneIds: readonly string[]; // [laneCount], by lane row
}

/**
 * Compiles the buildings and lanes of a graph; ZIP nodes and service edges are left out (a ZIP is served from its
 * last building, see `ZipService`). Parallel lanes and self-loops are kept.
 */
export function compile(graph: NetworkGraph): CompiledNetwork {
  const nodeIds: string[] = [];
  graph.forEachNode((key, attributes) => {
    if (attributes.kind === 'building') nodeIds.push(key);
  });
  const laneIds: string[] = [];
  const tails: string[] = [];
  const heads: string[] = [];
  graph.forEachEdge((key, attributes, source, target) => {
    if (attributes.kind !== 'lane') return;
    laneIds.push(key);
    tails.push(source);
    heads.push(target);
  });
  return compileIds(nodeIds, laneIds, tails, heads);
}

/**
 * Compiles a twin's buildings and lanes without the graph: equal to `compile(buildGraph(twin))`, four times as fast.
 *
 * @throws RangeError if two buildings have one id, or a lane names a building that is not there
 */
export function compileTwin({facilities, lanes}: Pick<Twin, 'facilities' | 'lanes'>): CompiledNetwork {
  const nodeIds = facilities.map(({facilityId}) => facilityId);
  const laneIds = lanes.map(({laneId}) => laneId);
  const tails = lanes.map(({originId}) => originId);
  const heads = lanes.map(({destinationId}) => destinationId);
  return compileIds(nodeIds, laneIds, tails, heads);
}

function compileIds(
  nodeIds: readonly string[],
  laneIds: readonly string[],
  tails: readonly string[],
  heads: readonly string[],
): CompiledNetwork {
  const nodeOf = new Map(nodeIds.map((id, node) => [id, node]));
  if (nodeOf.size < nodeIds.length) throw new RangeError('two buildings have the same id');
  const nodesOf = (ids: readonly string[]): Uint32Array =>
    Uint32Array.from(ids, (id) => {
      const node = nodeOf.get(id);
      if (node === undefined) throw new RangeError(`a lane names "${id}", which is no building`);
      return node;
    });
  const csr = compileCsr(nodeIds.length, nodesOf(tails), nodesOf(heads));
  return {nodeCount: nodeIds.length, laneCount: laneIds.length, csr, nodeIds, laneIds};
}

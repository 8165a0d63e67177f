import type {NetworkGraph} from '../network/graph.ts';
import {compileCsr, type Csr} from './csr.ts';

/** Topology only, on shared buffers. Left of this, a lane is a record with an id; from here on, an index. */
export interface CompiledNetwork {
  readonly nodeCount: number;
  readonly laneCount: number;
  readonly csr: Csr;
  readonly nodeIds: readonly string[]; // [nodeCount], facility ids, in the order of the graph
  readonly laneIds: readonly string[]; // [laneCount], by lane row
}

/**
 * Compiles the buildings and lanes of a graph; ZIP nodes and service edges are left out (a ZIP is served from its
 * last building, see `ZipService`). Parallel lanes and self-loops are kept.
 */
export function compile(graph: NetworkGraph): CompiledNetwork {
  const nodeIds: string[] = [];
  const nodeOf = new Map<string, number>();
  graph.forEachNode((key, attributes) => {
    if (attributes.kind !== 'building') return;
    nodeOf.set(key, nodeIds.length);
    nodeIds.push(key);
  });
  const laneIds: string[] = [];
  const tails: number[] = [];
  const heads: number[] = [];
  graph.forEachEdge((key, attributes, source, target) => {
    if (attributes.kind !== 'lane') return;
    laneIds.push(key);
    tails.push(nodeOf.get(source)!);
    heads.push(nodeOf.get(target)!);
  });
  const csr = compileCsr(nodeIds.length, Uint32Array.from(tails), Uint32Array.from(heads));
  return {nodeCount: nodeIds.length, laneCount: laneIds.length, csr, nodeIds, laneIds};
}

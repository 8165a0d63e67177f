import {type Csr, sharedInt32, sharedUint8} from '../compile/csr.ts';
import {compileIncoming} from '../compile/levels.ts';
import {CLOSED, type Metric} from '../compile/metric.ts';

/**
 * What a search need not walk through. A node without open lanes out (a DDU, an SCF) is an *end*: no way leads through
 * it. A node whose open lanes all lead to ends (a delivery station) is a *gate*. The rest are *inner* nodes.
 */
export interface Ends {
  readonly kind: Uint8Array; // [nodeCount], INNER, GATE or END
  readonly gates: Int32Array; // nodes
  readonly tails: Int32Array; // nodes that open lanes leave: gates and inner ones
  readonly firstInner: Int32Array; // [nodeCount + 1], into innerLane, by tail
  readonly innerLane: Int32Array; // open lanes into inner nodes, CSR index, ascending for each tail
  readonly firstIn: Int32Array; // [nodeCount + 1], into the arrays below; no lanes into inner nodes
  readonly inLane: Int32Array; // [lanes into ends and gates], CSR index, ascending for each node
  readonly inTail: Int32Array;
  readonly inMils: Int32Array;
  readonly inMinutes: Int32Array;
}

export const INNER = 0;
export const GATE = 1;
export const END = 2;

/** Finds what kind of node each is, which its lanes out decide; on shared memory. */
export function findEnds(csr: Csr, {costMils, minutes}: Metric): Ends {
  const {laneHead, laneTail} = csr;
  const nodeCount = csr.firstLane.length - 1;
  const kind = sharedUint8(nodeCount).fill(END);
  let openCount = 0;
  const isOpen = (lane: number): boolean => costMils[lane] !== CLOSED;
  for (let lane = 0; lane < laneHead.length; lane++) {
    if (!isOpen(lane)) continue;
    kind[laneTail[lane]] = GATE;
    openCount++;
  }
  // An inner node is no end, so what is found before it stays true.
  for (let lane = 0; lane < laneHead.length; lane++) {
    if (isOpen(lane) && kind[laneHead[lane]] !== END) kind[laneTail[lane]] = INNER;
  }

  const {firstIn, inLane} = compileIncoming(csr, (lane) => isOpen(lane) && kind[laneHead[lane]] !== INNER);
  const ends: Ends = {
    kind,
    gates: sharedInt32(kind.reduce((count, each) => count + (each === GATE ? 1 : 0), 0)),
    tails: sharedInt32(kind.reduce((count, each) => count + (each === END ? 0 : 1), 0)),
    firstInner: sharedInt32(nodeCount + 1),
    innerLane: sharedInt32(openCount - inLane.length),
    firstIn: sharedInt32(nodeCount + 1),
    inLane: sharedInt32(inLane.length),
    inTail: sharedInt32(inLane.length),
    inMils: sharedInt32(inLane.length),
    inMinutes: sharedInt32(inLane.length),
  };
  let [gate, tail, inner] = [0, 0, 0];
  for (let node = 0; node < nodeCount; node++) {
    if (kind[node] === GATE) ends.gates[gate++] = node;
    if (kind[node] !== END) ends.tails[tail++] = node;
    for (let lane = csr.firstLane[node]; lane < csr.firstLane[node + 1]; lane++) {
      if (isOpen(lane) && kind[laneHead[lane]] === INNER) ends.innerLane[inner++] = lane;
    }
    ends.firstInner[node + 1] = inner;
  }
  ends.firstIn.set(firstIn);
  ends.inLane.set(inLane);
  for (let i = 0; i < inLane.length; i++) {
    ends.inTail[i] = laneTail[inLane[i]];
    ends.inMils[i] = costMils[inLane[i]];
    ends.inMinutes[i] = minutes[inLane[i]];
  }
  return ends;
}

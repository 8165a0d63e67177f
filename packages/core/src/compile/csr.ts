/**
 * The network as three flat arrays. Lanes are sorted by tail, so the lanes that leave node n are
 * `firstLane[n] … firstLane[n + 1] - 1`, and the position of a lane in `laneHead` is its index.
 */
export interface Csr {
  readonly firstLane: Uint32Array; // [nodeCount + 1], non-decreasing, from 0 to laneCount
  readonly laneHead: Uint32Array; // [laneCount], node index
  readonly laneTail: Uint32Array; // [laneCount], node index
  readonly laneRow: Uint32Array; // [laneCount], row of the lane in the lane table
}

export function sharedUint32(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(4 * length));
}

export function sharedInt32(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}

export function sharedUint8(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length));
}

export function sharedFloat64(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}

/** Counting sort of lanes by tail: stable, O(nodes + lanes), no comparison function. */
export function compileCsr(nodeCount: number, tail: Uint32Array, head: Uint32Array): Csr {
  const laneCount = tail.length;
  const firstLane = sharedUint32(nodeCount + 1);
  const laneHead = sharedUint32(laneCount);
  const laneTail = sharedUint32(laneCount);
  const laneRow = sharedUint32(laneCount);

  for (let row = 0; row < laneCount; row++) firstLane[tail[row] + 1]++;
  for (let node = 0; node < nodeCount; node++) firstLane[node + 1] += firstLane[node];

  const next = firstLane.slice(0, nodeCount); // where the next lane of each node goes
  for (let row = 0; row < laneCount; row++) {
    const lane = next[tail[row]]++;
    laneHead[lane] = head[row];
    laneTail[lane] = tail[row];
    laneRow[lane] = row;
  }
  return {firstLane, laneHead, laneTail, laneRow};
}

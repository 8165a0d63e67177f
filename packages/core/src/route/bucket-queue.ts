/**
 * A queue of (cost, node) entries for searches whose costs only rise: bucket k of a circle holds the entries whose
 * cost divided by the width of a bucket is k, first in, first out. Entries lie in a pool and are used again.
 *
 * @see R. B. Dial, "Algorithm 360: shortest-path forest with topological ordering", Commun. ACM 12 (1969) 632-633
 */
export interface BucketQueue {
  readonly shift: number; // a bucket is 2^shift wide
  readonly first: Int32Array; // [bucket], entry, or NONE; a power of two of them
  readonly last: Int32Array; // [bucket], where first is an entry
  length: number;
  next: Int32Array; // [entry], in its bucket, or among the free
  cost: Int32Array; // [entry]
  node: Int32Array; // [entry]
  free: number; // first free entry, or NONE
}

export const NONE = -1;

/**
 * @param costMax - the largest step from a cost taken out to one put in, ≥ 0
 * @param width - wanted of a bucket; rounded down to a power of two, at least 1
 */
export function createBucketQueue(costMax: number, width: number): BucketQueue {
  const shift = Math.max(0, Math.floor(Math.log2(width)));
  const buckets = 2 ** Math.ceil(Math.log2(Math.floor(costMax / 2 ** shift) + 2));
  const queue = {
    ...{shift, length: 0, free: NONE, first: new Int32Array(buckets), last: new Int32Array(buckets)},
    ...{next: new Int32Array(1024), cost: new Int32Array(1024), node: new Int32Array(1024)},
  };
  clearQueue(queue);
  return queue;
}

/** Takes everything out. */
export function clearQueue(queue: BucketQueue): void {
  queue.length = 0;
  queue.first.fill(NONE);
  queue.free = NONE;
  freeFrom(queue, 0);
}

/** Adds an entry; doubles the pool when it is full. */
export function enqueue(queue: BucketQueue, cost: number, node: number): void {
  if (queue.free === NONE) grow(queue);
  const {next, first, last} = queue;
  const entry = queue.free;
  queue.free = next[entry];
  queue.cost[entry] = cost;
  queue.node[entry] = node;
  next[entry] = NONE;
  const bucket = (cost >> queue.shift) & (first.length - 1);
  if (first[bucket] === NONE) first[bucket] = entry;
  else next[last[bucket]] = entry;
  last[bucket] = entry;
  queue.length++;
}

/**
 * Removes the first entry of a bucket, which must not be empty.
 *
 * @returns its place in the pool, until the next is added
 */
export function dequeue(queue: BucketQueue, bucket: number): number {
  const entry = queue.first[bucket];
  queue.first[bucket] = queue.next[entry];
  queue.next[entry] = queue.free;
  queue.free = entry;
  queue.length--;
  return entry;
}

function grow(queue: BucketQueue): void {
  const size = queue.node.length;
  for (const array of ['next', 'cost', 'node'] as const) {
    const grown = new Int32Array(2 * size);
    grown.set(queue[array]);
    queue[array] = grown;
  }
  freeFrom(queue, size);
}

// Lower entries are taken first, so that a small search stays in a small part of the pool.
function freeFrom(queue: BucketQueue, from: number): void {
  for (let entry = queue.node.length - 1; entry >= from; entry--) {
    queue.next[entry] = queue.free;
    queue.free = entry;
  }
}

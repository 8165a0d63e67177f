/** A binary heap of (key, value) pairs on typed arrays; equal keys leave in any order, but always the same one. */
export interface Heap {
  length: number;
  keys: Float64Array;
  values: Int32Array;
}

export function createHeap(capacity: number): Heap {
  return {length: 0, keys: new Float64Array(capacity), values: new Int32Array(capacity)};
}

/** Adds a pair; doubles the arrays when they are full. */
export function push(heap: Heap, key: number, value: number): void {
  if (heap.length === heap.keys.length) grow(heap);
  const {keys, values} = heap;
  let hole = heap.length++;
  while (hole > 0) {
    const parent = (hole - 1) >> 1;
    if (keys[parent] <= key) break;
    keys[hole] = keys[parent];
    values[hole] = values[parent];
    hole = parent;
  }
  keys[hole] = key;
  values[hole] = value;
}

/** Removes the pair with the smallest key and returns its value. The heap must not be empty. */
export function pop(heap: Heap): number {
  const {keys, values} = heap;
  const top = values[0];
  const last = --heap.length;
  const key = keys[last];
  const value = values[last];
  let hole = 0;
  for (;;) {
    let child = 2 * hole + 1;
    if (child >= last) break;
    if (child + 1 < last && keys[child + 1] < keys[child]) child++;
    if (keys[child] >= key) break;
    keys[hole] = keys[child];
    values[hole] = values[child];
    hole = child;
  }
  keys[hole] = key;
  values[hole] = value;
  return top;
}

function grow(heap: Heap): void {
  const keys = new Float64Array(2 * heap.keys.length);
  const values = new Int32Array(2 * heap.values.length);
  keys.set(heap.keys);
  values.set(heap.values);
  heap.keys = keys;
  heap.values = values;
}

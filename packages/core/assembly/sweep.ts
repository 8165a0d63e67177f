// The sweep of src/route/sweep-twin.ts on vectors of four origins, bit for bit. Addresses count words of 32 bits; the
// words at 0 … 10 say where the arrays of SweepArrays begin, in its order, and hold its two sizes.

const UNREACHED_KEY: i32 = 1 << 30;
const NO_PART: i32 = -1;
const VECTOR: i32 = 4; // columns
const BLOCK: i32 = 16; // columns whose best keys stay in registers

@inline function word(at: i32): i32 {
  return load<i32>(<usize>at << 2);
}

@inline function vector(at: i32, offset: i32 = 0): v128 {
  return v128.load(<usize>(at + offset) << 2);
}

@inline function setVector(at: i32, offset: i32, value: v128): void {
  v128.store(<usize>(at + offset) << 2, value);
}

export function sweepParts(fromPart: i32, toPart: i32, fromColumn: i32, toColumn: i32): void {
  const firstNode = word(0);
  const partNode = word(1);
  for (let part = fromPart; part < toPart; part++) {
    const from = word(firstNode + part);
    const to = word(firstNode + part + 1);
    const within = to - from == 1 ? NO_PART : part;
    for (let i = from; i < to; i++) {
      const node = word(partNode + i);
      enterNode(node, within, fromColumn, toColumn, word(7) + node * word(9));
    }
    if (within == NO_PART) continue;
    for (let column = fromColumn; column < toColumn; column += BLOCK) {
      while (relaxWithin(part, column, min(BLOCK, toColumn - column))) {}
    }
  }
}

export function sweepNode(node: i32, fromColumn: i32, toColumn: i32): i32 {
  const row = word(7) + node * word(9);
  const fresh = word(8);
  enterNode(node, NO_PART, fromColumn, toColumn, fresh);
  let changed = 0;
  for (let column = fromColumn; column < toColumn; column += VECTOR) {
    const keys = vector(fresh + column);
    changed += popcnt(i32x4.bitmask(i32x4.ne(keys, vector(row + column))));
    setVector(row + column, 0, keys);
  }
  return changed;
}

function enterNode(node: i32, within: i32, fromColumn: i32, toColumn: i32, row: i32): void {
  const nodePart = word(2);
  const inTail = word(4);
  const inKey = word(5);
  const cells = word(7);
  const columns = word(9);
  const costs = i32x4.splat(~word(10));
  const unreached = i32x4.splat(UNREACHED_KEY);
  const fromIn = word(word(3) + node);
  const toIn = word(word(3) + node + 1);
  let column = fromColumn;
  for (; column + BLOCK <= toColumn; column += BLOCK) {
    let best0 = unreached;
    let best1 = unreached;
    let best2 = unreached;
    let best3 = unreached;
    for (let i = fromIn; i < toIn; i++) {
      const laneKey = word(inKey + i);
      const tail = word(inTail + i);
      if (laneKey == UNREACHED_KEY || word(nodePart + tail) == within) continue;
      const key = i32x4.splat(laneKey);
      const tailCell = cells + tail * columns + column;
      best0 = i32x4.min_s(best0, i32x4.add(v128.and(vector(tailCell), costs), key));
      best1 = i32x4.min_s(best1, i32x4.add(v128.and(vector(tailCell, 4), costs), key));
      best2 = i32x4.min_s(best2, i32x4.add(v128.and(vector(tailCell, 8), costs), key));
      best3 = i32x4.min_s(best3, i32x4.add(v128.and(vector(tailCell, 12), costs), key));
    }
    setVector(row + column, 0, best0);
    setVector(row + column, 4, best1);
    setVector(row + column, 8, best2);
    setVector(row + column, 12, best3);
  }
  for (; column < toColumn; column += VECTOR) {
    let best = unreached;
    for (let i = fromIn; i < toIn; i++) {
      const laneKey = word(inKey + i);
      const tail = word(inTail + i);
      if (laneKey == UNREACHED_KEY || word(nodePart + tail) == within) continue;
      const costThere = v128.and(vector(cells + tail * columns + column), costs);
      best = i32x4.min_s(best, i32x4.add(costThere, i32x4.splat(laneKey)));
    }
    setVector(row + column, 0, best);
  }
  const start = word(word(6) + node);
  if (start >= fromColumn && start < toColumn) store<i32>(<usize>(row + start) << 2, 0);
}

function relaxWithin(part: i32, column: i32, width: i32): bool {
  const nodePart = word(2);
  const inTail = word(4);
  const inKey = word(5);
  const cells = word(7) + column;
  const columns = word(9);
  const slots = i32x4.splat(word(10));
  let changed = i32x4.splat(0);
  const to = word(word(0) + part + 1);
  for (let at = word(word(0) + part); at < to; at++) {
    const node = word(word(1) + at);
    const row = cells + node * columns;
    const toIn = word(word(3) + node + 1);
    for (let i = word(word(3) + node); i < toIn; i++) {
      const laneKey = word(inKey + i);
      const tail = word(inTail + i);
      if (laneKey == UNREACHED_KEY || word(nodePart + tail) != part) continue;
      const key = i32x4.splat(laneKey);
      const tailRow = cells + tail * columns;
      for (let offset = 0; offset < width; offset += VECTOR) {
        const here = vector(row, offset);
        const there = i32x4.add(v128.andnot(vector(tailRow, offset), slots), key);
        const isCheaper = i32x4.lt_s(v128.or(there, slots), here);
        changed = v128.or(changed, isCheaper);
        setVector(row, offset, v128.bitselect(there, here, isCheaper));
      }
    }
  }
  return v128.any_true(changed);
}

/** What a way that does not exist costs as a key; keys of closed lanes are it too. */
export const UNREACHED_KEY = 1 << 30;

/**
 * What a sweep works on. A cell is the key `mils << slotBits | slot` of the cheapest way from its column's origin to
 * its row's node; the slot is 1 + the position of the last lane among those into the node, 0 where the way begins.
 */
export interface SweepArrays {
  readonly firstNode: Int32Array; // [partCount + 1], into partNode
  readonly partNode: Int32Array; // [nodeCount]
  readonly nodePart: Int32Array; // [nodeCount]
  readonly firstIn: Int32Array; // [nodeCount + 1]
  readonly inTail: Int32Array; // [laneCount], node each lane in comes from
  readonly inKey: Int32Array; // [laneCount], mils << slotBits | slot, or UNREACHED_KEY where the lane is closed
  readonly startColumn: Int32Array; // [nodeCount], column of the origin that stands at the node, or -1
  readonly cells: Int32Array; // [nodeCount * columns]
  readonly fresh: Int32Array; // [columns], scratch
  readonly columns: number; // a multiple of 16
  readonly slotMask: number; // the low bits of a key that hold the slot
}

/** A sweep's inner loops, bound to its arrays: in TypeScript, or the same in WebAssembly. */
export interface SweepKernel {
  /**
   * Computes cells of some parts anew from those of the parts before them.
   *
   * @param fromColumn - a multiple of 4, as `toColumn`
   */
  sweepParts(fromPart: number, toPart: number, fromColumn: number, toColumn: number): void;

  /** The same for a node that is a part of its own. @returns how many of its cells changed */
  sweepNode(node: number, fromColumn: number, toColumn: number): number;
}

/**
 * The kernel in TypeScript. The least key is the cheapest way, of equally cheap ones that with the lowest last lane.
 * Within a part of several nodes a way gives way only to a cheaper one, in rounds over the lanes in order until none
 * is found: so no way runs in circles where lanes cost nothing.
 */
export function sweepTwin(arrays: SweepArrays): SweepKernel {
  const {firstNode, partNode, cells, fresh, columns} = arrays;
  return {
    sweepParts(fromPart, toPart, fromColumn, toColumn) {
      for (let part = fromPart; part < toPart; part++) {
        const from = firstNode[part];
        const to = firstNode[part + 1];
        const within = to - from === 1 ? NO_PART : part;
        for (let i = from; i < to; i++) {
          enterNode(arrays, partNode[i], within, fromColumn, toColumn, cells, partNode[i] * columns);
        }
        if (within !== NO_PART) while (relaxWithin(arrays, part, fromColumn, toColumn));
      }
    },
    sweepNode(node, fromColumn, toColumn) {
      enterNode(arrays, node, NO_PART, fromColumn, toColumn, fresh, 0);
      let changed = 0;
      for (let column = fromColumn; column < toColumn; column++) {
        if (cells[node * columns + column] !== fresh[column]) changed++;
        cells[node * columns + column] = fresh[column];
      }
      return changed;
    },
  };
}

const NO_PART = -1;

// The ways into a node over lanes from parts other than `within`, into a row that begins at `row` of `into`.
function enterNode(
  {nodePart, firstIn, inTail, inKey, startColumn, cells, columns, slotMask}: SweepArrays,
  node: number,
  within: number,
  fromColumn: number,
  toColumn: number,
  into: Int32Array,
  row: number,
): void {
  into.fill(UNREACHED_KEY, row + fromColumn, row + toColumn);
  for (let i = firstIn[node]; i < firstIn[node + 1]; i++) {
    const laneKey = inKey[i];
    const tail = inTail[i];
    if (laneKey === UNREACHED_KEY || nodePart[tail] === within) continue;
    const tailRow = tail * columns;
    for (let column = fromColumn; column < toColumn; column++) {
      const key = (cells[tailRow + column] & ~slotMask) + laneKey;
      if (key < into[row + column]) into[row + column] = key;
    }
  }
  const start = startColumn[node];
  if (start >= fromColumn && start < toColumn) into[row + start] = 0;
}

function relaxWithin(arrays: SweepArrays, part: number, fromColumn: number, toColumn: number): boolean {
  const {firstNode, partNode, nodePart, firstIn, inTail, inKey, cells, columns, slotMask} = arrays;
  let isChanged = false;
  for (let at = firstNode[part]; at < firstNode[part + 1]; at++) {
    const node = partNode[at];
    const row = node * columns;
    for (let i = firstIn[node]; i < firstIn[node + 1]; i++) {
      const laneKey = inKey[i];
      const tail = inTail[i];
      if (laneKey === UNREACHED_KEY || nodePart[tail] !== part) continue;
      const tailRow = tail * columns;
      for (let column = fromColumn; column < toColumn; column++) {
        const key = (cells[tailRow + column] & ~slotMask) + laneKey;
        if ((key | slotMask) >= cells[row + column]) continue;
        cells[row + column] = key;
        isChanged = true;
      }
    }
  }
  return isChanged;
}

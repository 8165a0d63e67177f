import type {Csr} from './csr.ts';

/** The lanes into each node: those into `node` are `inLane[firstIn[node] … firstIn[node + 1] - 1]`, ascending. */
export interface Incoming {
  readonly firstIn: Uint32Array; // [nodeCount + 1]
  readonly inLane: Uint32Array; // [lanes], CSR index
}

/** Counting sort of lanes by head. @param isWanted - which lanes to keep; absent: all */
export function compileIncoming(
  {firstLane, laneHead}: Csr,
  isWanted: (lane: number) => boolean = () => true,
): Incoming {
  const nodeCount = firstLane.length - 1;
  const firstIn = new Uint32Array(nodeCount + 1);
  for (let lane = 0; lane < laneHead.length; lane++) if (isWanted(lane)) firstIn[laneHead[lane] + 1]++;
  for (let node = 0; node < nodeCount; node++) firstIn[node + 1] += firstIn[node];
  const next = firstIn.slice(0, nodeCount);
  const inLane = new Uint32Array(firstIn[nodeCount]);
  for (let lane = 0; lane < laneHead.length; lane++) if (isWanted(lane)) inLane[next[laneHead[lane]]++] = lane;
  return {firstIn, inLane};
}

/**
 * The nodes in an order in which lanes only lead onward. Nodes that reach each other (sortation centers, air hubs)
 * make one *part*; any other node is a part of its own. Lanes lead from a part to later parts, or stay within it.
 */
export interface Levels {
  readonly partCount: number;
  readonly firstNode: Uint32Array; // [partCount + 1], into partNode
  readonly partNode: Uint32Array; // [nodeCount], nodes by part, ascending within it
  readonly nodePart: Uint32Array; // [nodeCount]
  readonly pathLanesMax: number; // no cheapest way has more lanes
}

/** Finds the parts and orders them by level, the lanes on the longest chain of parts before; within it by node. */
export function findLevels(csr: Csr): Levels {
  const nodeCount = csr.firstLane.length - 1;
  const {component, componentCount} = findComponents(csr);
  const level = componentLevels(csr, component, componentCount);

  const sorted = new Uint32Array(nodeCount).map((_, node) => node);
  const firstOf = new Uint32Array(componentCount).fill(nodeCount); // lowest node
  for (let node = nodeCount - 1; node >= 0; node--) firstOf[component[node]] = node;
  sorted.sort((a, b) => {
    const [left, right] = [component[a], component[b]];
    return level.before[left] - level.before[right] || firstOf[left] - firstOf[right] || a - b;
  });

  const firstNode = new Uint32Array(componentCount + 1);
  const nodePart = new Uint32Array(nodeCount);
  let part = -1;
  sorted.forEach((node, at) => {
    if (at === 0 || component[node] !== component[sorted[at - 1]]) firstNode[++part] = at;
    nodePart[node] = part;
  });
  firstNode[componentCount] = nodeCount;
  return {partCount: componentCount, firstNode, partNode: sorted, nodePart, pathLanesMax: level.pathLanesMax};
}

interface Components {
  readonly component: Uint32Array; // [nodeCount]; every lane leads to the same component or to one of lower number
  readonly componentCount: number;
}

/**
 * Strongly connected components, without recursion.
 *
 * @see R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1 (1972) 146-160
 */
function findComponents({firstLane, laneHead}: Csr): Components {
  const nodeCount = firstLane.length - 1;
  const component = new Uint32Array(nodeCount);
  const found = new Uint32Array(nodeCount); // 1 + order of discovery, 0 before it
  const low = new Uint32Array(nodeCount); // earliest found node that is reached and still open
  const isOpen = new Uint8Array(nodeCount);
  const nextLane = firstLane.slice(0, nodeCount);
  const path = new Uint32Array(nodeCount);
  const open = new Uint32Array(nodeCount);
  let [foundCount, componentCount, pathLength, openCount] = [0, 0, 0, 0];
  const enter = (node: number): void => {
    found[node] = low[node] = ++foundCount;
    isOpen[node] = 1;
    path[pathLength++] = open[openCount++] = node;
  };
  for (let root = 0; root < nodeCount; root++) {
    if (found[root] === 0) enter(root);
    while (pathLength > 0) {
      const node = path[pathLength - 1];
      if (nextLane[node] < firstLane[node + 1]) {
        const head = laneHead[nextLane[node]++];
        if (found[head] === 0) enter(head);
        else if (isOpen[head] === 1) low[node] = Math.min(low[node], found[head]);
        continue;
      }
      pathLength--;
      if (pathLength > 0) low[path[pathLength - 1]] = Math.min(low[path[pathLength - 1]], low[node]);
      if (low[node] !== found[node]) continue;
      let member: number;
      do {
        member = open[--openCount];
        isOpen[member] = 0;
        component[member] = componentCount;
      } while (member !== node);
      componentCount++;
    }
  }
  return {component, componentCount};
}

// Components are numbered against the lanes, so the highest number has no lanes in from others.
function componentLevels(
  {firstLane, laneHead}: Csr,
  component: Uint32Array,
  componentCount: number,
): {before: Uint32Array; pathLanesMax: number} {
  const before = new Uint32Array(componentCount); // lanes of the longest chain that ends at the component
  const size = new Uint32Array(componentCount);
  for (const each of component) size[each]++;
  const byComponent = new Uint32Array(component.length).map((_, node) => node);
  byComponent.sort((a, b) => component[b] - component[a]);
  let pathLanesMax = 0;
  for (const node of byComponent) {
    const here = component[node];
    const after = before[here] + size[here] - 1;
    pathLanesMax = Math.max(pathLanesMax, after);
    for (let lane = firstLane[node]; lane < firstLane[node + 1]; lane++) {
      const there = component[laneHead[lane]];
      if (there !== here) before[there] = Math.max(before[there], after + 1);
    }
  }
  return {before, pathLanesMax};
}

import type {Csr} from '../compile/csr.ts';
import {cellOf, type RouteTable} from './route-table.ts';
import type {OriginMix} from './mean-way.ts';
import {NO_LABEL, NO_LANE} from './search.ts';

/**
 * How the packages of an epoch lie on lanes, as shares, so that a day's lane loads follow from the day's packages at
 * each last building. A target is an end (its packages split over its last lanes, and each last lane's tail collects
 * them) or a hub of its own; what a node has collected spreads over the lanes that led there in this epoch's plan.
 */
export interface FlowTemplate {
  readonly firstLast: Uint32Array; // [targetCount + 1], last lanes of each target; none where the target is no end
  readonly lastLane: Uint32Array; // CSR lanes
  readonly lastShare: Float64Array; // of the target's packages; sums to 1 for each target that has any
  readonly firstUp: Uint32Array; // [nodeCount + 1], lanes upstream of each node
  readonly upLane: Uint32Array; // CSR lanes
  readonly upShare: Float64Array; // packages on the lane for one package collected at the node
}

/**
 * Spreads planned packages over the table's ways.
 *
 * @param market - `[pairs]`
 * @param target - `[pairs]`, target slots
 * @param packages - `[pairs]`, planned from this market to this target, any unit
 */
export function flowTemplate(
  csr: Csr,
  table: RouteTable,
  mix: OriginMix,
  market: Int32Array,
  target: Int32Array,
  packages: Float64Array,
): FlowTemplate {
  const labelFlow = new Float64Array(table.origins.length * table.labelsMax);
  const lastFlow = new Float64Array(csr.laneHead.length);
  for (let pair = 0; pair < market.length; pair++) {
    if (packages[pair] > 0) spreadPair(table, mix, market[pair], target[pair], packages[pair], labelFlow, lastFlow);
  }
  return {...lastLanes(csr, table, lastFlow), ...upstreamLanes(csr, table, labelFlow)};
}

function spreadPair(
  table: RouteTable,
  mix: OriginMix,
  market: number,
  target: number,
  packages: number,
  labelFlow: Float64Array,
  lastFlow: Float64Array,
): void {
  const originCount = table.origins.length;
  for (let origin = 0; origin < originCount; origin++) {
    const quota = mix.quota[market * originCount + origin];
    if (quota === 0) continue;
    for (let variant = 0; variant < mix.variantShare.length; variant++) {
      const share = mix.variantShare[variant];
      if (share === 0) continue;
      let cell = cellOf(table, variant, origin, target);
      if (table.cellLabel[cell] === NO_LABEL) cell = cellOf(table, 0, origin, target);
      const label = table.cellLabel[cell];
      if (label === NO_LABEL) continue;
      const flow = (packages * quota * share) / 1024;
      labelFlow[origin * table.labelsMax + label] += flow;
      if (table.cellLane[cell] !== NO_LANE) lastFlow[table.cellLane[cell]] += flow;
    }
  }
}

function lastLanes(
  csr: Csr,
  table: RouteTable,
  lastFlow: Float64Array,
): Pick<FlowTemplate, 'firstLast' | 'lastLane' | 'lastShare'> {
  const {laneHead} = csr;
  const targetFlow = new Float64Array(table.targets.length);
  const firstLast = new Uint32Array(table.targets.length + 1);
  let used = 0;
  for (let lane = 0; lane < lastFlow.length; lane++) {
    if (lastFlow[lane] === 0) continue;
    const slot = table.targetSlot[laneHead[lane]];
    targetFlow[slot] += lastFlow[lane];
    firstLast[slot + 1]++;
    used++;
  }
  for (let slot = 0; slot < table.targets.length; slot++) firstLast[slot + 1] += firstLast[slot];
  const next = firstLast.slice(0, table.targets.length);
  const lastLane = new Uint32Array(used);
  const lastShare = new Float64Array(used);
  for (let lane = 0; lane < lastFlow.length; lane++) {
    if (lastFlow[lane] === 0) continue;
    const slot = table.targetSlot[laneHead[lane]];
    const at = next[slot]++;
    lastLane[at] = lane;
    lastShare[at] = lastFlow[lane] / targetFlow[slot];
  }
  return {firstLast, lastLane, lastShare};
}

// Labels are sorted by the node they stand at; each walks up its way, and the lanes it meets are summed by node.
function upstreamLanes(
  csr: Csr,
  table: RouteTable,
  labelFlow: Float64Array,
): Pick<FlowTemplate, 'firstUp' | 'upLane' | 'upShare'> {
  const byNode = labelsByNode(csr.firstLane.length - 1, table, labelFlow);
  const flow = new Float64Array(csr.laneHead.length); // of the node at hand, emptied after each
  const firstUp = new Uint32Array(csr.firstLane.length);
  const upLane: number[] = [];
  const upShare: number[] = [];
  for (let node = 0; node < csr.firstLane.length - 1; node++) {
    let collected = 0;
    const touched: number[] = [];
    for (let i = byNode.first[node]; i < byNode.first[node + 1]; i++) {
      const label = byNode.label[i];
      const packages = labelFlow[label];
      const firstLabel = label - (label % table.labelsMax);
      collected += packages;
      for (let at = label; table.labelLane[at] !== NO_LANE; at = firstLabel + table.labelParent[at]) {
        const lane = table.labelLane[at];
        if (flow[lane] === 0) touched.push(lane);
        flow[lane] += packages;
      }
    }
    for (const lane of touched.sort((a, b) => a - b)) {
      upLane.push(lane);
      upShare.push(flow[lane] / collected);
      flow[lane] = 0;
    }
    firstUp[node + 1] = upLane.length;
  }
  return {firstUp, upLane: Uint32Array.from(upLane), upShare: Float64Array.from(upShare)};
}

function labelsByNode(
  nodeCount: number,
  table: RouteTable,
  labelFlow: Float64Array,
): {first: Uint32Array; label: Uint32Array} {
  const first = new Uint32Array(nodeCount + 1);
  let used = 0;
  const forEachUsed = (visit: (label: number) => void): void => {
    for (let origin = 0; origin < table.origins.length; origin++) {
      const from = origin * table.labelsMax;
      for (let label = from; label < from + table.labelCount[origin]; label++) if (labelFlow[label] > 0) visit(label);
    }
  };
  forEachUsed((label) => {
    first[table.labelNode[label] + 1]++;
    used++;
  });
  for (let node = 0; node < nodeCount; node++) first[node + 1] += first[node];
  const next = first.slice(0, nodeCount);
  const label = new Uint32Array(used);
  forEachUsed((at) => {
    label[next[table.labelNode[at]]++] = at;
  });
  return {first, label};
}

import {sharedInt32} from './csr.ts';
import type {CompiledNetwork} from './compile.ts';

/** A lane that may not be used: its node is closed, or it lies inside the mail. */
export const CLOSED = 0x7fff_ffff;

/** One number per lane, in CSR order. A new price is a new metric; the topology stays. */
export interface Metric {
  readonly costMils: Int32Array; // [laneCount], 0.001 USD per package, or CLOSED
  readonly minutes: Int32Array; // [laneCount], transit and the dwell of the building it arrives at
  readonly sortMils: Int32Array; // [laneCount], the part of costMils that is handling at the head
}

/** Rates by lane row, as `laneTables` gives them. */
export interface LaneRates {
  readonly usdPerPackage: Float64Array; // [lane row], at plan fill
  readonly minutes: Float64Array; // [lane row]
}

/**
 * Turns rates into a metric.
 *
 * @param open - `[nodeCount]`, 1 where the building works; a lane needs both its ends
 * @param laneOpen - `[lane row]`, 0 for lanes inside the mail and lanes closed by a scenario
 * @param handlingUsd - `[nodeCount]`, charged when a package arrives
 * @param dwellMinutes - `[nodeCount]`
 */
export function buildMetric(
  network: CompiledNetwork,
  rates: LaneRates,
  open: Uint8Array,
  laneOpen: Uint8Array,
  handlingUsd: Float64Array,
  dwellMinutes: Float64Array,
): Metric {
  const {laneHead, laneTail, laneRow} = network.csr;
  const costMils = sharedInt32(network.laneCount);
  const minutes = sharedInt32(network.laneCount);
  const sortMils = sharedInt32(network.laneCount);
  for (let lane = 0; lane < network.laneCount; lane++) {
    const row = laneRow[lane];
    const head = laneHead[lane];
    const isOpen = open[head] === 1 && open[laneTail[lane]] === 1 && laneOpen[row] === 1;
    sortMils[lane] = Math.round(1000 * handlingUsd[head]);
    costMils[lane] = isOpen ? Math.round(1000 * rates.usdPerPackage[row]) + sortMils[lane] : CLOSED;
    minutes[lane] = Math.round(rates.minutes[row] + dwellMinutes[head]);
  }
  return {costMils, minutes, sortMils};
}

import {DELIVERER_COUNT, type Ledger, type Twin, classShares} from '@cutover/core';

/**
 * The mix of classes behind a way of each (epoch, ZIP), as drawn. Where a sample is too thin to have drawn any, the
 * whole way's draws of the epoch stand in, and where these are missing too, the mix of the twin.
 */
export interface Mix {
  /** Mean over the drawn classes of `usd[start + class]`. */
  meanUsd(epoch: number, zip: number, usd: Float64Array, start: number): number;
}

export function drawnMix(twin: Twin, {drawnClass, classCount, zipCount, epochs}: Ledger, way: number): Mix {
  const shares = classShares(twin);
  const national = epochs.map((_, epoch) => {
    const total = new Float64Array(classCount);
    for (let zip = 0; zip < zipCount; zip++) {
      const from = firstDraw(epoch, zip);
      for (let k = 0; k < classCount; k++) total[k] += drawnClass[from + k];
    }
    return total.some((packages) => packages > 0) ? total : shares;
  });
  function firstDraw(epoch: number, zip: number): number {
    return ((epoch * zipCount + zip) * DELIVERER_COUNT + way) * classCount;
  }
  return {
    meanUsd(epoch, zip, usd, start) {
      const mean = weightedMean(drawnClass, firstDraw(epoch, zip), usd, start, classCount);
      return Number.isNaN(mean) ? weightedMean(national[epoch], 0, usd, start, classCount) : mean;
    },
  };
}

/** NaN when all weights are 0. */
function weightedMean(
  weights: Float64Array | Uint32Array,
  fromWeight: number,
  values: Float64Array,
  fromValue: number,
  count: number,
): number {
  let weight = 0;
  let total = 0;
  for (let k = 0; k < count; k++) {
    weight += weights[fromWeight + k];
    total += weights[fromWeight + k] * values[fromValue + k];
  }
  return total / weight;
}

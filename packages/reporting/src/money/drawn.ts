import {classShares, DELIVERER_COUNT, type Ledger, type Twin} from '@cutover/core';

/** The mix of classes behind a way of each (epoch, ZIP), as drawn. */
export interface Mix {
  /** Writes the shares of the classes; they sum to 1. `shares` is [class]. */
  fill(epoch: number, zip: number, shares: Float64Array): void;
}

/**
 * Where a sample is too thin to have drawn any package of the way in a ZIP, the whole way's draws of the epoch stand
 * in, and where these are missing too, the mix of the twin.
 */
export function drawnMix(twin: Twin, ledger: Ledger, way: number): Mix {
  const {drawnClass, classCount, zipCount} = ledger;
  const national: (Float64Array | undefined)[] = []; // by epoch, found when first needed
  return {
    fill(epoch, zip, shares) {
      const from = ((epoch * zipCount + zip) * DELIVERER_COUNT + way) * classCount;
      let packages = 0;
      for (let k = 0; k < classCount; k++) packages += drawnClass[from + k];
      if (packages > 0) {
        for (let k = 0; k < classCount; k++) shares[k] = drawnClass[from + k] / packages;
      } else {
        shares.set((national[epoch] ??= nationalMix(twin, ledger, way, epoch)));
      }
    },
  };
}

function nationalMix(twin: Twin, {drawnClass, classCount, zipCount}: Ledger, way: number, epoch: number): Float64Array {
  const total = new Float64Array(classCount);
  let packages = 0;
  for (let zip = 0; zip < zipCount; zip++) {
    const from = ((epoch * zipCount + zip) * DELIVERER_COUNT + way) * classCount;
    for (let k = 0; k < classCount; k++) {
      total[k] += drawnClass[from + k];
      packages += drawnClass[from + k];
    }
  }
  return packages === 0 ? classShares(twin) : total.map((drawn) => drawn / packages);
}

/** Sum over classes of `shares[class] * usd[start + class]`. */
export function meanUsd(shares: Float64Array, usd: Float64Array, start = 0): number {
  let mean = 0;
  for (let k = 0; k < shares.length; k++) mean += shares[k] * usd[start + k];
  return mean;
}

/**
 * What cells of packages were expected to cost and did cost. A cell is whatever has one expected unit cost: a ZIP, who
 * delivers it and a weight group; a lane; a station. All arrays `[cell]`, ≥ 0.
 */
export interface SplitCells {
  readonly modelPackages: Float64Array;
  readonly actualPackages: Float64Array;
  readonly modelUsd: Float64Array; // USD/package: the model's packages on the model's routes
  readonly mixUsd: Float64Array; // the actual packages (their weights) on the model's routes
  readonly routedUsd: Float64Array; // the actual packages on the routes they took, at the model's rates
  readonly actualUsd: Float64Array; // what they cost
}

/** A difference in five dollars columns: `actual - model` is `volume + mix + route + rate`. All arrays `[group]`. */
export interface ErrorSplit {
  readonly modelUsd: Float64Array;
  readonly volumeUsd: Float64Array; // all cells grew alike
  readonly mixUsd: Float64Array; // some cells grew more than others, and packages in a cell are lighter or heavier
  readonly routeUsd: Float64Array; // other ways: entry, origin, miles, stops, routes
  readonly rateUsd: Float64Array; // the same work cost more or less
  readonly actualUsd: Float64Array;
}

/**
 * Splits the difference of actual and expected cost by cause, one after the other: first every cell is scaled by the
 * growth of all (volume), then to its own packages and their weights (mix), then to the ways they took (route), then to
 * what was paid (rate). Each group gets the sum over its cells, so groups add up to the whole, and causes to the
 * difference.
 *
 * Where the model expects no package at all, volume is 0 and everything new is mix.
 *
 * @param group - `[cell]`, `0 … groupCount - 1`; below 0: in no group, but part of the growth of all
 */
export function splitError(cells: SplitCells, group: Int32Array, groupCount: number): ErrorSplit {
  const {modelPackages, actualPackages, modelUsd, mixUsd, routedUsd, actualUsd} = cells;
  const column = () => new Float64Array(groupCount);
  const split = {
    ...{modelUsd: column(), volumeUsd: column(), mixUsd: column()},
    ...{routeUsd: column(), rateUsd: column(), actualUsd: column()},
  };
  const model = modelPackages.reduce((sum, packages) => sum + packages, 0);
  const actual = actualPackages.reduce((sum, packages) => sum + packages, 0);
  const growth = model > 0 ? actual / model : 1;
  for (let cell = 0; cell < group.length; cell++) {
    const at = group[cell];
    if (at < 0) continue;
    const packages = actualPackages[cell];
    const expectedUsd = modelPackages[cell] * modelUsd[cell];
    split.modelUsd[at] += expectedUsd;
    split.volumeUsd[at] += (growth - 1) * expectedUsd;
    split.mixUsd[at] += packages * mixUsd[cell] - growth * expectedUsd;
    split.routeUsd[at] += packages * (routedUsd[cell] - mixUsd[cell]);
    split.rateUsd[at] += packages * (actualUsd[cell] - routedUsd[cell]);
    split.actualUsd[at] += packages * actualUsd[cell];
  }
  return split;
}

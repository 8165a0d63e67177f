import type {TransportArcs} from '@cutover/planning';
import highsModule, {type Highs, type ModelData} from 'highs';

/** Its types say that the module is the loader's namespace; at run time it is the loader. */
export const loadHighs = highsModule as unknown as typeof highsModule.default;

/** A day's transportation problem. */
export interface TransportDayInput {
  readonly arcs: TransportArcs;
  readonly demand: Int32Array;
  readonly capacity: Float64Array;
}

/** The same as a linear program: a column for each arc, a row for each ZIP, then one for each capacity. */
export function transportModel(highs: Highs, {arcs, demand, capacity}: TransportDayInput): ModelData {
  const {firstArc, facility, costMils, limitedCount} = arcs;
  const numCols = facility.length;
  const numRows = demand.length + limitedCount;
  const starts = [0];
  const indices: number[] = [];
  for (let zip = 0; zip < demand.length; zip++) {
    for (let arc = firstArc[zip]; arc < firstArc[zip + 1]; arc++) {
      indices.push(zip);
      if (facility[arc] < limitedCount) indices.push(demand.length + facility[arc]);
      starts.push(indices.length);
    }
  }
  return {
    numCols,
    numRows,
    sense: highs.constants.objectiveSense.minimize,
    colCost: Float64Array.from(costMils),
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(highs.infinity),
    rowLower: Float64Array.of(...demand, ...new Array<number>(limitedCount).fill(-highs.infinity)),
    rowUpper: Float64Array.of(...demand, ...capacity),
    matrix: {format: 'csc', numRows, numCols, starts, indices, values: indices.map(() => 1)},
  };
}

const OPTIMAL = 7;

/**
 * Solves by simplex, presolve included.
 *
 * @returns the least cost, and the seconds the solver took, without building the model
 */
export function solveByHighs(highs: Highs, input: TransportDayInput): {valueMils: number; seconds: number} {
  return highs.withModel(transportModel(highs, input), (model) => {
    model.options.set({output_flag: false, solver: 'simplex'});
    const from = performance.now();
    model.run();
    const seconds = (performance.now() - from) / 1000;
    if (model.getModelStatus() !== OPTIMAL) throw new Error(`HiGHS ended with status ${model.getModelStatus()}`);
    return {valueMils: model.getObjectiveValue(), seconds};
  });
}

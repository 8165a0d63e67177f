import {hash32} from '@cutover/core';
import highsModule, {type Highs} from 'highs';
import type {CapInstance} from './orlib.ts';

/** Its types say that the module is the loader's namespace; at run time it is the loader. */
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** Numbers from 0 to below 1, the same for the same seed. */
function chance(seed: number): () => number {
  let at = 0;
  return () => hash32(hash32(seed) + at++) / 2 ** 32;
}

export interface CaseSizes {
  readonly seed: number;
  readonly facilities: number;
  readonly customers: number;
}

/** Whole demand of 5 to 35, capacities that differ and are together `room` times all demand, costs by distance. */
export function tightCase({seed, facilities, customers, room}: CaseSizes & {readonly room: number}): CapInstance {
  const next = chance(seed);
  const demand = Array.from({length: customers}, () => 5 + Math.floor(31 * next()));
  const weight = Array.from({length: facilities}, () => 0.5 + next());
  const all = room * demand.reduce((sum, each) => sum + each, 0);
  const weights = weight.reduce((sum, each) => sum + each, 0);
  const capacity = weight.map((each) => Math.ceil((each / weights) * all));
  const [places, homes] = [capacity, demand].map((list) => list.map(() => [next(), next()]));
  const usd = ([x, y]: number[], j: number) =>
    Math.round(10 * demand[j] * Math.hypot(x - homes[j][0], y - homes[j][1]));
  return {
    capacity,
    fixedCost: capacity.map((each) => Math.round(60 * Math.sqrt(each) * (0.5 + next()))),
    demand,
    serveCost: places.map((place) => homes.map((_, j) => usd(place, j))),
  };
}

/**
 * As capa, capb and capc of the OR-Library are made: places and customers on a square of 1000 by 1000, demand 1 to 100,
 * a unit costs its distance times 1 to 1.25. Fixed costs are 0.5 to 1.5 times `fixedUsd`.
 *
 * @see J. E. Beasley, "An algorithm for solving large capacitated warehouse location problems", Eur. J. Oper. Res. 33
 *   (1988) 314–325
 */
export function wideCase(sizes: CaseSizes & {readonly capacity: number; readonly fixedUsd: number}): CapInstance {
  const next = chance(sizes.seed);
  const pointsOf = (length: number) => Array.from({length}, () => [1000 * next(), 1000 * next()]);
  const [places, homes] = [pointsOf(sizes.facilities), pointsOf(sizes.customers)];
  const demand = homes.map(() => 1 + Math.floor(100 * next()));
  return {
    capacity: places.map(() => sizes.capacity),
    fixedCost: places.map(() => sizes.fixedUsd * (0.5 + next())),
    demand,
    serveCost: places.map(([x, y]) =>
      homes.map(([a, b], j) => demand[j] * Math.hypot(x - a, y - b) * (1 + 0.25 * next())),
    ),
  };
}

const OPTIMAL = 7;

/** The least cost, proven by HiGHS: a column for each facility, then for each way; each customer wholly by one way. */
export async function leastCost({capacity, fixedCost, demand, serveCost}: CapInstance): Promise<number> {
  const highs: Highs = await loadHighs();
  const [m, n] = [capacity.length, demand.length];
  const numCols = m + m * n;
  const numRows = n + m + m * n; // a customer is served; room; a way needs its facility open
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  const put = (row: number, value: number) => values.push((indices.push(row), value));
  for (let i = 0; i < m; i++) {
    put(n + i, -capacity[i]);
    for (let j = 0; j < n; j++) put(n + m + i * n + j, -1);
    starts.push(indices.length);
  }
  for (let way = 0; way < m * n; way++) {
    put(way % n, 1);
    put(n + Math.floor(way / n), demand[way % n]);
    put(n + m + way, 1);
    starts.push(indices.length);
  }
  const model = {
    numCols,
    numRows,
    sense: highs.constants.objectiveSense.minimize,
    colCost: Float64Array.from([...fixedCost, ...serveCost.flat()]),
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(1),
    integrality: new Int32Array(numCols).fill(1),
    rowLower: Float64Array.from({length: numRows}, (_, row) => (row < n ? 1 : -highs.infinity)),
    rowUpper: Float64Array.from({length: numRows}, (_, row) => (row < n ? 1 : 0)),
    matrix: {format: 'csc' as const, numRows, numCols, starts, indices, values},
  };
  return highs.withModel(model, (solver) => {
    solver.options.set({output_flag: false, mip_rel_gap: 1e-6});
    solver.run();
    if (solver.getModelStatus() !== OPTIMAL) throw new Error(`HiGHS ended with status ${solver.getModelStatus()}`);
    return solver.getObjectiveValue();
  });
}

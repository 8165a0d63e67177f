import {existsSync, readdirSync, readFileSync} from 'node:fs';

/** A facility location instance of the OR-Library, as `solveFacilityLocation` takes it. */
export interface CapInstance {
  readonly capacity: number[];
  readonly fixedCost: number[];
  readonly demand: number[];
  readonly serveCost: number[][]; // [facility][customer]
}

export interface PMedInstance {
  readonly distance: Float64Array[]; // [node][node], shortest paths
  readonly p: number;
}

/** The folder of a family of instances, absent where it is not on this machine. */
export function orlibFolder(family: 'orlib-cap' | 'orlib-pmed'): string | undefined {
  const folder = `${process.env.CUTOVER_INSTANCES}/${family}`;
  return existsSync(folder) ? folder : undefined;
}

/** Names and optima of a folder's `optima.csv` whose instance is there too. */
export function optimaOf(folder: string): {name: string; optimum: number}[] {
  const files = new Set(readdirSync(folder));
  const [, ...lines] = readFileSync(`${folder}/optima.csv`, 'utf8').trim().split('\n');
  return lines
    .map((line) => line.split(','))
    .map(([name, optimum]) => ({name, optimum: Number(optimum)}))
    .filter(({name}) => files.has(`${name}.txt`));
}

export function readCap(folder: string, name: string): CapInstance {
  const next = numbersOf(`${folder}/${name}.txt`);
  const [facilityCount, customerCount] = [next(), next()];
  const capacity: number[] = [];
  const fixedCost: number[] = [];
  for (let facility = 0; facility < facilityCount; facility++) {
    capacity.push(next());
    fixedCost.push(next());
  }
  const demand: number[] = [];
  const serveCost: number[][] = capacity.map(() => []);
  for (let customer = 0; customer < customerCount; customer++) {
    demand.push(next());
    for (const row of serveCost) row.push(next());
  }
  return {capacity, fixedCost, demand, serveCost};
}

/** Undirected; of two edges between the same nodes the last counts. */
export function readPMed(folder: string, name: string): PMedInstance {
  const next = numbersOf(`${folder}/${name}.txt`);
  const [nodeCount, edgeCount, p] = [next(), next(), next()];
  const distance = Array.from({length: nodeCount}, (_, node) =>
    new Float64Array(nodeCount).fill(Infinity).fill(0, node, node + 1),
  );
  for (let edge = 0; edge < edgeCount; edge++) {
    const [a, b, length] = [next() - 1, next() - 1, next()];
    distance[a][b] = length;
    distance[b][a] = length;
  }
  shorten(distance);
  return {distance, p};
}

/** All shortest paths (Floyd and Warshall). */
function shorten(distance: readonly Float64Array[]): void {
  for (const [via, fromVia] of distance.entries()) {
    for (const row of distance) {
      const toVia = row[via];
      for (let node = 0; node < row.length; node++) row[node] = Math.min(row[node], toVia + fromVia[node]);
    }
  }
}

function numbersOf(file: string): () => number {
  const numbers = readFileSync(file, 'utf8').trim().split(/\s+/).map(Number);
  let at = 0;
  return () => numbers[at++];
}

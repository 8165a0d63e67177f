import {existsSync, readdirSync, readFileSync} from 'node:fs';
import type {StopCell} from '@cutover/core';

/** A vehicle routing instance in the format of CVRPLIB, and the best known solution beside it. */
export interface Instance {
  readonly name: string;
  readonly capacity: number;
  readonly depot: Stop;
  readonly stops: readonly Stop[];
  readonly bestLength: number;
  readonly bestRoutes: number;
}

export interface Stop {
  readonly x: number;
  readonly y: number;
  readonly load: number;
}

const STOPS_PER_CELL_MAX = 25;

/** The folder of the instances, absent where it is not on this machine. */
export function instanceFolder(): string | undefined {
  const folder = `${process.env.CUTOVER_INSTANCES}/cvrp`;
  return existsSync(folder) ? folder : undefined;
}

/** Every `.vrp` of a folder that has a `.sol` beside it, by name. */
export function readInstances(folder: string): Instance[] {
  const names = readdirSync(folder).flatMap((file) => (file.endsWith('.vrp') ? [file.slice(0, -4)] : []));
  return names
    .filter((name) => existsSync(`${folder}/${name}.sol`))
    .sort()
    .map((name) => {
      const text = readFileSync(`${folder}/${name}.vrp`, 'utf8');
      const solution = readFileSync(`${folder}/${name}.sol`, 'utf8');
      return {name, ...instanceOf(text), ...solutionOf(solution)};
    });
}

function instanceOf(text: string): Pick<Instance, 'capacity' | 'depot' | 'stops'> {
  const points = section(text, 'NODE_COORD_SECTION').map(([, x, y]) => ({x, y}));
  const loads = section(text, 'DEMAND_SECTION').map(([, load]) => load);
  const [depot, ...stops] = points.map((point, row) => ({...point, load: loads[row]}));
  return {capacity: Number(/CAPACITY\s*:\s*(\d+)/.exec(text)![1]), depot, stops};
}

function solutionOf(text: string): Pick<Instance, 'bestLength' | 'bestRoutes'> {
  return {bestLength: Number(/Cost\s+(\d+)/i.exec(text)![1]), bestRoutes: text.match(/^Route/gm)!.length};
}

/** The rows of numbers below a heading. */
function section(text: string, heading: string): number[][] {
  const rows: number[][] = [];
  for (const line of text.slice(text.indexOf(heading) + heading.length).split('\n')) {
    if (line.trim() === '') continue;
    const numbers = line.trim().split(/\s+/).map(Number);
    if (numbers.some(Number.isNaN)) break;
    rows.push(numbers);
  }
  return rows;
}

/** Cells of at most 25 stops: the bounding box is halved along its longer side, and so are the halves. */
export function cellsOf({stops, depot}: Instance): StopCell[] {
  const meanLoad = mean(stops.map(({load}) => load));
  return partition(stops).map((cell) => {
    const {width, height} = boxOf(cell);
    const load = cell.reduce((sum, stop) => sum + stop.load, 0);
    const loadMiles = cell.reduce((sum, {x, y, load}) => sum + load * Math.hypot(x - depot.x, y - depot.y), 0);
    return {
      stops: cell.length,
      area: cell.length === 1 ? 0 : (width * height * (cell.length + 1)) / (cell.length - 1),
      distance: (loadMiles / load) * (load / cell.length / meanLoad),
    };
  });
}

function partition(stops: readonly Stop[]): (readonly Stop[])[] {
  if (stops.length <= STOPS_PER_CELL_MAX) return [stops];
  const {left, bottom, width, height} = boxOf(stops);
  if (width === 0 && height === 0) return [stops];
  const isFirst = ({x, y}: Stop) => (width >= height ? x <= left + width / 2 : y <= bottom + height / 2);
  return [stops.filter(isFirst), stops.filter((stop) => !isFirst(stop))].flatMap(partition);
}

function boxOf(stops: readonly Stop[]): {left: number; bottom: number; width: number; height: number} {
  const xs = stops.map(({x}) => x);
  const ys = stops.map(({y}) => y);
  const [left, bottom] = [Math.min(...xs), Math.min(...ys)];
  return {left, bottom, width: Math.max(...xs) - left, height: Math.max(...ys) - bottom};
}

/** 2 x the sum of stops x distance / stops a route: what routes drive at least to be where their stops are. */
export function stemLength(cells: readonly StopCell[], stopsPerRoute: number): number {
  return cells.reduce((sum, {stops, distance}) => sum + (2 * stops * distance) / stopsPerRoute, 0);
}

/** By known routes, and by how many a vehicle holds. */
export function stopsPerRouteOf({stops, bestRoutes, capacity}: Instance): {known: number; held: number} {
  return {known: stops.length / bestRoutes, held: capacity / mean(stops.map(({load}) => load))};
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

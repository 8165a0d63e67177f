// Roads end at water. Which buildings a truck can drive between, and how far it is around a lake or a bay.
import {milesBetween} from '@cutover/core';
import {readFacts} from './facts.ts';
import type {Point} from './sources.ts';

interface Box {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

interface Barrier {
  readonly line: readonly Point[];
  readonly crossings: readonly Point[];
  readonly box: Box;
}

export interface Water {
  /** Name of the land whose roads reach the point; a ZIP without road to any is a land of its own, named by itself. */
  readonly landOf: (point: Point, zip: string) => string;
  /** Great-circle miles, by way of the best crossing where the straight line would cross a lake or a bay. */
  readonly milesAround: (from: Point, to: Point) => number;
  /** Whether the straight line crosses one. */
  readonly isSplit: (from: Point, to: Point) => boolean;
}

/** Reads `landmasses.csv`, `islands.csv` and `barriers.csv`. */
export function readWater(): Water {
  const islands = new Set(readFacts('islands.csv').map((row) => row.zip));
  const lands: (Box & {name: string})[] = readFacts('landmasses.csv').map(({name, south, west, north, east}) => ({
    name,
    south: Number(south),
    west: Number(west),
    north: Number(north),
    east: Number(east),
  }));
  const barriers = readFacts('barriers.csv').map((row): Barrier => {
    const line = row.line.split(';').map(readPoint);
    return {line, crossings: row.crossings.split(';').map(readPoint), box: boxOf(line)};
  });
  const landOf = ({latitudeDeg, longitudeDeg}: Point, zip: string): string => {
    if (islands.has(zip)) return `island ${zip}`;
    const land = lands.find(
      ({south, west, north, east}) =>
        latitudeDeg >= south && latitudeDeg <= north && longitudeDeg >= west && longitudeDeg <= east,
    );
    return land?.name ?? `island ${zip}`;
  };
  const barrierBetween = (from: Point, to: Point) => barriers.find((barrier) => crosses(barrier, from, to));
  return {
    landOf,
    isSplit: (from, to) => barrierBetween(from, to) !== undefined,
    milesAround: (from, to) => {
      const barrier = barrierBetween(from, to);
      if (barrier === undefined) return milesBetweenPoints(from, to);
      return Math.min(...barrier.crossings.map((via) => milesBetweenPoints(from, via) + milesBetweenPoints(via, to)));
    },
  };
}

/** Great-circle miles. */
export function milesBetweenPoints(from: Point, to: Point): number {
  return milesBetween(from.latitudeDeg, from.longitudeDeg, to.latitudeDeg, to.longitudeDeg);
}

function boxOf(points: readonly Point[]): Box {
  const latitudes = points.map((point) => point.latitudeDeg);
  const longitudes = points.map((point) => point.longitudeDeg);
  return {
    south: Math.min(...latitudes),
    west: Math.min(...longitudes),
    north: Math.max(...latitudes),
    east: Math.max(...longitudes),
  };
}

function crosses({line, box}: Barrier, from: Point, to: Point): boolean {
  if (from.latitudeDeg < box.south && to.latitudeDeg < box.south) return false; // most pairs are far from any water
  if (from.latitudeDeg > box.north && to.latitudeDeg > box.north) return false;
  if (from.longitudeDeg < box.west && to.longitudeDeg < box.west) return false;
  if (from.longitudeDeg > box.east && to.longitudeDeg > box.east) return false;
  for (let i = 1; i < line.length; i++) if (segmentsCross(from, to, line[i - 1], line[i])) return true;
  return false;
}

/** In the plane of degrees: at these sizes a straight line there is near enough to a road's general direction. */
function segmentsCross(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}

function side(a: Point, b: Point, c: Point): boolean {
  const east = b.longitudeDeg - a.longitudeDeg;
  const north = b.latitudeDeg - a.latitudeDeg;
  return east * (c.latitudeDeg - a.latitudeDeg) > north * (c.longitudeDeg - a.longitudeDeg);
}

function readPoint(text: string): Point {
  const [latitudeDeg, longitudeDeg] = text.trim().split(' ').map(Number);
  return {latitudeDeg, longitudeDeg};
}

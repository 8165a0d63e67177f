import {type LastMileRates, lastMileRates, lastMileUsd, lastMileWork, type Outcome, segments} from '@cutover/core';
import {sum} from '../money/counts.ts';
import type {Priced} from '../money/price.ts';

const PARTS = 3; // hours, miles, routes

/**
 * ZIPs that are alike (segment, packages a day and density within a half octave each, stem within 5 miles) as one.
 * Booked work stays as booked; what other parameters multiply it by is smooth in these, so it is read at the cell's
 * hour-weighted mean of logarithms, and 30,000 ZIPs are redrawn on a few thousand cells.
 */
export interface RoadCells {
  readonly booked: Float64Array; // [cell][hours, miles, routes]
  readonly segment: Uint8Array; // [cell]
  readonly packages: Float64Array; // [cell], of a ZIP on its mean day
  readonly areaSqMi: Float64Array; // [cell]
  readonly stemMiles: Float64Array; // [cell]
  readonly before: Float64Array; // [cell][hours, miles, routes], of such a ZIP on a day, at base
  readonly roundingRoutes: number; // whole vans of stations beyond the parts their ZIPs need
}

interface Cell {
  readonly segment: number;
  readonly booked: Float64Array; // [3]
  logPackages: number; // these three x hours
  logArea: number;
  miles: number;
}

export function roadCells({twin, ledger}: Outcome, priced: Priced): RoadCells {
  const cells = new Map<string, Cell>();
  const {ownHours, ownMiles, ownRoutes, stationRoutes, dayCount} = ledger;
  ownHours.forEach((hours, zip) => {
    const packages = priced.counts.zip.owned[zip] / dayCount;
    if (hours === 0 || packages === 0) return;
    const segment = segments.indexOf(twin.zips[zip].segment);
    const [logPackages, logArea] = [Math.log2(packages), Math.log2(twin.zips[zip].landAreaSqMi)];
    const miles = priced.stems.miles[zip];
    const bins = [2 * logPackages, 2 * (logArea - logPackages), miles / 5].map(Math.round);
    const key = `${segment} ${bins.join(' ')}`;
    const cell = cells.get(key) ?? {
      ...{segment, booked: new Float64Array(PARTS), logPackages: 0, logArea: 0, miles: 0},
    };
    cell.booked[0] += hours;
    cell.booked[1] += ownMiles[zip];
    cell.booked[2] += ownRoutes[zip];
    cell.logPackages += hours * logPackages;
    cell.logArea += hours * logArea;
    cell.miles += hours * miles;
    cells.set(key, cell);
  });
  const all = [...cells.values()];
  const shape = {
    booked: Float64Array.from(all.flatMap(({booked}) => [...booked])),
    segment: Uint8Array.from(all, ({segment}) => segment),
    packages: Float64Array.from(all, ({booked, logPackages}) => 2 ** (logPackages / booked[0])),
    areaSqMi: Float64Array.from(all, ({booked, logArea}) => 2 ** (logArea / booked[0])),
    stemMiles: Float64Array.from(all, ({booked, miles}) => miles / booked[0]),
    before: new Float64Array(all.length * PARTS).fill(1),
    roundingRoutes: sum(stationRoutes) - sum(ownRoutes),
  };
  const rates = lastMileRates(priced.parameters, priced.laneKinds.meanCubeFt3);
  const before = shape.before.slice();
  const work = new Float64Array(PARTS);
  all.forEach((_, cell) => before.set(cellWork(shape, cell, rates, 1, work), cell * PARTS));
  return {...shape, before};
}

const scratch = new Float64Array(PARTS);

/** Own last mile at other rates and speeds, for `volumeFactor` times the packages. USD */
export function roadUsd(cells: RoadCells, rates: LastMileRates, volumeFactor: number): number {
  const {booked, before, roundingRoutes} = cells;
  const total = [0, 0, roundingRoutes];
  for (let cell = 0; cell < cells.segment.length; cell++) {
    cellWork(cells, cell, rates, volumeFactor, scratch);
    for (let part = 0; part < PARTS; part++) {
      const i = cell * PARTS + part;
      if (booked[i] > 0) total[part] += before[i] > 0 ? (booked[i] * scratch[part]) / before[i] : booked[i];
    }
  }
  return lastMileUsd(rates, total[0], total[1], total[2]);
}

function cellWork(cells: RoadCells, cell: number, rates: LastMileRates, factor: number, work: Float64Array) {
  const {segment, packages, areaSqMi, stemMiles} = cells;
  lastMileWork(rates, segment[cell], factor * packages[cell], areaSqMi[cell], stemMiles[cell], work);
  return work;
}

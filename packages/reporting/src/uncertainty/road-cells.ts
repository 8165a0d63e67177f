import {type LastMileRates, lastMileRates, lastMileUsd, lastMileWork, type Outcome, segments} from '@cutover/core';
import {routeRoundingUsd} from '../money/last-mile.ts';
import type {Priced} from '../money/price.ts';

/**
 * ZIPs that are alike (segment, packages a day and density within a half octave each, stem within 5 miles) as one,
 * at the dollar-weighted mean of their logarithms: what a cell's cost is multiplied by under other parameters is
 * smooth in these, so 30,000 ZIPs are redrawn on a thousand cells.
 */
export interface RoadCells {
  readonly usd: Float64Array; // [cell], at base
  readonly segment: Uint8Array; // [cell]
  readonly packages: Float64Array; // [cell], on the mean day of a ZIP
  readonly areaSqMi: Float64Array; // [cell]
  readonly stemMiles: Float64Array; // [cell]
  readonly dayUsd: Float64Array; // [cell], of such a ZIP, at base
  readonly ledger: Outcome['ledger'];
  readonly meanCubeFt3: number;
}

interface Cell {
  usd: number;
  readonly segment: number;
  logPackages: number;
  logArea: number;
  miles: number;
}

export function roadCells({twin, ledger}: Outcome, priced: Priced): RoadCells {
  const cells = new Map<string, Cell>();
  priced.zip.lastMile.forEach((usd, zip) => {
    const packages = priced.counts.zip.owned[zip] / ledger.dayCount;
    if (usd === 0 || packages === 0) return;
    const segment = segments.indexOf(twin.zips[zip].segment);
    const [logPackages, logArea] = [Math.log2(packages), Math.log2(twin.zips[zip].landAreaSqMi)];
    const miles = priced.stems.miles[zip];
    const bins = [2 * logPackages, 2 * (logArea - logPackages), miles / 5].map(Math.round);
    const key = `${segment} ${bins.join(' ')}`;
    const cell = cells.get(key) ?? {usd: 0, segment, logPackages: 0, logArea: 0, miles: 0};
    cell.usd += usd;
    cell.logPackages += usd * logPackages;
    cell.logArea += usd * logArea;
    cell.miles += usd * miles;
    cells.set(key, cell);
  });
  const all = [...cells.values()];
  const meanCubeFt3 = priced.laneKinds.meanCubeFt3;
  const shapes = {
    usd: Float64Array.from(all, ({usd}) => usd),
    segment: Uint8Array.from(all, ({segment}) => segment),
    packages: Float64Array.from(all, ({usd, logPackages}) => 2 ** (logPackages / usd)),
    areaSqMi: Float64Array.from(all, ({usd, logArea}) => 2 ** (logArea / usd)),
    stemMiles: Float64Array.from(all, ({usd, miles}) => miles / usd),
    ...{ledger, meanCubeFt3},
  };
  const rates = lastMileRates(priced.parameters, meanCubeFt3);
  const dayUsd = new Float64Array(all.length);
  fillDayUsd(shapes, rates, 1, dayUsd);
  return {...shapes, dayUsd};
}

/** Own last mile at other rates, for `volumeFactor` times the packages. @param scratch - [cell], overwritten */
export function roadUsd(cells: RoadCells, rates: LastMileRates, volumeFactor: number, scratch: Float64Array): number {
  fillDayUsd(cells, rates, volumeFactor, scratch);
  const {usd, dayUsd} = cells;
  let total = routeRoundingUsd(cells.ledger, rates);
  for (let cell = 0; cell < usd.length; cell++) total += (usd[cell] * scratch[cell]) / dayUsd[cell];
  return total;
}

const work = new Float64Array(3);

function fillDayUsd(cells: Omit<RoadCells, 'dayUsd'>, rates: LastMileRates, factor: number, dayUsd: Float64Array) {
  const {segment, packages, areaSqMi, stemMiles} = cells;
  for (let cell = 0; cell < packages.length; cell++) {
    lastMileWork(rates, segment[cell], factor * packages[cell], areaSqMi[cell], stemMiles[cell], work);
    dayUsd[cell] = lastMileUsd(rates, work[0], work[1], work[2]);
  }
}

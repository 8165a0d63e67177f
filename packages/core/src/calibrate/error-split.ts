import {laneTables} from '../cost/linehaul.ts';
import {otherCarrierUsd} from '../cost/other-carrier.ts';
import {type ParameterSet, resolveParameters} from '../cost/parameters.ts';
import {handoffUsd} from '../cost/postage.ts';
import {DELIVERER_COUNT, deliverers, OTHER, OWNED, USPS} from '../model/plan.ts';
import {EntryLevel} from '../model/price.ts';
import type {Twin} from '../model/twin.ts';
import type {Actuals, HandlingActuals, LinehaulActuals} from './actuals.ts';
import {
  CELLS_PER_ZIP,
  volumeCell,
  expectedPackages,
  LIGHT_UP_TO_LB,
  sharesWithin,
  WEIGHT_GROUP_COUNT,
} from './expected.ts';
import {ownCosts} from './own-costs.ts';
import {entryLevels, priceStretches} from './shipment-prices.ts';
import {type ErrorSplit, type SplitCells, splitError} from './split.ts';

export const splitGroupings = ['part', 'segment', 'station', 'lane', 'zip3'] as const;
export type SplitGrouping = (typeof splitGroupings)[number];

/** What one group was expected to cost and did cost, and why: `actual - model` is `volume + mix + route + rate`. */
export interface SplitRow {
  readonly grouping: SplitGrouping;
  readonly key: string; // of the group, as in `postage`, `rural`, `DS1`, `FC1-SC1`, `032`
  readonly modelUsd: number;
  readonly volumeUsd: number;
  readonly mixUsd: number;
  readonly routeUsd: number;
  readonly rateUsd: number;
  readonly actualUsd: number;
}

interface Labelled {
  readonly cells: SplitCells;
  readonly labels: Partial<Record<SplitGrouping, readonly string[]>>; // '': in no group
}

/**
 * Sets actuals against what the twin expects of their days, by part, segment, station, lane and ZIP3.
 *
 * Volume and mix are of shipments. Linehaul, handling, and routes without shipments beside them, are compared trip by
 * trip and package by package: their volumes follow from a plan, or from shipments that are not given, so volume and
 * mix are 0. Rows of one grouping add up to all that it covers.
 *
 * @param twin - as its inputs say, without a calibration laid over it
 */
export function splitErrors(twin: Twin, actuals: Actuals): SplitRow[] {
  const p = resolveParameters(twin.parameters);
  const parts = [
    actuals.shipments.day.length > 0 ? shipmentCells(twin, p, actuals) : routeCells(twin, p, actuals),
    linehaulCells(twin, p, actuals.linehaul),
    handlingCells(twin, actuals.handling),
  ];
  return splitGroupings.flatMap((grouping) =>
    parts.flatMap(({cells, labels}) => rowsOf(grouping, cells, labels[grouping] ?? [])),
  );
}

function rowsOf(grouping: SplitGrouping, cells: SplitCells, labels: readonly string[]): SplitRow[] {
  if (labels.length === 0) return [];
  const keys = [...new Set(labels)].filter((label) => label !== '').sort();
  const placeOf = new Map(keys.map((key, place) => [key, place]));
  const split = splitError(
    cells,
    Int32Array.from(labels, (label) => placeOf.get(label) ?? -1),
    keys.length,
  );
  const names = Object.keys(split) as (keyof ErrorSplit)[];
  return keys.map((key, place) => {
    const usd = Object.fromEntries(names.map((name) => [name, split[name][place]]));
    return {grouping, key, ...(usd as Omit<SplitRow, 'grouping' | 'key'>)};
  });
}

function shipmentCells(twin: Twin, p: ParameterSet, actuals: Actuals): Labelled {
  const {shipments, shipmentPrices: prices, fromDay, toDay} = actuals;
  const modelPackages = expectedPackages(twin, p, fromDay, toDay);
  const count = modelPackages.length;
  const [actualPackages, mixUsd, routedUsd, actualUsd] = [0, 1, 2, 3].map(() => new Float64Array(count));
  for (let group = 0; group < shipments.day.length; group++) {
    const isLight = shipments.weightLb[group] <= LIGHT_UP_TO_LB;
    const cell = volumeCell(shipments.zip[group], shipments.carrier[group], isLight);
    const packages = shipments.packages[group];
    actualPackages[cell] += packages;
    mixUsd[cell] += packages * prices.mixUsd[group];
    routedUsd[cell] += packages * prices.routedUsd[group];
    actualUsd[cell] += shipments.costUsd[group];
  }
  const modelUsd = modelPrices(twin, p, fromDay, toDay);
  const days = toDay - fromDay + 1;
  const ownPerDay = Float64Array.from(twin.zips, (_, zip) =>
    [true, false].reduce((sum, isLight) => sum + modelPackages[volumeCell(zip, OWNED, isLight)] / days, 0),
  );
  const own = ownCosts(twin, p, actuals.routes, ownPerDay);
  for (let cell = 0; cell < count; cell++) {
    const zip = Math.floor(cell / CELLS_PER_ZIP);
    const packages = actualPackages[cell];
    if (delivererOf(cell) === OWNED) {
      modelUsd[cell] = own.modelUsd[zip];
      mixUsd[cell] = own.modelUsd[zip];
      routedUsd[cell] = own.routedUsd[zip];
      actualUsd[cell] = own.actualUsd[zip];
    } else if (packages > 0) {
      for (const sum of [mixUsd, routedUsd, actualUsd]) sum[cell] /= packages;
    }
  }
  const cells = {modelPackages, actualPackages, modelUsd, mixUsd, routedUsd, actualUsd};
  return {cells, labels: cellLabels(twin, count, own.station)};
}

/** Routes alone: each ZIP's own packages as the books have them. */
function routeCells(twin: Twin, p: ParameterSet, {routes, fromDay, toDay}: Actuals): Labelled {
  const sums = sumsBy(routes.zip, routes.packages);
  const packages = Float64Array.from(twin.zips, (_, zip) => sums.get(zip)?.[0] ?? 0);
  const days = toDay - fromDay + 1;
  const own = ownCosts(
    twin,
    p,
    routes,
    packages.map((count) => count / days),
  );
  const driven = (label: (zip: number) => string) => twin.zips.map((_, zip) => (packages[zip] > 0 ? label(zip) : ''));
  return {
    cells: same(packages, own.modelUsd, own.routedUsd, own.actualUsd),
    labels: {
      part: driven(() => PARTS[OWNED]),
      segment: driven((zip) => twin.zips[zip].segment),
      zip3: driven((zip) => twin.zips[zip].zip.slice(0, 3)),
      station: driven((zip) => twin.facilities[own.station[zip]].facilityId),
    },
  };
}

function delivererOf(cell: number): number {
  return Math.floor(cell / WEIGHT_GROUP_COUNT) % DELIVERER_COUNT;
}

const PARTS: readonly string[] = Object.entries({lastMile: OWNED, postage: USPS, otherCarrier: OTHER})
  .sort((a, b) => a[1] - b[1])
  .map(([part]) => part);

function cellLabels(twin: Twin, count: number, station: Int32Array): Labelled['labels'] {
  const label = (text: (zip: number, deliverer: number) => string) =>
    Array.from({length: count}, (_, cell) => text(Math.floor(cell / CELLS_PER_ZIP), delivererOf(cell)));
  return {
    part: label((_, deliverer) => PARTS[deliverer]),
    segment: label((zip) => twin.zips[zip].segment),
    zip3: label((zip) => twin.zips[zip].zip.slice(0, 3)),
    station: label((zip, deliverer) =>
      deliverer === OWNED && station[zip] >= 0 ? twin.facilities[station[zip]].facilityId : '',
    ),
  };
}

/** What USPS and other carriers charge for the twin's own classes: mean over the days of each price list. */
function modelPrices(twin: Twin, p: ParameterSet, fromDay: number, toDay: number): Float64Array {
  const usd = new Float64Array(twin.zips.length * CELLS_PER_ZIP);
  const starts = [fromDay, ...priceStretches(twin).filter((day) => day > fromDay && day <= toDay)];
  starts.forEach((day, i) => {
    const share = ((starts[i + 1] ?? toDay + 1) - day) / (toDay + 1 - fromDay);
    for (const isLight of [true, false]) {
      const shares = deliverers.map((_, deliverer) => sharesWithin(twin, deliverer, isLight));
      const mean = (deliverer: number, card: Float64Array, at: number) =>
        shares[deliverer].reduce((sum, each, k) => sum + each * card[at + k], 0);
      const entry = entryLevels(twin, day);
      const postage = EntryLevel.options.map((level) => mean(USPS, handoffUsd(twin, p, day, level), 0));
      const other = otherCarrierUsd(twin, p, day);
      const otherOf = new Map(other.zip3.map((zip3, row) => [zip3, mean(OTHER, other.usd, row * twin.mix.length)]));
      twin.zips.forEach(({zip}, row) => {
        usd[volumeCell(row, USPS, isLight)] += share * postage[entry[row]];
        usd[volumeCell(row, OTHER, isLight)] += share * otherOf.get(zip.slice(0, 3))!;
      });
    }
  });
  return usd;
}

function linehaulCells(twin: Twin, p: ParameterSet, linehaul: LinehaulActuals): Labelled {
  const tables = laneTables(twin, p);
  const lanes = [...new Set(linehaul.lane)];
  const sums = sumsBy(linehaul.lane, linehaul.trips, linehaul.miles, linehaul.costUsd);
  const [trips, miles, usd] = [0, 1, 2].map((k) => Float64Array.from(lanes, (lane) => sums.get(lane)![k]));
  const perTrip = (sum: Float64Array) => sum.map((each, i) => each / trips[i]);
  const rate = lanes.map((lane) => (tables.miles[lane] > 0 ? tables.tripUsd[lane] / tables.miles[lane] : 0));
  const modelUsd = Float64Array.from(lanes, (lane, i) =>
    isRun(twin, lane) ? (miles[i] / trips[i]) * rate[i] : tables.tripUsd[lane],
  );
  const routedUsd = perTrip(miles.map((sum, i) => sum * rate[i]));
  return {
    cells: same(trips, modelUsd, routedUsd, perTrip(usd)),
    labels: {part: lanes.map(() => 'linehaul'), lane: lanes.map((lane) => twin.lanes[lane].laneId)},
  };
}

/** A milk run's invoice is of the whole run, its lane of one stop: only the rate compares. */
function isRun(twin: Twin, lane: number): boolean {
  return twin.lanes[lane].stopsPerTrip > 1;
}

function handlingCells(twin: Twin, handling: HandlingActuals): Labelled {
  const facilities = [...new Set(handling.facility)];
  const sums = sumsBy(handling.facility, handling.packages, handling.costUsd);
  const packages = Float64Array.from(facilities, (facility) => sums.get(facility)![0]);
  const modelUsd = Float64Array.from(facilities, (facility) => twin.facilities[facility].handlingUsdPerPackage);
  const actualUsd = packages.map((count, i) => sums.get(facilities[i])![1] / count);
  return {
    cells: same(packages, modelUsd, modelUsd, actualUsd),
    labels: {
      part: facilities.map(() => 'handling'),
      station: facilities.map((facility) => twin.facilities[facility].facilityId),
    },
  };
}

/** Cells whose volume the model does not foretell. */
function same(packages: Float64Array, modelUsd: Float64Array, routedUsd: Float64Array, actualUsd: Float64Array) {
  return {modelPackages: packages, actualPackages: packages, modelUsd, mixUsd: modelUsd, routedUsd, actualUsd};
}

function sumsBy(key: Int32Array, ...columns: readonly Float64Array[]): Map<number, number[]> {
  const sums = new Map<number, number[]>();
  key.forEach((each, row) => {
    const sum = sums.get(each) ?? columns.map(() => 0);
    sums.set(each, sum);
    columns.forEach((column, k) => (sum[k] += column[row]));
  });
  return sums;
}

import {CONTRACT_PRICE, resolveParameters, value} from '../cost/parameters.ts';
import type {Twin} from '../model/twin.ts';
import {type HandlingActuals, type LinehaulActuals, OTHER_DISCOUNT, type PriceActuals} from './actuals.ts';
import {type Estimate, estimateOf, type FittedNumber, HANDLING, judge} from './fitted.ts';
import {inputOf} from './fit-routes.ts';
import {fitRobust} from './robust.ts';
import {studentQuantile95} from './student.ts';

const NO_INVOICES = 'no linehaul invoices of this mode are given';

/**
 * What linehaul invoices show: dollars a mile of trucks and aircraft. A truck's invoice holds its loaded miles, so it
 * shows the rate over the loaded share; the share of empty miles is taken from the input.
 */
export function fitLinehaul(twin: Twin, linehaul: LinehaulActuals): FittedNumber[] {
  const p = resolveParameters(twin.parameters);
  const fuelUsdPerMile = value(p, 'truck_fuel_usd_per_mile') * (value(p, 'fuel_index') - 1);
  const loadedShare = 1 - value(p, 'empty_miles_share');
  const number = (name: string, mode: 'truck' | 'air', read: (usdPerMile: number, isRun: boolean) => number) => {
    const rows = [...linehaul.day.keys()].filter((row) => twin.lanes[linehaul.lane[row]].mode === mode);
    const usdPerMile = rows.map((row) =>
      read(linehaul.costUsd[row] / linehaul.miles[row], twin.lanes[linehaul.lane[row]].stopsPerTrip > 1),
    );
    const day = Int32Array.from(rows, (row) => linehaul.day[row]);
    const {input, unit} = inputOf(twin, name);
    return judge({name}, unit, input, meanOf(Float64Array.from(usdPerMile), day, (each) => each) ?? NO_INVOICES);
  };
  return [
    number('truck_usd_per_mile', 'truck', (usd, isRun) => (isRun ? usd : usd * loadedShare) - fuelUsdPerMile),
    number('air_usd_per_mile', 'air', (usd) => usd),
  ];
}

/** What stations' own books show: variable handling, by type of building, in proportion to what the twin has. */
export function fitHandling(twin: Twin, handling: HandlingActuals): FittedNumber[] {
  return (['sc', 'air_hub', 'ds'] as const).map((facilityType) => {
    const inputUsd = (row: number) => twin.facilities[handling.facility[row]].handlingUsdPerPackage;
    const rows = [...handling.day.keys()].filter(
      (row) => twin.facilities[handling.facility[row]].facilityType === facilityType && inputUsd(row) > 0,
    );
    const packages = rows.reduce((sum, row) => sum + handling.packages[row], 0);
    const base = rows.reduce((sum, row) => sum + handling.packages[row] * inputUsd(row), 0) / packages;
    const ratio = rows.map((row) => handling.costUsd[row] / (handling.packages[row] * inputUsd(row)));
    const day = Int32Array.from(rows, (row) => handling.day[row]);
    const found = meanOf(Float64Array.from(ratio), day, (each) => each * base);
    const input = {low: base, base, high: base};
    return judge({name: HANDLING, facilityType}, 'USD/package', input, found ?? 'no handling of this type is given');
  });
}

/** What shipments show: each price of the contract, and the discount of other carriers. */
export function fitPrices(twin: Twin, prices: PriceActuals): FittedNumber[] {
  const contract = (twin.contract?.prices ?? []).map(({entry, weightToLb, usdPerPackage}, row) => {
    const found = ratioOf(prices, row, (ratio) => ratio * usdPerPackage.base);
    const key = {name: CONTRACT_PRICE, entry, ...(weightToLb === undefined ? {} : {weightToLb})};
    return judge(key, 'USD/package', usdPerPackage, found ?? 'no shipments at this price are given');
  });
  const {input, unit} = inputOf(twin, 'other_carrier_discount');
  const discount = ratioOf(prices, OTHER_DISCOUNT, (ratio) => 1 - ratio * (1 - input.base));
  const absent = 'no shipments of other carriers are given';
  return [...contract, judge({name: 'other_carrier_discount'}, unit, input, discount ?? absent)];
}

function meanOf(values: Float64Array, day: Int32Array, read: (x: number) => number): Estimate | null {
  if (day.length === 0) return null;
  return estimateOf(fitRobust(new Float64Array(day.length).fill(1), values, day, 1), 0, day, read);
}

/** Mean ratio of paid to modelled, and its interval; shipments of one day may err together. */
function ratioOf(
  {day, price, packages, ratio}: PriceActuals,
  at: number,
  read: (x: number) => number,
): Estimate | null {
  const rows = [...day.keys()].filter((row) => price[row] === at);
  if (rows.length === 0) return null;
  const count = rows.reduce((sum, row) => sum + packages[row], 0);
  const mean = rows.reduce((sum, row) => sum + ratio[row], 0) / count;
  const squares = rows.reduce((sum, row) => sum + (ratio[row] - mean * packages[row]) ** 2, 0);
  const days = rows.length;
  const error = days > 1 ? Math.sqrt((squares * days) / (days - 1)) / count : Infinity;
  const half = studentQuantile95(days - 1) * error;
  const fit = {estimate: Float64Array.of(mean), halfWidth: Float64Array.of(half), condition: 1, rows: count, days};
  return estimateOf(
    fit,
    0,
    Int32Array.from(rows, (row) => day[row]),
    read,
  );
}

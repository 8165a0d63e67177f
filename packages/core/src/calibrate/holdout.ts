import {laneTables} from '../cost/linehaul.ts';
import {type LastMileRates, lastMileRates} from '../cost/last-mile.ts';
import {resolveParameters, value} from '../cost/parameters.ts';
import {dayNumber, isoDate} from '../model/date.ts';
import type {Twin} from '../model/twin.ts';
import {segments} from '../model/zip.ts';
import {type Actuals, daysOf, LIST_PRICE, OTHER_DISCOUNT, type RouteActuals} from './actuals.ts';
import {calibrationOf, fitParameters} from './fit.ts';
import {applyCalibration} from './overlay.ts';
import {routeHours} from './own-costs.ts';
import {median} from './robust.ts';

/** How far off the last month is, before and after a fit that did not see it. */
export interface Holdout {
  readonly from: string;
  readonly to: string;
  readonly tables: readonly HoldoutTable[]; // those with rows in the month
}

export interface HoldoutTable {
  readonly table: 'routes' | 'handling' | 'linehaul' | 'prices';
  readonly rows: number;
  readonly errorBefore: number; // median over the rows of |expected / actual - 1|
  readonly errorAfter: number;
}

const DAYS_BEFORE_MIN = 28;

/** Fits all but the last calendar month and sets it against that month. Null when less than four weeks come before. */
export function holdOut(twin: Twin, actuals: Actuals): Holdout | null {
  const firstDay = dayNumber(`${isoDate(actuals.toDay).slice(0, 7)}-01`);
  if (firstDay - actuals.fromDay < DAYS_BEFORE_MIN) return null;
  const seen = within(actuals, actuals.fromDay, firstDay - 1);
  const month = within(actuals, firstDay, actuals.toDay);
  const fitted = applyCalibration(twin, calibrationOf(seen, fitParameters(twin, seen)));
  const [before, after] = [twin, fitted].map((each) => errorsOf(each, twin, month));
  const tables = before.flatMap(({table, errors}, i): HoldoutTable[] =>
    errors.length === 0
      ? []
      : [{table, rows: errors.length, errorBefore: median(errors), errorAfter: median(after[i].errors)}],
  );
  return {from: isoDate(firstDay), to: isoDate(actuals.toDay), tables};
}

function within(actuals: Actuals, fromDay: number, toDay: number): Actuals {
  const {prices, routes, linehaul, handling} = actuals;
  return {
    ...actuals,
    ...{fromDay, toDay},
    prices: daysOf(prices, fromDay, toDay),
    routes: daysOf(routes, fromDay, toDay),
    linehaul: daysOf(linehaul, fromDay, toDay),
    handling: daysOf(handling, fromDay, toDay),
  };
}

function errorsOf(twin: Twin, input: Twin, {routes, handling, linehaul, prices}: Actuals) {
  const p = resolveParameters(twin.parameters);
  const rates = lastMileRates(p);
  const {tripUsd, miles} = laneTables(twin, p);
  const ratioOf = priceRatios(twin, input);
  const off = (day: Int32Array, ratio: (row: number) => number) =>
    Float64Array.from(day, (_, row) => Math.abs(ratio(row) - 1)).filter((error) => error >= 0);
  return [
    {
      table: 'routes' as const,
      errors: off(routes.day, (row) => expectedHours(twin, rates, routes, row) / routes.hours[row]),
    },
    {
      table: 'handling' as const,
      errors: off(
        handling.day,
        (row) =>
          (handling.packages[row] * twin.facilities[handling.facility[row]].handlingUsdPerPackage) /
          handling.costUsd[row],
      ),
    },
    {
      table: 'linehaul' as const,
      errors: off(linehaul.day, (row) => {
        const lane = linehaul.lane[row];
        const isRun = twin.lanes[lane].stopsPerTrip > 1;
        const usdPerMile = isRun ? value(p, 'truck_usd_per_mile') : tripUsd[lane] / miles[lane];
        return (linehaul.miles[row] * usdPerMile) / linehaul.costUsd[row];
      }),
    },
    {
      table: 'prices' as const,
      errors: off(prices.day, (row) => (ratioOf(prices.price[row]) * prices.packages[row]) / prices.ratio[row]),
    },
  ];
}

/** From packages on: stops by packages per stop, hours by stops and the miles driven. */
function expectedHours(twin: Twin, rates: LastMileRates, routes: RouteActuals, row: number): number {
  const segment = segments.indexOf(twin.zips[routes.zip[row]].segment);
  const stops = routes.packages[row] / rates.packagesPerStop[segment];
  const stemMiles = routes.stemMiles[row] >= 0 ? routes.stemMiles[row] : 0;
  return routeHours(rates, segment, {stops, miles: routes.miles[row], stemMiles});
}

/** What the twin charges over what its input does, for each price that actuals may be of. */
function priceRatios(twin: Twin, input: Twin): (price: number) => number {
  const usd = ({contract}: Twin) => (contract?.prices ?? []).map(({usdPerPackage}) => usdPerPackage.base);
  const [ours, theirs] = [usd(twin), usd(input)];
  const paidShare = ({parameters}: Twin) => 1 - value(resolveParameters(parameters), 'other_carrier_discount');
  const others = paidShare(twin) / paidShare(input);
  return (price) => (price === LIST_PRICE ? 1 : price === OTHER_DISCOUNT ? others : ours[price] / theirs[price]);
}

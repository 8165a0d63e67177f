import {
  type Actuals,
  DELIVERER_COUNT,
  isoDate,
  lastMileRates,
  meanCubeFt3,
  NO_BUILDING,
  OWNED,
  paidUsd,
  type ParameterSet,
  type Twin,
} from '@cutover/core';

/** What a plan expects of the days of a week that are watched; days since 1970-01-01, `fromDay` in, `toDay` out. */
export interface PlannedWeek {
  readonly fromDay: number;
  readonly toDay: number;
  readonly packages: Float64Array; // [zip * DELIVERER_COUNT + deliverer]
  readonly latePackages: Float64Array; // [zip * DELIVERER_COUNT + deliverer], of those, after their promise
  readonly station: Int32Array; // [zip], building, or NO_BUILDING; that of the last day
  readonly routes: Float64Array; // [zip], of all days, own
  readonly roadUsd: Float64Array; // [zip], of all days, own last mile
}

/** What became of it. Money stands beside what the same packages should have cost at the prices of the twin. */
export interface ActualWeek {
  readonly isShipped: boolean; // shipments say what each carrier had
  readonly isRouted: boolean; // routes say what own vans had and what the road cost
  readonly packages: Float64Array; // [zip * DELIVERER_COUNT + deliverer]
  readonly timedPackages: Float64Array; // [zip * DELIVERER_COUNT + deliverer], whose days and promise are known
  readonly latePackages: Float64Array; // [zip * DELIVERER_COUNT + deliverer]
  readonly expectedUsd: Float64Array; // [zip * DELIVERER_COUNT + deliverer], of what `paidUsd` was paid for
  readonly paidUsd: Float64Array; // [zip * DELIVERER_COUNT + deliverer]
  readonly stationPackages: Float64Array; // [building], own: as routes say, or else by the ZIP's planned station
  readonly stationRoutes: Float64Array; // [building], of all days
}

/**
 * Sums books by week; a week without a row is one that they do not say. Own packages are those of the shipments, where
 * there are any; routes say which station they left from and what the road cost, which the plan's own cost of the ZIP
 * is scaled to.
 */
export function actualWeeks(
  twin: Twin,
  p: ParameterSet,
  planned: readonly PlannedWeek[],
  actuals: Actuals,
): ActualWeek[] {
  const weeks = planned.map((week) => {
    const has = ({day}: {readonly day: Int32Array}): boolean => day.some((each) => isIn(week, each));
    return {...emptyWeek(twin), isShipped: has(actuals.shipments), isRouted: has(actuals.routes)};
  });
  addShipments(planned, weeks, actuals);
  addRoutes(twin, p, planned, weeks, actuals);
  return weeks;
}

function emptyWeek({zips, facilities}: Twin): Omit<ActualWeek, 'isShipped' | 'isRouted'> {
  const cells = () => new Float64Array(zips.length * DELIVERER_COUNT);
  return {
    ...{packages: cells(), timedPackages: cells(), latePackages: cells(), expectedUsd: cells(), paidUsd: cells()},
    ...{stationPackages: new Float64Array(facilities.length), stationRoutes: new Float64Array(facilities.length)},
  };
}

function addShipments(planned: readonly PlannedWeek[], weeks: readonly ActualWeek[], actuals: Actuals): void {
  const {shipments, shipmentPrices} = actuals;
  const {day, zip, carrier, packages, costUsd, timedPackages, latePackages} = shipments;
  for (let group = 0; group < day.length; group++) {
    const w = weekOf(planned, day[group]);
    if (w < 0) continue;
    const at = zip[group] * DELIVERER_COUNT + carrier[group];
    weeks[w].packages[at] += packages[group];
    weeks[w].timedPackages[at] += timedPackages[group];
    weeks[w].latePackages[at] += latePackages[group];
    const expected = packages[group] * shipmentPrices.mixUsd[group];
    if (expected > 0 && costUsd[group] >= 0) {
      weeks[w].expectedUsd[at] += expected;
      weeks[w].paidUsd[at] += costUsd[group];
    }
    const station = planned[w].station[zip[group]];
    if (carrier[group] === OWNED && !weeks[w].isRouted && station !== NO_BUILDING) {
      weeks[w].stationPackages[station] += packages[group];
    }
  }
}

function addRoutes(
  twin: Twin,
  p: ParameterSet,
  planned: readonly PlannedWeek[],
  weeks: readonly ActualWeek[],
  {routes}: Actuals,
): void {
  const rates = lastMileRates(p, meanCubeFt3(twin));
  for (let row = 0; row < routes.day.length; row++) {
    const w = weekOf(planned, routes.day[row]);
    if (w < 0) continue;
    const zip = routes.zip[row];
    const at = zip * DELIVERER_COUNT + OWNED;
    weeks[w].stationPackages[routes.facility[row]] += routes.packages[row];
    weeks[w].stationRoutes[routes.facility[row]] += routes.routes[row];
    if (!weeks[w].isShipped) weeks[w].packages[at] += routes.packages[row];
    const usdPerPackage = planned[w].roadUsd[zip] / planned[w].packages[at];
    if (!(usdPerPackage > 0)) continue; // the plan has no own packages there, so no cost to set this against
    weeks[w].expectedUsd[at] += usdPerPackage * routes.packages[row];
    weeks[w].paidUsd[at] += paidUsd(rates, routes, row);
  }
}

function weekOf(planned: readonly PlannedWeek[], day: number): number {
  return planned.findIndex((week) => isIn(week, day));
}

function isIn({fromDay, toDay}: PlannedWeek, day: number): boolean {
  return day >= fromDay && day < toDay;
}

/** Whether the books say what a carrier had in a week. */
export function isKnown({isShipped, isRouted}: ActualWeek, carrier: number): boolean {
  return isShipped || (carrier === OWNED && isRouted);
}

export function weekText({fromDay, toDay}: PlannedWeek): {from: string; to: string} {
  return {from: isoDate(fromDay), to: isoDate(toDay - 1)};
}

/** Own packages and routes of each building in a planned week. */
export function stationPlan(
  {facilities}: Twin,
  {station, packages, routes}: PlannedWeek,
): {readonly packages: Float64Array; readonly routes: Float64Array} {
  const planned = {packages: new Float64Array(facilities.length), routes: new Float64Array(facilities.length)};
  station.forEach((building, zip) => {
    if (building === NO_BUILDING) return;
    planned.packages[building] += packages[zip * DELIVERER_COUNT + OWNED];
    planned.routes[building] += routes[zip];
  });
  return planned;
}

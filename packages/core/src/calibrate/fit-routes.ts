import {type LastMileRates, lastMileRates} from '../cost/last-mile.ts';
import {bySegment, type ParameterSet, resolveParameters} from '../cost/parameters.ts';
import type {Twin} from '../model/twin.ts';
import {type Segment, segments} from '../model/zip.ts';
import type {RouteActuals} from './actuals.ts';
import {type Estimate, estimateOf, type FittedNumber, judge, type NumberRange} from './fitted.ts';
import {fitRobust} from './robust.ts';

const NO_ROWS = 'no routes of this segment are given';
const NO_STEM = 'needs the column stem_miles: without it in-route miles and stem are not told apart';

/**
 * What own routes show: service minutes, in-route and stem speed, packages per stop, by segment; load-out hours.
 *
 * Hours are service x stops + in-route miles / speed + stem miles / speed, with the miles that were driven: how well
 * the model guesses miles does not matter here. Rows are scaled by the hours the input expects, so errors are relative.
 */
export function fitRoutes(twin: Twin, routes: RouteActuals): FittedNumber[] {
  const p = resolveParameters(twin.parameters);
  const rates = lastMileRates(p);
  const bySegmentRows = segments.map((_, segment) =>
    routesWhere(routes, (row) => segments.indexOf(twin.zips[routes.zip[row]].segment) === segment),
  );
  const each = (fit: (segment: number, rows: RouteActuals) => FittedNumber[]) =>
    bySegmentRows.flatMap((rows, segment) => fit(segment, rows));
  return [
    ...each((segment, rows) => fitHours(twin, p, rates, segment, rows)),
    ...each((segment, rows) => [fitPackagesPerStop(twin, p, segment, rows)]),
    fitLoadOut(twin, routes),
  ];
}

function fitHours(
  twin: Twin,
  p: ParameterSet,
  rates: LastMileRates,
  segment: number,
  given: RouteActuals,
): FittedNumber[] {
  const rows = routesWhere(given, (row) => given.stemMiles[row] >= 0 && given.stemMiles[row] <= given.miles[row]);
  const count = rows.day.length;
  const x = new Float64Array(3 * count);
  const y = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const [stops, stem] = [rows.stops[row], rows.stemMiles[row]];
    const inRoute = rows.miles[row] - stem;
    const hours =
      stops * rates.serviceHoursPerStop[segment] + inRoute / rates.inRouteMph[segment] + stem / rates.stemMph[segment];
    x.set([stops / hours, inRoute / hours, stem / hours], 3 * row);
    y[row] = rows.hours[row] / hours;
  }
  const absent = given.day.length === 0 ? NO_ROWS : NO_STEM;
  const fit = count === 0 ? null : fitRobust(x, y, rows.day, 3);
  const number = (name: string, at: number, read: (x: number) => number) =>
    segmentNumber(twin, p, name, segment, fit === null ? absent : estimateOf(fit, at, rows.day, read));
  return [
    number('service_minutes_per_stop', 0, (hours) => 60 * hours),
    number('in_route_speed_mph', 1, (hoursPerMile) => 1 / hoursPerMile),
    number('stem_speed_mph', 2, (hoursPerMile) => 1 / hoursPerMile),
  ];
}

/** Packages of n stops vary with the square root of n, so rows are scaled by it. */
function fitPackagesPerStop(twin: Twin, p: ParameterSet, segment: number, rows: RouteActuals): FittedNumber {
  const fit = perUnit(rows.packages, rows.stops, rows.day);
  return segmentNumber(twin, p, 'packages_per_stop', segment, fit ?? NO_ROWS);
}

function fitLoadOut(twin: Twin, given: RouteActuals): FittedNumber {
  const rows = routesWhere(given, (row) => given.paidHours[row] >= given.hours[row]);
  const awayHours = rows.paidHours.map((paid, row) => paid - rows.hours[row]);
  const absent = given.day.length === 0 ? 'no routes are given' : 'needs the column paid_hours';
  const {input, unit} = inputOf(twin, 'load_out_hours');
  return judge({name: 'load_out_hours'}, unit, input, perUnit(awayHours, rows.routes, rows.day) ?? absent);
}

/** `total / count` of rows whose totals vary with the square root of their count. */
function perUnit(total: Float64Array, count: Float64Array, day: Int32Array): Estimate | null {
  if (day.length === 0) return null;
  const x = count.map(Math.sqrt);
  const y = total.map((sum, row) => sum / x[row]);
  return estimateOf(fitRobust(x, y, day, 1), 0, day, (each) => each);
}

function segmentNumber(
  twin: Twin,
  p: ParameterSet,
  name: string,
  segment: number,
  found: Estimate | string,
): FittedNumber {
  const {input, unit} = inputOf(twin, name, segments[segment]);
  return judge({name, segment: segments[segment]}, unit, {...input, base: bySegment(p, name)[segment]}, found);
}

/** A parameter as the twin has it; a segment without a row of its own takes the row without a segment. */
export function inputOf(twin: Twin, name: string, segment?: Segment): {input: NumberRange; unit: string} {
  const rows = twin.parameters.filter((row) => row.name === name);
  const row = rows.find((each) => each.segment === segment) ?? rows.find((each) => each.segment === undefined);
  if (row === undefined) return {input: {low: NaN, base: NaN, high: NaN}, unit: ''};
  return {input: {low: row.low, base: row.base, high: row.high}, unit: row.unit};
}

function routesWhere(routes: RouteActuals, keep: (row: number) => boolean): RouteActuals {
  const kept = Object.entries(routes).map(([name, column]) => [
    name,
    (column as Int32Array | Float64Array).filter((_, row) => keep(row)),
  ]);
  return Object.fromEntries(kept) as RouteActuals;
}

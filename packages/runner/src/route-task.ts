import {createRouteScratch, type Csr, type Metric, NO_MINUTES, routeOrigin, type RouteTable} from '@cutover/core';
import {DAYS_SPAN, HOLD_DAYS_MAX} from '@cutover/simulation';

/** Origins to route, and where their transit days go, if anyone asks. A recipe: arrays are shared, none is copied. */
export interface RouteTask {
  readonly kind: 'route';
  readonly csr: Csr;
  readonly metric: Metric;
  readonly table: RouteTable;
  readonly fromOrigin: number;
  readonly toOrigin: number;
  readonly transit?: Transit;
}

/** Days from order to door. */
export interface Transit {
  readonly doorMinutes: number; // from the last building to the door
  readonly days: Uint8Array; // [target][promise][origin]
}

const MINUTES_PER_DAY = 1440;
const TRANSIT_DAYS_TOP = DAYS_SPAN - 5 - HOLD_DAYS_MAX; // leaves room for delays

/** Finds the ways from some origins and the days they take. */
export function fillRoutes(task: RouteTask): void {
  const {csr, metric, table, fromOrigin, toOrigin, transit} = task;
  const scratch = createRouteScratch(csr);
  const days = new Uint8Array(transit ? (toOrigin - fromOrigin) * table.limits.length * table.targets.length : 0);
  for (let origin = fromOrigin; origin < toOrigin; origin++) {
    routeOrigin(csr, metric, table, origin, scratch);
    if (transit) findDays(task, transit.doorMinutes, scratch.minutes, days, origin - fromOrigin);
  }
  if (transit) fillTransit(task, transit.days, days);
}

/** Days from order to door, `[promise][target][o]`, of the way that keeps the promise, or else of the cheapest. */
function findDays(
  {table, fromOrigin, toOrigin}: RouteTask,
  doorMinutes: number,
  minutes: Int32Array,
  days: Uint8Array,
  o: number,
): void {
  const targetCount = table.targets.length;
  const width = toOrigin - fromOrigin;
  const beyond = Math.ceil(doorMinutes) + MINUTES_PER_DAY - 1; // whole minutes: the quotient is rounded up by it
  let at = o;
  for (let within = targetCount; within < minutes.length; within += targetCount) {
    for (let target = 0; target < targetCount; target++, at += width) {
      const kept = minutes[within + target];
      const onTheWay = kept === NO_MINUTES ? minutes[target] : kept;
      const full = onTheWay === NO_MINUTES ? TRANSIT_DAYS_TOP : ((onTheWay + beyond) / MINUTES_PER_DAY) | 0;
      days[at] = Math.min(full, TRANSIT_DAYS_TOP);
    }
  }
}

// Origins innermost: their days lie side by side.
function fillTransit({table, fromOrigin, toOrigin}: RouteTask, transit: Uint8Array, days: Uint8Array): void {
  const promiseCount = table.limits.length;
  const originCount = table.origins.length;
  const targetCount = table.targets.length;
  const width = toOrigin - fromOrigin;
  for (let target = 0; target < targetCount; target++) {
    for (let promise = 0; promise < promiseCount; promise++) {
      const row = (target * promiseCount + promise) * originCount + fromOrigin;
      const at = (promise * targetCount + target) * width;
      for (let o = 0; o < width; o++) transit[row + o] = days[at + o];
    }
  }
}

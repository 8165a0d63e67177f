import {
  cellOf,
  createRouteScratch,
  type Csr,
  type Metric,
  NO_LABEL,
  routeOrigin,
  type RouteTable,
  wayMinutes,
} from '@cutover/core';
import {DAYS_SPAN, HOLD_DAYS_MAX} from '@cutover/simulation';

/** Origins to route, and where their transit days go. A recipe: arrays are shared, nothing is copied. */
export interface RouteTask {
  readonly kind: 'route';
  readonly csr: Csr;
  readonly metric: Metric;
  readonly table: RouteTable;
  readonly fromOrigin: number;
  readonly toOrigin: number;
  readonly doorMinutes: number; // from the last building to the door
  readonly mailMinutes: Int32Array; // [building]
  readonly transit: Uint8Array; // [target][promise][origin]
}

const MINUTES_PER_DAY = 1440;
const TRANSIT_DAYS_TOP = DAYS_SPAN - 5 - HOLD_DAYS_MAX; // leaves room for delays

/** Finds the ways from some origins and the days they take. */
export function fillRoutes(task: RouteTask): void {
  const {csr, metric, table} = task;
  const scratch = createRouteScratch(csr);
  for (let origin = task.fromOrigin; origin < task.toOrigin; origin++) {
    routeOrigin(csr, metric, table, origin, scratch);
    fillTransit(task, origin);
  }
}

function fillTransit({metric, table, transit, mailMinutes, doorMinutes}: RouteTask, origin: number): void {
  const promiseCount = table.limits.length;
  const originCount = table.origins.length;
  for (let target = 0; target < table.targets.length; target++) {
    const afterMinutes = mailMinutes[table.targets[target]] + doorMinutes;
    for (let promise = 0; promise < promiseCount; promise++) {
      let cell = cellOf(table, promise + 1, origin, target);
      if (table.cellLabel[cell] === NO_LABEL) cell = cellOf(table, 0, origin, target); // late, but the cheapest
      const isReached = table.cellLabel[cell] !== NO_LABEL;
      const minutes = isReached ? wayMinutes(table, metric, origin, cell) + afterMinutes : 0;
      const days = isReached ? Math.ceil(minutes / MINUTES_PER_DAY) : TRANSIT_DAYS_TOP;
      transit[(target * promiseCount + promise) * originCount + origin] = Math.min(days, TRANSIT_DAYS_TOP);
    }
  }
}

import {dayNumber, type Facility, type Outcome} from '@cutover/core';

/** Days of a window on which a building is open. Days count from 1970-01-01; `toDay` is the first after the window. */
export function openDays({opensOn, closesOn}: Facility, fromDay: number, toDay: number): number {
  const first = opensOn === undefined ? fromDay : Math.max(fromDay, dayNumber(opensOn));
  const end = closesOn === undefined ? toDay : Math.min(toDay, dayNumber(closesOn));
  return Math.max(0, end - first);
}

/** Fixed cost of the simulated days; a building pays while it is open, busy or not. [building] */
export function fixedUsdByBuilding({twin, ledger}: Outcome): Float64Array {
  const fromDay = dayNumber(twin.settings.horizon.from) + ledger.fromDay;
  return Float64Array.from(
    twin.facilities,
    (facility) => facility.fixedUsdPerDay * openDays(facility, fromDay, fromDay + ledger.dayCount),
  );
}

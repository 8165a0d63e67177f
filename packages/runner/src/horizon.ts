import {
  classGroups,
  DataError,
  dayNumber,
  DELIVERER_COUNT,
  GROUP_COUNT,
  OTHER,
  OWNED,
  type ParameterSet,
  SHARE_ONE,
  type Twin,
  USPS,
  value,
  weekday,
} from '@cutover/core';
import {createDemand, type Demand} from '@cutover/simulation';

/** The days a twin plans for. */
export interface Horizon {
  readonly firstDay: number; // days since 1970-01-01
  readonly dayCount: number;
  readonly demand: Demand;
  readonly todayShare: Uint16Array; // [zip][group][deliverer], in 1/1024, at the horizon
  readonly released: Uint16Array; // [zip * GROUP_COUNT + group], part of the own share that other carriers gave up
  readonly delivers: Uint8Array; // [day * DELIVERER_COUNT + deliverer]
}

/**
 * Projects the base year on the horizon: volume x (1 + growth) ^ years x season, today's shares with other carriers
 * shrunk to what is left of them (own stations take the rest), and the delivery days of each deliverer.
 */
export function createHorizon(twin: Twin, p: ParameterSet): Horizon {
  const firstDay = dayNumber(twin.settings.horizon.from);
  const dayCount = dayNumber(twin.settings.horizon.to) - firstDay + 1;
  const rowOf = new Map(twin.zips.map(({zip}, row) => [zip, row]));
  const weight = new Float64Array(twin.zips.length * GROUP_COUNT);
  const todayShare = new Uint16Array(weight.length * DELIVERER_COUNT);
  const released = new Uint16Array(weight.length);
  const otherLeft = value(p, 'other_base_remaining');
  for (let cell = 0; cell < weight.length; cell++) {
    todayShare[cell * DELIVERER_COUNT + (cell % GROUP_COUNT === GROUP_COUNT - 1 ? USPS : OWNED)] = SHARE_ONE;
  }
  for (const {zip, classGroup, owned, usps, other} of twin.today) {
    const cell = rowOf.get(zip)! * GROUP_COUNT + classGroups.indexOf(classGroup);
    weight[cell] = owned + usps + other;
    if (weight[cell] === 0) continue;
    const at = cell * DELIVERER_COUNT;
    todayShare[at + USPS] = Math.round((SHARE_ONE * usps) / weight[cell]);
    todayShare[at + OTHER] = Math.min(
      SHARE_ONE - todayShare[at + USPS],
      Math.round((SHARE_ONE * other * otherLeft) / weight[cell]),
    );
    todayShare[at + OWNED] = SHARE_ONE - todayShare[at + USPS] - todayShare[at + OTHER];
    released[cell] = Math.max(0, todayShare[at + OWNED] - Math.round((SHARE_ONE * owned) / weight[cell]));
  }
  const demand = createDemand(dayVolumes(twin, p, firstDay, dayCount), weight);
  return {firstDay, dayCount, demand, todayShare, released, delivers: deliveryDays(twin, firstDay, dayCount)};
}

function dayVolumes(twin: Twin, p: ParameterSet, firstDay: number, dayCount: number): Float64Array {
  let base = 0;
  for (const {owned, usps, other} of twin.today) base += owned + usps + other;
  const {baseYear} = twin.settings;
  const yearStart = dayNumber(`${baseYear}-01-01`);
  const yearDays = dayNumber(`${baseYear + 1}-01-01`) - yearStart;
  const growth = 1 + value(p, 'growth_per_year');
  const factors = new Map(twin.season.map(({date, factor}) => [dayNumber(date), factor]));
  return Float64Array.from({length: dayCount}, (_, day) => {
    const factor = factors.get(firstDay + day);
    if (factor === undefined)
      throw new DataError('season.csv has no row for a day of the horizon; `cutover check` says which');
    const years = (firstDay + day + 0.5 - (yearStart + yearDays / 2)) / 365.25;
    return (base / yearDays) * growth ** years * factor;
  });
}

/** Own stations and other carriers deliver every day but those the calendar takes; USPS rests on Sundays too. */
function deliveryDays(twin: Twin, firstDay: number, dayCount: number): Uint8Array {
  const holidays = new Map(twin.calendar.map((row) => [dayNumber(row.date), row]));
  const delivers = new Uint8Array(new SharedArrayBuffer(dayCount * DELIVERER_COUNT)).fill(1);
  for (let day = 0; day < dayCount; day++) {
    const date = firstDay + day;
    const row = holidays.get(date);
    const at = day * DELIVERER_COUNT;
    if (weekday(date) === 0 && !deliversSundays(twin, date)) delivers[at + USPS] = 0;
    if (row === undefined) continue;
    if (!row.owned) delivers[at + OWNED] = 0;
    if (!row.usps) delivers[at + USPS] = 0;
    if (!row.other) delivers[at + OTHER] = 0;
  }
  return delivers;
}

function deliversSundays({contract}: Twin, day: number): boolean {
  if (!contract?.sundayDelivery) return false;
  return day >= dayNumber(contract.startsOn) && day <= dayNumber(contract.endsOn);
}

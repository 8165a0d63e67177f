import {
  classGroups,
  DataError,
  dayNumber,
  DELIVERER_COUNT,
  GROUP_COUNT,
  OTHER,
  OWNED,
  type OriginMix,
  sharedUint8,
  USPS,
  value,
} from '@cutover/core';
import {CLASS_SLOTS, DELAY_SLOTS, DELAY_SPAN, type DrawTables, fillQuota, ORIGIN_SLOTS} from '@cutover/simulation';
import type {World} from './world.ts';

const DELAY_DAYS_MAX = DELAY_SPAN - 1;

/** The tables packages are drawn from in an epoch. Only FCs that are open send. */
export function drawTables(world: World, open: Uint8Array): DrawTables {
  const {mix} = world.twin;
  const classQuota = sharedUint8(GROUP_COUNT * CLASS_SLOTS);
  classGroups.forEach((group, g) => {
    const weight = mix.map(({classGroup, share}) => (classGroup === group ? share : 0));
    if (weight.some((share) => share > 0)) fillQuota(weight, CLASS_SLOTS, classQuota, g * CLASS_SLOTS);
  });
  return {
    classQuota,
    originQuota: originQuota(world, open),
    delayQuota: delayQuota(world),
    classVariant: sharedUint8From(mix.map(({promiseDays}) => world.promises.indexOf(promiseDays))),
    promiseDays: sharedUint8From(world.promises),
    originCount: world.origins.length,
    variantCount: world.promises.length,
  };
}

function originQuota(world: World, open: Uint8Array): Uint16Array {
  const slotOf = new Map(world.origins.map((building, slot) => [world.twin.facilities[building].facilityId, slot]));
  const marketRow = new Map(world.markets.map((market, row) => [market, row]));
  const weight = world.markets.map(() => new Float64Array(world.origins.length));
  for (const {zip3, facilityId, packages} of world.twin.origins) {
    const slot = slotOf.get(facilityId);
    const market = marketRow.get(zip3);
    if (slot !== undefined && market !== undefined && open[world.origins[slot]] === 1) weight[market][slot] += packages;
  }
  const quota = new Uint16Array(new SharedArrayBuffer(2 * world.markets.length * ORIGIN_SLOTS));
  world.markets.forEach((market, row) => {
    if (!weight[row].some((packages) => packages > 0)) {
      throw new DataError(`no open FC sends to ZIP3 ${market}; origins.csv needs a row with an open FC for it`);
    }
    fillQuota(weight[row], ORIGIN_SLOTS, quota, row * ORIGIN_SLOTS);
  });
  return quota;
}

/** A package is late by a day with the deliverer's share, and of those again with `late_again_share`. */
function delayQuota({p}: World): Uint8Array {
  const quota = sharedUint8(DELIVERER_COUNT * DELAY_SLOTS);
  const again = value(p, 'late_again_share');
  const names = {[OWNED]: 'late_share_owned', [USPS]: 'late_share_usps', [OTHER]: 'late_share_other'};
  for (const way of [OWNED, USPS, OTHER] as const) {
    const late = value(p, names[way]);
    const weight = [1 - late];
    for (let days = 1; days < DELAY_DAYS_MAX; days++) weight.push(late * again ** (days - 1) * (1 - again));
    weight.push(late * again ** (DELAY_DAYS_MAX - 1));
    fillQuota(weight, DELAY_SLOTS, quota, way * DELAY_SLOTS);
  }
  return quota;
}

/** How often each origin and promise stands in the draw tables: routing averages over the very same shares. */
export function originMix(world: World, tables: DrawTables): OriginMix {
  const originCount = world.origins.length;
  const quota = new Uint16Array(new SharedArrayBuffer(2 * world.markets.length * originCount));
  world.markets.forEach((_, market) => {
    for (let slot = 0; slot < ORIGIN_SLOTS; slot++) {
      quota[market * originCount + tables.originQuota[market * ORIGIN_SLOTS + slot]]++;
    }
  });
  const variantShare = new Float64Array(1 + world.promises.length);
  const groupPackages = classGroups.map((group) =>
    world.twin.today.reduce((sum, row) => (row.classGroup === group ? sum + row.owned + row.usps + row.other : sum), 0),
  );
  const total = groupPackages.reduce((sum, packages) => sum + packages, 0);
  for (const {classGroup, promiseDays, share} of world.twin.mix) {
    const packages = groupPackages[classGroups.indexOf(classGroup)] * share;
    variantShare[1 + world.promises.indexOf(promiseDays)] += packages / total;
  }
  return {quota, variantShare};
}

function sharedUint8From(values: readonly number[]): Uint8Array {
  const array = sharedUint8(values.length);
  array.set(values);
  return array;
}

/** Days since 1970-01-01 of a day of the horizon. */
export function calendarDay(world: Pick<World, 'twin'>, day: number): number {
  return dayNumber(world.twin.settings.horizon.from) + day;
}

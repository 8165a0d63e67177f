import {milesBetween, value} from '@cutover/core';
import type {EpochNetwork} from './epoch-network.ts';

const DAYS_TOP = 20;

/** Days of another carrier from each FC to each market: one for pickup and sort, then by distance on the ground. */
export function fillOtherTransit({world, transit}: EpochNetwork): void {
  const milesPerDay = value(world.p, 'other_carrier_miles_per_day');
  const middles = marketMiddles(world.twin.zips, world.marketOf, world.markets.length);
  const originCount = world.origins.length;
  middles.forEach((middle, market) => {
    world.origins.forEach((building, origin) => {
      const from = world.twin.facilities[building];
      const miles = milesBetween(from.latitudeDeg, from.longitudeDeg, middle.latitudeDeg, middle.longitudeDeg);
      const days = Math.min(DAYS_TOP, 1 + Math.ceil(miles / milesPerDay));
      for (let promise = 0; promise < world.promises.length; promise++) {
        transit[((world.targets.length + market) * world.promises.length + promise) * originCount + origin] = days;
      }
    });
  });
}

interface Place {
  latitudeDeg: number;
  longitudeDeg: number;
}

/** The ZIP with the most people stands for its market: a mean could lie in the sea. */
function marketMiddles(
  zips: readonly (Place & {readonly population: number})[],
  marketOf: Uint16Array,
  marketCount: number,
): Place[] {
  const most = new Float64Array(marketCount).fill(-1);
  const middles: Place[] = Array.from({length: marketCount}, () => ({latitudeDeg: 0, longitudeDeg: 0}));
  zips.forEach((zip, row) => {
    const market = marketOf[row];
    if (zip.population <= most[market]) return;
    most[market] = zip.population;
    middles[market] = zip;
  });
  return middles;
}

import {type LastMileRates, lastMileWork, type Ledger} from '@cutover/core';

/** What own routes are counted from. */
export interface OwnRoutesInput {
  readonly dayCount: number;
  readonly fromDay: number;
  readonly zipCount: number;
  readonly stationCount: number;
  readonly epochOf: Uint8Array;
  readonly stationOf: readonly Int32Array[]; // [epoch][zip], station or -1
  readonly stemMiles: readonly Float64Array[]; // [epoch][zip], from its station
  readonly segment: Uint8Array; // [zip]
  readonly areaSqMi: Float64Array; // [zip]
  readonly rates: LastMileRates;
}

/**
 * Counts the hours, miles and routes of own vans at full volume: each (day, ZIP) by its own density, routes rounded up
 * once per station and day. Fills `ownHours`, `ownMiles`, `ownRoutes` and `stationRoutes`, in one fixed order.
 */
export function countOwnRoutes(input: OwnRoutesInput, ledger: Ledger): void {
  const work = new Float64Array(3);
  const routes = new Float64Array(input.stationCount);
  for (let row = 0; row < input.dayCount; row++) {
    const epoch = input.epochOf[input.fromDay + row];
    const stationOf = input.stationOf[epoch];
    const stemMiles = input.stemMiles[epoch];
    routes.fill(0);
    for (let zip = 0; zip < input.zipCount; zip++) {
      const packages = ledger.volumeOwned[row * input.zipCount + zip];
      if (packages === 0) continue;
      lastMileWork(input.rates, input.segment[zip], packages, input.areaSqMi[zip], stemMiles[zip], work);
      ledger.ownHours[zip] += work[0];
      ledger.ownMiles[zip] += work[1];
      ledger.ownRoutes[zip] += work[2];
      if (stationOf[zip] >= 0) routes[stationOf[zip]] += work[2];
    }
    for (let s = 0; s < input.stationCount; s++) {
      ledger.stationRoutes[row * input.stationCount + s] = Math.ceil(routes[s] - ROUTE_DUST);
    }
  }
}

const ROUTE_DUST = 1e-9; // float dust must not order a van

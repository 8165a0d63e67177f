import {type Facility, meanCubeFt3, type Outcome} from '@cutover/core';
import type {Priced} from '../money/price.ts';

/** Trucks into the mail (to DDUs, S&DCs and SCFs) in one scenario, and what they do on lanes the base uses too. */
export interface MailLanes {
  readonly scenario: string;
  readonly lanes: number; // with a package
  readonly packages: number;
  readonly trips: number; // a stop of a milk run is one
  readonly fill: number; // of the cube booked
  readonly usdPerPackage: number; // NaN without packages
  /** Lanes with packages both here and in the base: what stays pays for what left. */
  readonly shared: {readonly lanes: number; readonly baseUsdPerPackage: number; readonly usdPerPackage: number};
}

/**
 * The stranded tail: a lane keeps its schedule and its last part-filled trailer when packages leave it, so what stays
 * costs more each. Booked trips x the price of a trip; `outcomes[i]` goes with `priced[i]`.
 */
export function mailLanes(outcomes: readonly Outcome[], priced: readonly Priced[], base: number): MailLanes[] {
  return outcomes.map((outcome, i) => {
    const {twin, ledger} = outcome;
    const typeOf = new Map(twin.facilities.map(({facilityId, facilityType}) => [facilityId, facilityType]));
    const baseRow = new Map(outcomes[base].twin.lanes.map(({laneId}, row) => [laneId, row]));
    const total = {lanes: 0, packages: 0, trips: 0, usedFt3: 0, bookedFt3: 0, usd: 0};
    const shared = {lanes: 0, packages: 0, usd: 0, basePackages: 0, baseUsd: 0};
    const cubeFt3 = meanCubeFt3(twin);
    twin.lanes.forEach(({laneId, destinationId, mode}, row) => {
      const packages = ledger.lanePackages[row];
      if (packages === 0 || mode === 'mail' || !isMail(typeOf.get(destinationId))) return;
      total.lanes++;
      total.packages += packages;
      total.trips += ledger.laneTrips[row];
      total.usedFt3 += packages * cubeFt3;
      total.bookedFt3 += ledger.laneTrips[row] * priced[i].lanes.usableFt3[row];
      total.usd += priced[i].laneUsd[row];
      const there = baseRow.get(laneId);
      const basePackages = there === undefined ? 0 : outcomes[base].ledger.lanePackages[there];
      if (there === undefined || basePackages === 0) return;
      shared.lanes++;
      shared.packages += packages;
      shared.usd += priced[i].laneUsd[row];
      shared.basePackages += basePackages;
      shared.baseUsd += priced[base].laneUsd[there];
    });
    return {
      ...{scenario: outcome.name, lanes: total.lanes, packages: total.packages, trips: total.trips},
      fill: total.usedFt3 / total.bookedFt3,
      usdPerPackage: total.usd / total.packages,
      shared: {
        lanes: shared.lanes,
        baseUsdPerPackage: shared.baseUsd / shared.basePackages,
        usdPerPackage: shared.usd / shared.packages,
      },
    };
  });
}

function isMail(type: Facility['facilityType'] | undefined): boolean {
  return type === 'ddu' || type === 'sdc' || type === 'scf';
}

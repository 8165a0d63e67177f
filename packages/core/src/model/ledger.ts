import type {Epoch} from './plan.ts';

export const LATE_DAYS_MAX = 32; // histograms end here; later counts as this
export const TRANSIT_DAYS_MAX = 32;

/**
 * What a simulation counted: whole packages, never money. `volume…` is the full volume of the twin, where capacity,
 * density, trailers and contract are decided; `sample…` is the simulated packages (equal when each stands for one).
 * Cells are [day * zipCount + zip]; `way` is OWNED, USPS or OTHER. All arrays live in shared memory.
 */
export interface Ledger {
  readonly fromDay: number; // day of the horizon of row 0
  readonly dayCount: number;
  readonly zipCount: number;
  readonly classCount: number;
  readonly epochs: readonly Epoch[];
  readonly samplePackages: number;
  readonly volumePackages: number;

  readonly volumeDemanded: Uint32Array; // [cells]
  readonly volumeOwned: Uint32Array; // [cells], delivered that day
  readonly volumeUsps: Uint32Array;
  readonly volumeOther: Uint32Array;
  readonly volumeBacklog: Uint32Array; // [cells], waiting at the end of the day, wherever
  readonly volumeWait: Uint32Array; // [cells], of the day's own packages, started to wait at the station
  readonly volumeOverflow: Uint32Array; // [cells], reached the station and moved on to USPS
  readonly volumeDivertedUsps: Uint32Array; // [cells], sent to USPS by the FC because the station is planned full
  readonly volumeDivertedOther: Uint32Array; // [cells], sent to another carrier by the FC

  readonly sampleDemanded: Uint32Array; // [cells]
  readonly sampleOwned: Uint32Array;
  readonly sampleUsps: Uint32Array;
  readonly sampleOther: Uint32Array;
  readonly sampleBacklog: Uint32Array;

  readonly drawnClass: Uint32Array; // [epoch][zip][way][class], simulated packages by the way they took
  readonly transitDays: Uint32Array; // [zip][way], summed over simulated packages
  readonly latePackages: Uint32Array; // [zip][way]
  readonly lateHistogram: Float64Array; // [way][LATE_DAYS_MAX], simulated packages by days late
  readonly transitHistogram: Float64Array; // [way][TRANSIT_DAYS_MAX]
  readonly drawnOrigin: Float64Array; // [way][origin]
  readonly latePackageDays: number; // simulated, every day counted
  readonly drawChecksum: string; // of the random bits of every package

  readonly stations: Int32Array; // building rows that are delivery stations, in order
  readonly stationPlanned: Uint32Array; // [day][station], packages the plan sends there
  readonly stationDelivered: Uint32Array;
  readonly stationDiverted: Uint32Array; // turned away at the FC
  readonly stationOverflow: Uint32Array; // moved on to USPS from the station
  readonly stationWaits: Uint32Array; // of the day's own, started to wait
  readonly stationBacklog: Uint32Array; // waiting at the end of the day
  readonly stationCapacity: Uint32Array; // after ramp and shock
  readonly stationRoutes: Uint32Array; // whole routes

  readonly handoffPackages: Float64Array; // [building], full volume tendered there
  readonly buildingPackages: Float64Array; // [building], full volume through the building
  readonly lanePackages: Float64Array; // [lane row], full volume
  readonly laneTrips: Float64Array; // [lane row], whole trips

  readonly ownHours: Float64Array; // [zip], route hours, full volume
  readonly ownMiles: Float64Array; // [zip]
  readonly ownRoutes: Float64Array; // [zip], not rounded
}

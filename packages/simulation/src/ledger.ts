import {DELIVERER_COUNT, type Epoch, type Ledger, LATE_DAYS_MAX, TRANSIT_DAYS_MAX} from '@cutover/core';

/** Sizes of a ledger. */
export interface LedgerShape {
  readonly fromDay: number;
  readonly dayCount: number;
  readonly zipCount: number;
  readonly classCount: number;
  readonly originCount: number;
  readonly laneCount: number;
  readonly buildingCount: number;
  readonly epochs: readonly Epoch[];
  readonly stations: Int32Array;
  readonly samplePackages: number;
  readonly volumePackages: number;
}

/** Allocates an empty ledger on shared memory. */
export function createLedger(shape: LedgerShape): Ledger {
  const uint32 = (length: number) => new Uint32Array(new SharedArrayBuffer(4 * length));
  const float64 = (length: number) => new Float64Array(new SharedArrayBuffer(8 * length));
  const cells = shape.dayCount * shape.zipCount;
  const stationDays = shape.dayCount * shape.stations.length;
  const {fromDay, dayCount, zipCount, classCount, epochs, stations, samplePackages, volumePackages} = shape;
  return {
    fromDay,
    dayCount,
    zipCount,
    classCount,
    epochs,
    samplePackages,
    volumePackages,
    volumeDemanded: uint32(cells),
    volumeOwned: uint32(cells),
    volumeUsps: uint32(cells),
    volumeOther: uint32(cells),
    volumeBacklog: uint32(cells),
    volumeWait: uint32(cells),
    volumeOverflow: uint32(cells),
    volumeDivertedUsps: uint32(cells),
    volumeDivertedOther: uint32(cells),
    sampleDemanded: uint32(cells),
    sampleOwned: uint32(cells),
    sampleUsps: uint32(cells),
    sampleOther: uint32(cells),
    sampleBacklog: uint32(cells),
    drawnClass: uint32(epochs.length * zipCount * DELIVERER_COUNT * classCount),
    transitDays: uint32(zipCount * DELIVERER_COUNT),
    latePackages: uint32(zipCount * DELIVERER_COUNT),
    lateHistogram: float64(DELIVERER_COUNT * LATE_DAYS_MAX),
    transitHistogram: float64(DELIVERER_COUNT * TRANSIT_DAYS_MAX),
    drawnOrigin: float64(DELIVERER_COUNT * shape.originCount),
    latePackageDays: 0,
    drawChecksum: '',
    stations,
    stationPlanned: uint32(stationDays),
    stationDelivered: uint32(stationDays),
    stationDiverted: uint32(stationDays),
    stationOverflow: uint32(stationDays),
    stationWaits: uint32(stationDays),
    stationBacklog: uint32(stationDays),
    stationCapacity: uint32(stationDays),
    stationRoutes: uint32(stationDays),
    handoffPackages: float64(shape.buildingCount),
    buildingPackages: float64(shape.buildingCount),
    lanePackages: float64(shape.laneCount),
    laneTrips: float64(shape.laneCount),
    ownHours: float64(zipCount),
    ownMiles: float64(zipCount),
    ownRoutes: float64(zipCount),
  };
}

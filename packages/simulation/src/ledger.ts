import {DELIVERER_COUNT, type Epoch, type Ledger, LATE_DAYS_MAX, TRANSIT_DAYS_MAX} from '@cutover/core';
import type {DayBooks} from './books.ts';

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

/** What the books fill, at full volume. */
export type VolumeBooks = DayBooks & Pick<Ledger, 'volumeDemanded'>;

/** Allocates empty books on shared memory. */
export function createBooks({
  dayCount,
  zipCount,
  stations,
}: Pick<LedgerShape, 'dayCount' | 'zipCount' | 'stations'>): VolumeBooks {
  const cells = () => uint32(dayCount * zipCount);
  const stationDays = () => uint32(dayCount * stations.length);
  return {
    volumeDemanded: cells(),
    volumeOwned: cells(),
    volumeUsps: cells(),
    volumeOther: cells(),
    volumeBacklog: cells(),
    volumeWait: cells(),
    volumeOverflow: cells(),
    volumeDivertedUsps: cells(),
    volumeDivertedOther: cells(),
    stationPlanned: stationDays(),
    stationDelivered: stationDays(),
    stationDiverted: stationDays(),
    stationOverflow: stationDays(),
    stationWaits: stationDays(),
    stationBacklog: stationDays(),
    stationCapacity: stationDays(),
  };
}

function uint32(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(4 * length));
}

/** Allocates an empty ledger on shared memory. */
export function createLedger(shape: LedgerShape): Ledger {
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
    ...createBooks(shape),
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

import {DELIVERER_COUNT, type Ledger, OTHER, type Outcome, OWNED, USPS} from '@cutover/core';

/** A ledger added up over days. Full volume, whole packages; `sample` is the simulated packages. */
export interface Counts {
  readonly epochCount: number;
  readonly zipCount: number;
  readonly demanded: Float64Array; // [epoch][zip]
  readonly delivered: readonly Float64Array[]; // by way, each [epoch][zip]
  readonly overflow: Float64Array; // [epoch][zip], of those USPS delivered, the ones that came by the station
  readonly zip: ZipCounts;
  readonly sample: SampleCounts;
  readonly dayDemanded: Float64Array; // [day]
  readonly dayUsps: Float64Array; // [day], delivered
}

/** Every array is [zip]. */
export interface ZipCounts {
  readonly demanded: Float64Array;
  readonly owned: Float64Array;
  readonly usps: Float64Array;
  readonly other: Float64Array;
  readonly backlogEnd: Float64Array;
  readonly waited: Float64Array;
  readonly overflow: Float64Array;
  readonly divertedUsps: Float64Array;
  readonly divertedOther: Float64Array;
}

/** Every array is [zip], but for the draws, which are [zip][way]. */
export interface SampleCounts {
  readonly demanded: Float64Array;
  readonly owned: Float64Array;
  readonly usps: Float64Array;
  readonly other: Float64Array;
  readonly backlogEnd: Float64Array;
  readonly drawn: Float64Array; // [zip][way], packages whose class and lateness were drawn
}

/** Adds the cells of a ledger up once (each is read once, in order), so that money and measures work on ZIPs. */
export function countOutcome({ledger}: Outcome): Counts {
  const {zipCount, epochs} = ledger;
  const perEpoch = () => new Float64Array(epochs.length * zipCount);
  const delivered = [perEpoch(), perEpoch(), perEpoch()];
  const demanded = perEpoch();
  const overflow = perEpoch();
  const sources = [ledger.volumeOwned, ledger.volumeUsps, ledger.volumeOther];
  for (let day = 0; day < ledger.dayCount; day++) {
    const to = epochOfDay(ledger, day) * zipCount;
    for (let way = 0; way < DELIVERER_COUNT; way++) addDay(delivered[way], to, sources[way], day, zipCount);
    addDay(demanded, to, ledger.volumeDemanded, day, zipCount);
    addDay(overflow, to, ledger.volumeOverflow, day, zipCount);
  }
  return {
    epochCount: epochs.length,
    zipCount,
    demanded,
    delivered,
    overflow,
    zip: {
      demanded: sumEpochs(demanded, zipCount),
      owned: sumEpochs(delivered[OWNED], zipCount),
      usps: sumEpochs(delivered[USPS], zipCount),
      other: sumEpochs(delivered[OTHER], zipCount),
      backlogEnd: lastDay(ledger, ledger.volumeBacklog),
      waited: sumDays(ledger, ledger.volumeWait),
      overflow: sumEpochs(overflow, zipCount),
      divertedUsps: sumDays(ledger, ledger.volumeDivertedUsps),
      divertedOther: sumDays(ledger, ledger.volumeDivertedOther),
    },
    sample: {
      demanded: sumDays(ledger, ledger.sampleDemanded),
      owned: sumDays(ledger, ledger.sampleOwned),
      usps: sumDays(ledger, ledger.sampleUsps),
      other: sumDays(ledger, ledger.sampleOther),
      backlogEnd: lastDay(ledger, ledger.sampleBacklog),
      drawn: sumDraws(ledger),
    },
    dayDemanded: sumZips(ledger, ledger.volumeDemanded),
    dayUsps: sumZips(ledger, ledger.volumeUsps),
  };
}

/** Row in `ledger.epochs` of a day counted from the first simulated day. @throws RangeError if no epoch covers it */
export function epochOfDay(ledger: Ledger, day: number): number {
  const horizonDay = ledger.fromDay + day;
  const epoch = ledger.epochs.findIndex(({fromDay, toDay}) => horizonDay >= fromDay && horizonDay < toDay);
  if (epoch < 0) throw new RangeError(`day ${horizonDay} of the horizon lies in no epoch of the ledger`);
  return epoch;
}

export function sum(values: Float64Array | Uint32Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

function addDay(to: Float64Array, offset: number, source: Uint32Array, day: number, zipCount: number): void {
  const from = day * zipCount;
  for (let zip = 0; zip < zipCount; zip++) to[offset + zip] += source[from + zip];
}

function sumDays({dayCount, zipCount}: Ledger, source: Uint32Array): Float64Array {
  const total = new Float64Array(zipCount);
  for (let day = 0; day < dayCount; day++) addDay(total, 0, source, day, zipCount);
  return total;
}

function lastDay({dayCount, zipCount}: Ledger, source: Uint32Array): Float64Array {
  return Float64Array.from(source.subarray((dayCount - 1) * zipCount, dayCount * zipCount));
}

function sumZips({dayCount, zipCount}: Ledger, source: Uint32Array): Float64Array {
  return Float64Array.from({length: dayCount}, (_, day) => sum(source.subarray(day * zipCount, (day + 1) * zipCount)));
}

function sumEpochs(source: Float64Array, zipCount: number): Float64Array {
  const total = new Float64Array(zipCount);
  for (let i = 0; i < source.length; i++) total[i % zipCount] += source[i];
  return total;
}

function sumDraws({epochs, zipCount, classCount, drawnClass}: Ledger): Float64Array {
  const cells = zipCount * DELIVERER_COUNT;
  const drawn = new Float64Array(cells);
  for (let row = 0; row < epochs.length * cells; row++) {
    let packages = 0;
    for (let i = row * classCount; i < (row + 1) * classCount; i++) packages += drawnClass[i];
    drawn[row % cells] += packages;
  }
  return drawn;
}

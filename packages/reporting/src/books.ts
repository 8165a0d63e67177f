import type {Ledger} from '@cutover/core';

const PROBLEMS_SHOWN_MAX = 20;

/**
 * Proves conservation on every day and ZIP, at full volume and on the sample: demanded + backlog in = delivered by
 * each + backlog out. The same for each day and station: planned + backlog in = delivered + turned away + moved on +
 * backlog out; where an epoch begins backlog follows its ZIPs to their new station, so that day it holds for all
 * stations together. And stations and ZIPs count the same own deliveries each day.
 *
 * @returns one sentence for each broken equation, at most 20 and then their number; empty when the books balance
 */
export function checkBooks(ledger: Ledger): string[] {
  const sample = {
    demanded: ledger.sampleDemanded,
    delivered: [ledger.sampleOwned, ledger.sampleUsps, ledger.sampleOther],
    backlog: ledger.sampleBacklog,
  };
  return listed((problems) => findBroken(ledger, problems) + checkCells(ledger, 'sample', sample, problems));
}

/** What a ledger has at full volume, without what is drawn. */
export type VolumeLedger = Pick<
  Ledger,
  | Exclude<Extract<keyof Ledger, `volume${string}`>, 'volumePackages'>
  | Exclude<Extract<keyof Ledger, `station${string}`>, 'stationRoutes'>
  | 'fromDay'
  | 'dayCount'
  | 'zipCount'
  | 'epochs'
>;

/** The same of books that nothing was drawn for. */
export function checkVolume(ledger: VolumeLedger): string[] {
  return listed((problems) => findBroken(ledger, problems));
}

function listed(find: (problems: string[]) => number): string[] {
  const problems: string[] = [];
  const broken = find(problems);
  if (broken > problems.length) problems.push(`and ${broken - problems.length} more`);
  return problems;
}

function findBroken(ledger: VolumeLedger, problems: string[]): number {
  const volume = {
    demanded: ledger.volumeDemanded,
    delivered: [ledger.volumeOwned, ledger.volumeUsps, ledger.volumeOther],
    backlog: ledger.volumeBacklog,
  };
  return (
    checkCells(ledger, 'volume', volume, problems) +
    checkStations(ledger, problems) +
    checkOwnDeliveries(ledger, problems)
  );
}

interface Cells {
  readonly demanded: Uint32Array;
  readonly delivered: readonly Uint32Array[]; // [way]
  readonly backlog: Uint32Array;
}

function checkCells(
  ledger: Pick<VolumeLedger, 'fromDay' | 'dayCount' | 'zipCount'>,
  face: string,
  {demanded, delivered: [owned, usps, other], backlog}: Cells,
  problems: string[],
): number {
  const {zipCount} = ledger;
  const cellCount = ledger.dayCount * zipCount;
  let broken = 0;
  for (let cell = 0; cell < cellCount; cell++) {
    const into = demanded[cell] + (cell < zipCount ? 0 : backlog[cell - zipCount]);
    const out = owned[cell] + usps[cell] + other[cell] + backlog[cell];
    if (into === out) continue;
    broken++;
    if (problems.length < PROBLEMS_SHOWN_MAX) {
      problems.push(`${face}, ${cellName(ledger, cell)}: ${into} packages in, ${out} out`);
    }
  }
  return broken;
}

function checkStations(ledger: VolumeLedger, problems: string[]): number {
  const stationCount = ledger.stations.length;
  const epochStarts = new Set(ledger.epochs.map(({fromDay}) => fromDay));
  let broken = 0;
  for (let row = 0; row < ledger.dayCount; row++) {
    const day = ledger.fromDay + row;
    let into = 0;
    let out = 0;
    for (let s = 0; s < stationCount; s++) {
      const i = row * stationCount + s;
      into += ledger.stationPlanned[i] + (row === 0 ? 0 : ledger.stationBacklog[i - stationCount]);
      out += ledger.stationDelivered[i] + ledger.stationDiverted[i];
      out += ledger.stationOverflow[i] + ledger.stationBacklog[i];
      const isLast = s === stationCount - 1;
      if (epochStarts.has(day) && row > 0 && !isLast) continue; // all stations together
      if (into !== out) {
        broken++;
        const where =
          epochStarts.has(day) && row > 0 ? 'all stations' : `station in building row ${ledger.stations[s]}`;
        if (problems.length < PROBLEMS_SHOWN_MAX) {
          problems.push(`${where}, day ${day}: ${into} packages in, ${out} out`);
        }
      }
      into = 0;
      out = 0;
    }
  }
  return broken;
}

function checkOwnDeliveries(ledger: VolumeLedger, problems: string[]): number {
  const stationCount = ledger.stations.length;
  let broken = 0;
  for (let day = 0; day < ledger.dayCount; day++) {
    const byStation = sumRow(ledger.stationDelivered, day, stationCount);
    const byZip = sumRow(ledger.volumeOwned, day, ledger.zipCount);
    if (byStation === byZip) continue;
    broken++;
    if (problems.length < PROBLEMS_SHOWN_MAX) {
      problems.push(`day ${ledger.fromDay + day}: stations delivered ${byStation} packages, their ZIPs got ${byZip}`);
    }
  }
  return broken;
}

function sumRow(values: Uint32Array, row: number, width: number): number {
  let total = 0;
  for (let i = row * width; i < (row + 1) * width; i++) total += values[i];
  return total;
}

function cellName({fromDay, zipCount}: Pick<VolumeLedger, 'fromDay' | 'zipCount'>, cell: number): string {
  return `day ${fromDay + Math.floor(cell / zipCount)}, ZIP row ${cell % zipCount}`;
}

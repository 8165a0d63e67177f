import {dayNumber, type Ledger, type Outcome} from '@cutover/core';
import {sortedRows, type TableSource} from './source.ts';

/** Every ZIP on every day: simulated packages, then `volume_…` at full volume. Rows by day, then ZIP. */
export function zipDayTable(outcome: Outcome): TableSource {
  const {twin, ledger} = outcome;
  const zips = twin.zips.map(({zip}) => zip);
  return dayTable('zip_day', outcome, 'zip', zips, {
    demanded: ledger.sampleDemanded,
    owned: ledger.sampleOwned,
    usps: ledger.sampleUsps,
    other: ledger.sampleOther,
    backlog: ledger.sampleBacklog,
    volume_demanded: ledger.volumeDemanded,
    volume_owned: ledger.volumeOwned,
    volume_usps: ledger.volumeUsps,
    volume_other: ledger.volumeOther,
    volume_backlog: ledger.volumeBacklog,
  });
}

/** Every station on every day, at full volume. Rows by day, then station. */
export function stationDayTable(outcome: Outcome): TableSource {
  const {twin, ledger} = outcome;
  const ids = Array.from(ledger.stations, (building) => twin.facilities[building].facilityId);
  return dayTable('station_day', outcome, 'facility_id', ids, {
    planned: ledger.stationPlanned,
    delivered: ledger.stationDelivered,
    overflow: ledger.stationPlanned.map((_, i) => overflowOf(ledger, i)),
    diverted: ledger.stationDiverted,
    moved_to_usps: ledger.stationOverflow,
    backlog: ledger.stationBacklog,
    capacity: ledger.stationCapacity,
    routes: ledger.stationRoutes,
  });
}

/** Of the day's packages planned for a station: turned away at the FC, moved on to USPS, or left waiting. */
function overflowOf({stationDiverted, stationOverflow, stationWaits}: Ledger, at: number): number {
  return stationDiverted[at] + stationOverflow[at] + stationWaits[at];
}

/** Counts are [day][thing]; the first column is the day, the second the name of the thing. */
function dayTable(
  name: string,
  {twin, ledger}: Outcome,
  thing: string,
  texts: readonly string[],
  counts: Readonly<Record<string, Uint32Array>>,
): TableSource {
  const firstDay = dayNumber(twin.settings.horizon.from) + ledger.fromDay;
  const order = sortedRows(texts);
  const width = texts.length;
  const sources = Object.values(counts);
  return {
    name,
    rowCount: ledger.dayCount * width,
    columns: [
      {name: 'day', type: 'date'},
      {name: thing, type: 'text', texts},
      ...Object.keys(counts).map((column) => ({name: column, type: 'count' as const})),
    ],
    fill(firstRow, rows, [days, names, ...numbers]) {
      // Day by day, so that the inner loops have no division.
      for (let done = 0; done < rows; ) {
        const day = Math.floor((firstRow + done) / width);
        const from = firstRow + done - day * width;
        const length = Math.min(width - from, rows - done);
        days.fill(firstDay + day, done, done + length);
        for (let i = 0; i < length; i++) names[done + i] = order[from + i];
        for (let k = 0; k < sources.length; k++) {
          const source = sources[k];
          const to = numbers[k];
          for (let i = 0; i < length; i++) to[done + i] = source[day * width + order[from + i]];
        }
        done += length;
      }
    },
  };
}

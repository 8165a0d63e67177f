import {expandZip3s} from '../model/postal-zone.ts';
import type {Twin} from '../model/twin.ts';
import {createZoneTable, type ScfPoint, type ZoneTable} from './zones.ts';

/** What a twin says about zones. */
export type ZoneSources = Pick<Twin, 'facilities' | 'entry' | 'scfs' | 'zoneChart'>;

/**
 * Zones of a twin: by its chart (zones.csv), else by the rule between the SCFs of scf.csv, or, without that file,
 * between its buildings of type scf, each ZIP3 being served by the one that most of its rows in entry.csv name.
 */
export function twinZones({facilities, entry, scfs, zoneChart}: ZoneSources): ZoneTable {
  const points =
    scfs?.map(({latitudeDeg, longitudeDeg, zip3}) => ({latitudeDeg, longitudeDeg, zip3s: expandZip3s(zip3)})) ??
    scfsByEntry({facilities, entry});
  return createZoneTable(points, zoneChart);
}

/** The id of the SCF that serves each ZIP3 of entry.csv, by most rows; of equally many the first. */
export function entryScfs(entry: Twin['entry']): Map<string, string> {
  const rowsOf = new Map<string, Map<string, number>>(); // by ZIP3 and scf_id
  for (const {zip, scfId} of entry) {
    const zip3 = zip.slice(0, 3);
    const rows = rowsOf.get(zip3) ?? new Map<string, number>();
    rowsOf.set(zip3, rows.set(scfId, (rows.get(scfId) ?? 0) + 1));
  }
  const most = (rows: ReadonlyMap<string, number>) => [...rows].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
  return new Map([...rowsOf].map(([zip3, rows]) => [zip3, most(rows)]));
}

function scfsByEntry({facilities, entry}: Pick<Twin, 'facilities' | 'entry'>): ScfPoint[] {
  const buildings = new Map(facilities.map((row) => [row.facilityId, row]));
  return [...entryScfs(entry)].flatMap(([zip3, scfId]) => {
    const scf = buildings.get(scfId);
    if (scf?.facilityType !== 'scf') return [];
    return [{latitudeDeg: scf.latitudeDeg, longitudeDeg: scf.longitudeDeg, zip3s: [zip3]}];
  });
}

import {resolveParameters, type Service, serviceByRule, type Twin} from '@cutover/core';
import type {MappedZip} from './network-files.ts';
import type {ImportNote} from './report.ts';

/**
 * Turns a ZIP-to-station map into service rows: a mapped ZIP is served by the stations mapped to it and by no other
 * that the rule of the radius would offer. Rows the twin had for a mapped ZIP go, but for those of the mail.
 *
 * @returns the service rows of the whole twin, and the rows of the map that name no ZIP or station of it
 */
export function mapToService(twin: Twin, map: readonly MappedZip[]): {service: Service[]; notes: ImportNote[]} {
  const typeOf = new Map(twin.facilities.map(({facilityId, facilityType}) => [facilityId, facilityType]));
  const zips = new Set(twin.zips.map(({zip}) => zip));
  const known = map.filter(({zip, facilityId}) => zips.has(zip) && typeOf.get(facilityId) === 'ds');
  const stationsOf = new Map<string, Set<string>>();
  for (const {zip, facilityId} of known) {
    const stations = stationsOf.get(zip) ?? new Set();
    stationsOf.set(zip, stations.add(facilityId));
  }
  const kept = twin.service.filter(({zip, deliverer}) => deliverer === 'mail' || !stationsOf.has(zip));
  const service: Service[] = [...kept];
  for (const {zip, facilityIds} of inReach(twin, new Set(stationsOf.keys()))) {
    const stations = stationsOf.get(zip)!;
    for (const facilityId of stations) service.push({zip, facilityId, deliverer: 'van', open: true});
    for (const facilityId of facilityIds) {
      if (!stations.has(facilityId)) service.push({zip, facilityId, deliverer: 'van', open: false});
    }
  }
  const unknownZip = map.filter(({zip}) => !zips.has(zip));
  const unknownStation = map.filter(({zip, facilityId}) => zips.has(zip) && typeOf.get(facilityId) !== 'ds');
  return {
    service,
    notes: [
      ...note(
        'rows of the map whose ZIP is not in zips.csv',
        unknownZip.map(({zip}) => zip),
      ),
      ...note(
        'rows of the map whose facility_id is no delivery station',
        unknownStation.map((row) => row.facilityId),
      ),
    ],
  };
}

/** Every station within the radius of some ZIPs: a closed one makes room for the next nearest, so all must be known. */
function inReach(twin: Twin, mapped: ReadonlySet<string>): {zip: string; facilityIds: string[]}[] {
  const zips = twin.zips.filter(({zip}) => mapped.has(zip));
  const settings = {...twin.settings, stationsPerZipMax: twin.facilities.length};
  const all = serviceByRule({...twin, zips, settings, service: []}, resolveParameters(twin.parameters));
  return zips.map(({zip}, row) => ({
    zip,
    facilityIds: Array.from(
      all.building.subarray(all.firstSlot[row], all.firstSlot[row + 1]),
      (building) => twin.facilities[building].facilityId,
    ),
  }));
}

/** A note of what was left out, if anything was. */
export function note(reason: string, ids: readonly string[]): ImportNote[] {
  return ids.length === 0 ? [] : [{reason, count: ids.length, example: ids[0]}];
}

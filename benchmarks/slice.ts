// Some states of a twin as a twin of its own: their ZIPs and buildings, and the lanes between these. What is stated for
// the nation (the promise to USPS, what other carriers take) shrinks with the volume.
import type {Twin} from '@cutover/core';

/** @param states - postal codes of two letters */
export function sliceOf(twin: Twin, states: readonly string[]): Twin {
  const zips = twin.zips.filter(({state}) => states.includes(state));
  const isHere = new Set(zips.map(({zip}) => zip));
  const zip3s = new Set(zips.map(({zip}) => zip.slice(0, 3)));
  const entry = twin.entry.filter(({zip}) => isHere.has(zip));
  const units = new Set(entry.flatMap(({facilityId, scfId}) => [facilityId, scfId]));
  const facilities = twin.facilities.filter(
    ({facilityId, zip}) => units.has(facilityId) || (zip !== undefined && zip3s.has(zip.slice(0, 3))),
  );
  const isKept = new Set(facilities.map(({facilityId}) => facilityId));
  const today = twin.today.filter(({zip}) => isHere.has(zip));
  const volume = (rows: Twin['today']): number => rows.reduce((sum, row) => sum + row.owned + row.usps + row.other, 0);
  const share = volume(today) / volume(twin.today);
  return {
    ...twin,
    ...{zips, facilities, entry, today},
    lanes: twin.lanes.filter(({originId, destinationId}) => isKept.has(originId) && isKept.has(destinationId)),
    service: twin.service.filter(({zip, facilityId}) => isHere.has(zip) && isKept.has(facilityId)),
    demand: twin.demand.filter(({zip}) => isHere.has(zip)),
    origins: twin.origins.filter(({zip3, facilityId}) => zip3s.has(zip3) && isKept.has(facilityId)),
    parameters: twin.parameters.map((row) =>
      row.name === 'other_carrier_cap_per_day'
        ? {...row, low: share * row.low, base: share * row.base, high: share * row.high}
        : row,
    ),
    contract: twin.contract && {
      ...twin.contract,
      promisePackagesPerYear: Math.round(share * twin.contract.promisePackagesPerYear),
    },
  };
}

import {type Facility, milesBetween, type Origin, type Twin, type Zip} from '@cutover/core';

/** For each ZIP3 that had an origin and has none any more: of the FCs, one or more, the nearest to its ZIPs' middle. */
export function nearestOrigins(twin: Twin, before: readonly Origin[]): Origin[] {
  const served = new Set(twin.origins.map(({zip3}) => zip3));
  const packagesOf = new Map<string, number>();
  for (const {zip3, packages} of before) {
    if (!served.has(zip3)) packagesOf.set(zip3, (packagesOf.get(zip3) ?? 0) + packages);
  }
  const zipsOf = new Map<string, Zip[]>();
  for (const zip of twin.zips) {
    const zip3 = zip.zip.slice(0, 3);
    if (packagesOf.has(zip3)) zipsOf.set(zip3, [...(zipsOf.get(zip3) ?? []), zip]);
  }
  const fcs = twin.facilities.filter(({facilityType}) => facilityType === 'fc');
  return [...packagesOf].flatMap(([zip3, packages]) => {
    const zips = zipsOf.get(zip3);
    return zips === undefined ? [] : [{zip3, facilityId: nearest(fcs, zips).facilityId, packages}];
  });
}

function nearest(fcs: readonly Facility[], zips: readonly Zip[]): Facility {
  const latitude = zips.reduce((sum, zip) => sum + zip.latitudeDeg, 0) / zips.length;
  const longitude = zips.reduce((sum, zip) => sum + zip.longitudeDeg, 0) / zips.length;
  const miles = fcs.map((fc) => milesBetween(latitude, longitude, fc.latitudeDeg, fc.longitudeDeg));
  const least = miles.indexOf(Math.min(...miles));
  return fcs[least];
}

import {type ClassGroup, classGroups, GROUP_COUNT, type Twin} from '@cutover/core';

/** Share of each class group in a ZIP's packages, as in the base year. [zip][group]; a ZIP without packages has 0. */
export function groupShares({zips, today}: Twin): Float64Array {
  const rowOf = new Map(zips.map(({zip}, row) => [zip, row]));
  const groupOf = new Map<ClassGroup, number>(classGroups.map((group, k) => [group, k]));
  const shares = new Float64Array(zips.length * GROUP_COUNT);
  for (const {zip, classGroup, owned, usps, other} of today) {
    shares[rowOf.get(zip)! * GROUP_COUNT + groupOf.get(classGroup)!] += owned + usps + other;
  }
  for (let start = 0; start < shares.length; start += GROUP_COUNT) {
    const packages = shares[start] + shares[start + 1] + shares[start + 2];
    for (let i = start; i < start + GROUP_COUNT; i++) shares[i] = packages === 0 ? 0 : shares[i] / packages;
  }
  return shares;
}

/** Ways into the mail, and the limits of their buildings. */
export interface LimitedEntry {
  readonly unit: Int32Array; // [zip], building of the DDU or S&DC, or -1
  readonly scf: Int32Array; // [zip], building, or -1
  readonly unitWayUsd: Float64Array; // [zip], per package to the unit, without the drop itself; NaN: no way
  readonly scfWayUsd: Float64Array; // [zip], per package to the SCF; NaN: no way
  readonly packagesMax: Float64Array; // [building], that may enter on a mean day; Infinity: no limit
}

/** Packages of a mean day, and what dropping all of them at the unit saves before the drop; NaN without both ways. */
export interface ZipSums {
  readonly volume: Float64Array; // [zip]
  readonly gain: Float64Array; // [zip], USD
}

/** ZIPs that fit the limit of their unit. @returns `[zip]`, 1: may be dropped */
export function withinUnits({unit, scfWayUsd, packagesMax}: LimitedEntry, sums: ZipSums): Uint8Array {
  const {volume, gain} = sums;
  const may = new Uint8Array(unit.length);
  unit.forEach((building, zip) => {
    if (building >= 0 && packagesMax[building] === Infinity) may[zip] = 1;
  });
  for (const [building, zips] of limited(unit, packagesMax)) {
    const isBound = (zip: number): boolean => Number.isNaN(scfWayUsd[zip]); // no other way
    const order = zips.sort((a, b) => Number(isBound(b)) - Number(isBound(a)) || byGain(sums)(a, b));
    let left = packagesMax[building];
    for (const zip of order) {
      if (!isBound(zip) && (volume[zip] > left || !(gain[zip] > 0))) continue;
      may[zip] = 1;
      left -= volume[zip];
    }
  }
  return may;
}

/**
 * Sends what is beyond the limit of an SCF to the ZIPs' own units, where that costs least a package.
 *
 * @param isDrop - `[zip]`, 1: dropped at its unit; changed
 */
export function leaveFullScfs(
  {unit, scf, unitWayUsd, scfWayUsd, packagesMax}: LimitedEntry,
  sums: ZipSums,
  isDrop: Uint8Array,
): void {
  const {volume} = sums;
  const left = packagesMax.slice();
  unit.forEach((building, zip) => {
    if (isDrop[zip] === 1) left[building] -= volume[zip];
  });
  for (const [building, zips] of limited(scf, packagesMax)) {
    const entered = zips.filter((zip) => isDrop[zip] === 0 && !Number.isNaN(scfWayUsd[zip]));
    let over = entered.reduce((sum, zip) => sum + volume[zip], 0) - packagesMax[building];
    for (const zip of entered.sort(byGain(sums))) {
      if (over <= 0) break;
      const to = unit[zip];
      if (to < 0 || Number.isNaN(unitWayUsd[zip]) || volume[zip] > left[to]) continue;
      isDrop[zip] = 1;
      left[to] -= volume[zip];
      over -= volume[zip];
    }
  }
}

/** ZIPs of each building that has a limit, in the order of ZIPs. */
function limited(building: Int32Array, packagesMax: Float64Array): Map<number, number[]> {
  const zips = new Map<number, number[]>();
  building.forEach((each, zip) => {
    if (each < 0 || packagesMax[each] === Infinity) return;
    const list = zips.get(each);
    if (list === undefined) zips.set(each, [zip]);
    else list.push(zip);
  });
  return zips;
}

/** Most gain a package first; ZIPs without packages come last, ties by ZIP. */
function byGain({volume, gain}: ZipSums): (a: number, b: number) => number {
  const rate = (zip: number): number => {
    const usd = gain[zip] / volume[zip];
    return Number.isFinite(usd) ? usd : -Number.MAX_VALUE;
  };
  return (a, b) => rate(b) - rate(a) || a - b;
}

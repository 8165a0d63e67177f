import {
  type Lane,
  type LaneTables,
  laneTables,
  meanCubeFt3,
  type Outcome,
  type ParameterSet,
  type Twin,
} from '@cutover/core';

/**
 * All lanes of one kind (mode and stops per trip) as two: one with the mean miles of the booked trips, one with the
 * mean miles of the packages. A trip's price is straight in its miles, so these cost what the lanes cost, at any
 * parameters, and a national network is repriced on a handful of lanes.
 */
export interface LaneKinds {
  /** Lanes: [kinds] with the miles of trips, then [kinds] with the miles of packages. */
  readonly twin: Pick<Twin, 'facilities' | 'lanes' | 'mix' | 'today'>;
  readonly trips: Float64Array; // [kinds], booked
  readonly packages: Float64Array; // [kinds]
  readonly meanCubeFt3: number;
}

export function laneKinds({twin, ledger}: Outcome, {miles}: LaneTables): LaneKinds {
  const kinds = new Map<
    string,
    {lane: Lane; trips: number; tripMiles: number; packages: number; packageMiles: number}
  >();
  twin.lanes.forEach((lane, row) => {
    const trips = ledger.laneTrips[row];
    if (trips === 0) return;
    const name = `${lane.mode} ${lane.stopsPerTrip}`;
    const kind = kinds.get(name) ?? {lane, trips: 0, tripMiles: 0, packages: 0, packageMiles: 0};
    kind.trips += trips;
    kind.tripMiles += trips * miles[row];
    kind.packages += ledger.lanePackages[row];
    kind.packageMiles += ledger.lanePackages[row] * miles[row];
    kinds.set(name, kind);
  });
  const all = [...kinds.values()];
  const byTrips = all.map(({lane, trips, tripMiles}) => ({...lane, roadMiles: tripMiles / trips}));
  const byPackages = all.map(({lane, packages, packageMiles}) => ({
    ...lane,
    roadMiles: packages === 0 ? 0 : packageMiles / packages,
  }));
  return {
    twin: {facilities: [], lanes: [...byTrips, ...byPackages], mix: twin.mix, today: totalsOf(twin)},
    trips: Float64Array.from(all, ({trips}) => trips),
    packages: Float64Array.from(all, ({packages}) => packages),
    meanCubeFt3: meanCubeFt3(twin),
  };
}

/** What the booked trips cost. */
export function tripsUsd({twin, trips}: LaneKinds, p: ParameterSet): number {
  const {tripUsd} = laneTables(twin, p);
  return trips.reduce((usd, count, kind) => usd + count * tripUsd[kind], 0);
}

/** What trips would cost if cube alone asked for them. Schedules and the last part trailer come on top. */
export function cubeDrivenUsd({twin, packages, meanCubeFt3: cubeFt3}: LaneKinds, p: ParameterSet): number {
  const {tripUsd, usableFt3} = laneTables(twin, p);
  return packages.reduce((usd, count, kind) => {
    const row = packages.length + kind;
    return usd + ((count * cubeFt3) / usableFt3[row]) * tripUsd[row];
  }, 0);
}

/** `today` with one row for each class group: the same mix of classes, without its 100,000 rows. */
function totalsOf({today}: Twin): Twin['today'] {
  const totals = new Map<string, Twin['today'][number]>();
  for (const row of today) {
    const {owned, usps, other} = totals.get(row.classGroup) ?? {owned: 0, usps: 0, other: 0};
    const sums = {owned: owned + row.owned, usps: usps + row.usps, other: other + row.other};
    totals.set(row.classGroup, {zip: row.zip, classGroup: row.classGroup, ...sums});
  }
  return [...totals.values()];
}

import {NO_BUILDING, resolveParameters, serviceByRule, type Twin} from '@cutover/core';
import type {NamedTwin} from './prepare.ts';
import type {PlannedPolicy} from './weeks/execute.ts';

/**
 * A scenario with few ZIPs and buildings that has a row of every kind the whole has: what is read of it is what is read
 * of the whole, in a hundredth of the time. Its numbers mean nothing. Prices, days and terms are all kept; of buildings
 * sort centers and hubs, the first of each kind, and those that send to a kept ZIP or serve it; of lanes those between.
 */
export function sliceScenario({twin, plan, ...named}: NamedTwin): NamedTwin {
  const rows = zipsOfEachKind(twin);
  const zips = twin.zips.filter((_, row) => rows.has(row));
  const isZip = new Set(zips.map(({zip}) => zip));
  const ofZip = <Row extends {readonly zip: string}>(table: readonly Row[]): Row[] =>
    table.filter(({zip}) => isZip.has(zip));
  const entry = ofZip(twin.entry);
  const kept = new Set([...buildingsOfEachKind(twin), ...entry.flatMap(({facilityId, scfId}) => [facilityId, scfId])]);
  const {building} = serviceByRule({...twin, zips}, resolveParameters(twin.parameters));
  for (const row of building) kept.add(twin.facilities[row].facilityId);
  for (const id of sendersTo(twin, new Set(zips.map(({zip}) => zip.slice(0, 3))))) kept.add(id);
  for (const {zip, station, handoff} of plan?.changes ?? []) {
    if (!rows.has(zip)) continue;
    for (const row of [station, handoff]) if (row !== NO_BUILDING) kept.add(twin.facilities[row].facilityId);
  }
  const isMarket = new Set(zips.map(({zip}) => zip.slice(0, 3)));
  const slice: Twin = {
    ...twin,
    ...{zips, entry, demand: ofZip(twin.demand), today: ofZip(twin.today)},
    facilities: twin.facilities.filter(({facilityId}) => kept.has(facilityId)),
    service: ofZip(twin.service).filter(({facilityId}) => kept.has(facilityId)),
    lanes: twin.lanes.filter(({originId, destinationId}) => kept.has(originId) && kept.has(destinationId)),
    origins: twin.origins.filter(({zip3, facilityId}) => isMarket.has(zip3) && kept.has(facilityId)),
    ...(twin.won === undefined ? {} : {won: twin.won.filter(({facilityId}) => kept.has(facilityId))}),
  };
  return {...named, twin: slice, ...(plan === undefined ? {} : {plan: slicePlan(plan, twin, slice)})};
}

/** Rows of the first ZIP of each kind: by state, segment, who carries it today, its units, overrides and bids. */
function zipsOfEachKind(twin: Twin): ReadonlySet<number> {
  const rowOf = new Map(twin.zips.map(({zip}, row) => [zip, row]));
  const known = new Set<string>();
  const rows = new Set<number>();
  const say = (zip: string, kind: string): void => {
    if (known.has(kind)) return;
    known.add(kind);
    rows.add(rowOf.get(zip)!);
  };
  const typeOf = new Map(twin.facilities.map(({facilityId, facilityType}) => [facilityId, facilityType]));
  const answers = new Map((twin.won ?? []).map(({facilityId, answer = 'won'}) => [facilityId, answer]));
  for (const {zip, state, segment, landAreaSqMi} of twin.zips) {
    say(zip, `state ${state}`);
    say(zip, `segment ${segment} ${landAreaSqMi > 0}`);
  }
  for (const {zip, facilityId, from} of twin.entry) {
    say(zip, `entry ${typeOf.get(facilityId)} ${from} ${answers.get(facilityId)}`);
  }
  for (const {zip, deliverer, open, roadMiles} of twin.service) {
    say(zip, `service ${deliverer} ${open} ${roadMiles === undefined}`);
  }
  for (const {zip, classGroup, owned, usps, other} of twin.today) {
    say(zip, `today ${classGroup} ${owned > 0} ${usps > 0} ${other > 0}`);
  }
  return rows;
}

/** Every sort center and hub, and the first building of each kind: what it states, and its days. */
function buildingsOfEachKind({facilities}: Twin): string[] {
  const known = new Set<string>();
  return facilities.flatMap(({facilityId, facilityType, opensOn, closesOn, ...row}) => {
    const stated = Object.keys(row).sort().join(' ');
    const kind = `${facilityType} ${opensOn} ${closesOn} ${stated}`;
    const isKept = facilityType === 'sc' || facilityType === 'air_hub' || !known.has(kind);
    known.add(kind);
    return isKept ? [facilityId] : [];
  });
}

/** FCs that send to each market: one that is always open, where it has one, else all of its. */
function sendersTo({facilities, origins}: Twin, markets: ReadonlySet<string>): Set<string> {
  const always = new Set(
    facilities
      .filter(({opensOn, closesOn}) => opensOn === undefined && closesOn === undefined)
      .map(({facilityId}) => facilityId),
  );
  const sendersOf = new Map<string, string[]>();
  for (const {zip3, facilityId, packages} of origins) {
    if (!markets.has(zip3) || packages === 0) continue;
    sendersOf.set(zip3, [...(sendersOf.get(zip3) ?? []), facilityId]);
  }
  const senders = new Set<string>();
  for (const all of sendersOf.values()) {
    const open = all.filter((id) => always.has(id));
    if (open.length === 0) for (const id of all) senders.add(id);
    else if (!open.some((id) => senders.has(id))) senders.add(open[0]);
  }
  return senders;
}

function slicePlan({changes}: PlannedPolicy, whole: Twin, slice: Twin): PlannedPolicy {
  const zipRow = new Map(slice.zips.map(({zip}, row) => [zip, row]));
  const buildingRow = new Map(slice.facilities.map(({facilityId}, row) => [facilityId, row]));
  const building = (row: number): number =>
    row === NO_BUILDING ? NO_BUILDING : buildingRow.get(whole.facilities[row].facilityId)!;
  return {
    changes: changes.flatMap((change) => {
      const zip = zipRow.get(whole.zips[change.zip].zip);
      if (zip === undefined) return [];
      return [{...change, zip, station: building(change.station), handoff: building(change.handoff)}];
    }),
  };
}

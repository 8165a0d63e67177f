import {DELIVERER_COUNT, OTHER, type Outcome, OWNED, segments, USPS} from '@cutover/core';
import type {ZipCounts} from '../money/counts.ts';
import type {Priced} from '../money/price.ts';
import {entryLevelOf, entryLevels} from '../money/postage.ts';
import {count, distinct, double, sortedRows, type TableSource, tableOf, text, whole} from './source.ts';

/**
 * Every ZIP over the simulated days: packages (simulated; `volume_…` at full volume), money at full volume, service.
 * NaN where a ZIP has no such thing.
 */
export function zipTable({twin, policy, ledger, facts}: Outcome, priced: Priced): TableSource {
  const {zips, facilities} = twin;
  const {zip: volume, sample} = priced.counts;
  const {zip: usd, breakEvenUspsUsd, stems} = priced;
  const uncovered = new Set(facts.uncoveredZips);
  const last = policy[policy.length - 1];
  const codes = zips.map(({zip}) => zip);
  const state = distinct(zips.map((zip) => zip.state));
  const ids = facilities.map(({facilityId}) => facilityId); // NO_BUILDING is -1: no text
  const perDraw = (counts: Uint32Array, way: number) => (row: number) =>
    counts[row * DELIVERER_COUNT + way] / sample.drawn[row * DELIVERER_COUNT + way];
  return tableOf('zip', sortedRows(codes), [
    text('zip', codes, (row) => row),
    text('state', state.texts, (row) => state.places[row]),
    text('segment', segments, (row) => segments.indexOf(zips[row].segment)),
    text('station_id', ids, (row) => stems.station[row]),
    text('handoff_id', ids, (row) => last.handoff[row]),
    count('uncovered', (row) => (uncovered.has(row) ? 1 : 0)),
    count('demanded', (row) => sample.demanded[row]),
    count('owned', (row) => sample.owned[row]),
    count('usps', (row) => sample.usps[row]),
    count('other', (row) => sample.other[row]),
    count('backlog_end', (row) => sample.backlogEnd[row]),
    count('volume_demanded', (row) => volume.demanded[row]),
    count('volume_owned', (row) => volume.owned[row]),
    count('volume_usps', (row) => volume.usps[row]),
    count('volume_other', (row) => volume.other[row]),
    count('volume_backlog_end', (row) => volume.backlogEnd[row]),
    count('volume_waited', (row) => volume.waited[row]),
    count('volume_overflow', (row) => overflowOf(volume, row)),
    count('volume_moved_to_usps', (row) => volume.overflow[row]),
    count('volume_diverted_usps', (row) => volume.divertedUsps[row]),
    count('volume_diverted_other', (row) => volume.divertedOther[row]),
    double('own_linehaul_usd', (row) => usd.linehaul[2 * row]),
    double('usps_linehaul_usd', (row) => usd.linehaul[2 * row + 1]),
    double('own_sort_usd', (row) => usd.sort[2 * row]),
    double('usps_sort_usd', (row) => usd.sort[2 * row + 1]),
    double('last_mile_usd', (row) => usd.lastMile[row]),
    double('postage_usd', (row) => usd.postage[row]),
    double('other_carrier_usd', (row) => usd.otherCarrier[row]),
    double('break_even_usps_usd', (row) => breakEvenUspsUsd[row]),
    double('own_hours', (row) => ledger.ownHours[row]),
    double('own_miles', (row) => ledger.ownMiles[row]),
    double('own_routes', (row) => ledger.ownRoutes[row]),
    double('owned_transit_days', perDraw(ledger.transitDays, OWNED)),
    double('usps_transit_days', perDraw(ledger.transitDays, USPS)),
    double('other_transit_days', perDraw(ledger.transitDays, OTHER)),
    double('owned_late_share', perDraw(ledger.latePackages, OWNED)),
    double('usps_late_share', perDraw(ledger.latePackages, USPS)),
    double('other_late_share', perDraw(ledger.latePackages, OTHER)),
  ]);
}

/** Of a ZIP's own packages: turned away at the FC, moved on to USPS by a full station, or left waiting there. */
function overflowOf({divertedUsps, divertedOther, overflow, waited}: ZipCounts, row: number): number {
  return divertedUsps[row] + divertedOther[row] + overflow[row] + waited[row];
}

/** What USPS was handed, building by building. */
export function handoffTable({twin, ledger}: Outcome, {buildingPostageUsd}: Priced): TableSource {
  const {facilities} = twin;
  const ids = facilities.map(({facilityId}) => facilityId);
  const used = Array.from(ids.keys()).filter((row) => ledger.handoffPackages[row] > 0 || buildingPostageUsd[row] > 0);
  return tableOf('handoff', sortedRows(ids, used), [
    text('facility_id', ids, (row) => row),
    text('entry_level', entryLevels, (row) => entryLevels.indexOf(entryLevelOf(facilities[row].facilityType))),
    whole('packages', (row) => ledger.handoffPackages[row]),
    double('postage_usd', (row) => buildingPostageUsd[row]),
  ]);
}

/** The lanes that carried something or ran empty by schedule. A stop of a milk run counts as a trip. */
export function laneTable({twin, ledger}: Outcome, {lanes, laneUsd}: Priced, meanCubeFt3: number): TableSource {
  const used = Array.from(twin.lanes.keys()).filter((row) => ledger.laneTrips[row] > 0 || ledger.lanePackages[row] > 0);
  const ids = used.map((row) => twin.lanes[row].laneId);
  return tableOf('lane', sortedRows(ids), [
    text('lane_id', ids, (i) => i),
    whole('packages', (i) => ledger.lanePackages[used[i]]),
    double('cube_ft3', (i) => ledger.lanePackages[used[i]] * meanCubeFt3),
    whole('trips', (i) => ledger.laneTrips[used[i]]),
    double('road_miles', (i) => lanes.miles[used[i]]),
    double('cost_usd', (i) => laneUsd[used[i]]),
  ]);
}

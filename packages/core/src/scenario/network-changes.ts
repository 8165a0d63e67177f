import type {Facility} from '../model/facility.ts';
import type {Lane} from '../model/lane.ts';
import {meantText} from '../model/suggest.ts';
import {
  type ChangeOf,
  findRow,
  keysOf,
  noEffect,
  putRow,
  removeRow,
  type Report,
  serviceKey,
  type TwinDraft,
} from './draft.ts';
import {mergeFields, saysSame} from './merge.ts';

export function openFacility(draft: TwinDraft, {facility}: ChangeOf<'openFacility'>, report: Report): void {
  if (findRow(draft.facilities, facility.facilityId) !== undefined) {
    const fix = 'choose another id, or change that building with setCapacity or closeFacility';
    report({
      rule: 'duplicate-key',
      field: 'facility.facilityId',
      ...named(facility.facilityId, 'an id not in use'),
      fix,
    });
  }
  checkOpenDays(facility, 'facility.closesOn', report);
  if (facility.opensOn !== undefined && facility.opensOn > draft.base.settings.horizon.to) {
    reportAfterHorizon(draft, 'facility.opensOn', facility.opensOn, report);
  }
  putRow(draft.facilities, facility);
}

export function closeFacility(draft: TwinDraft, {facilityId, on}: ChangeOf<'closeFacility'>, report: Report): void {
  const facility = findFacility(draft, facilityId, 'facilityId', report);
  if (facility === undefined) return;
  const closed = {...facility, closesOn: on};
  if (facility.closesOn === on) {
    report({...noEffect, field: 'on', ...named(on, `another day: "${facilityId}" closes then already`)});
  } else if (on > draft.base.settings.horizon.to) {
    reportAfterHorizon(draft, 'on', on, report);
  }
  checkOpenDays(closed, 'on', report);
  putRow(draft.facilities, closed);
}

export function setCapacity(draft: TwinDraft, change: ChangeOf<'setCapacity'>, report: Report): void {
  const {facilityId, packagesPerDay} = change;
  const facility = findFacility(draft, facilityId, 'facilityId', report);
  if (facility === undefined) return;
  if (facility.capacityPackagesPerDay === packagesPerDay) {
    const expected = `another number: "${facilityId}" has that capacity already`;
    report({...noEffect, field: 'packagesPerDay', found: `${packagesPerDay}`, expected});
  }
  putRow(draft.facilities, {...facility, capacityPackagesPerDay: packagesPerDay});
}

export function addLane(draft: TwinDraft, {lane}: ChangeOf<'addLane'>, report: Report): void {
  if (findRow(draft.lanes, lane.laneId) !== undefined) {
    const fix = 'choose another id, or change that lane with setLane';
    report({rule: 'duplicate-key', field: 'lane.laneId', ...named(lane.laneId, 'an id not in use'), fix});
  }
  checkEnds(draft, lane, lane, 'lane.', report);
  putRow(draft.lanes, lane);
}

export function closeLane(draft: TwinDraft, {laneId}: ChangeOf<'closeLane'>, report: Report): void {
  if (findLane(draft, laneId, report) !== undefined) removeRow(draft.lanes, laneId);
}

export function setLane(draft: TwinDraft, {laneId, set}: ChangeOf<'setLane'>, report: Report): void {
  const lane = findLane(draft, laneId, report);
  if (lane === undefined) return;
  const changed = mergeFields(lane, set);
  if (saysSame(lane, changed)) {
    report({...noEffect, field: 'set', found: 'what the lane has already', expected: `something new for "${laneId}"`});
  }
  checkEnds(draft, changed, set, 'set.', report);
  putRow(draft.lanes, changed);
}

export function setService(draft: TwinDraft, change: ChangeOf<'setService'>, report: Report): void {
  const {zip, facilityId, deliverer, open} = change;
  const zips = draft.base.zips.map((row) => row.zip);
  if (!zips.includes(zip)) {
    const fix = `${meantText(zip, zips)}name a ZIP of zips.csv`;
    report({rule: 'unknown-zip', field: 'zip', ...named(zip, 'a zip of zips.csv'), fix});
  }
  const facility = findFacility(draft, facilityId, 'facilityId', report);
  if (deliverer === 'mail') {
    const fix = 'entry.csv says which DDU or S&DC a ZIP is delivered from; change it there';
    report({...noEffect, field: 'deliverer', ...named(deliverer, 'van, gig or partner'), fix});
  } else if (facility !== undefined && facility.facilityType !== 'ds') {
    const fix = `name a delivery station; "${facilityId}" is of type ${facility.facilityType}`;
    report({rule: 'not-a-station', field: 'facilityId', ...named(facilityId, 'a facility of type ds'), fix});
  }
  const before = findRow(draft.service, serviceKey(change));
  if (before?.open === open) {
    report({...noEffect, field: 'open', found: `${open}`, expected: `${!open}: service.csv says ${open} already`});
  }
  putRow(draft.service, {...before, zip, facilityId, deliverer, open});
}

function named(id: string, expected: string): {found: string; expected: string} {
  return {found: `"${id}"`, expected};
}

function findFacility(draft: TwinDraft, id: string, field: string, report: Report): Facility | undefined {
  const facility = findRow(draft.facilities, id);
  if (facility !== undefined) return facility;
  const fix = `${meantText(id, keysOf(draft.facilities))}name a building of facilities.csv, or open it first`;
  report({rule: 'unknown-node', field, ...named(id, 'a facility_id'), fix});
  return undefined;
}

function findLane(draft: TwinDraft, laneId: string, report: Report): Lane | undefined {
  const lane = findRow(draft.lanes, laneId);
  if (lane !== undefined) return lane;
  const closed = draft.lanes.rows.some((row) => row.laneId === laneId);
  const fix = closed
    ? 'a change above closes it; drop one of the two'
    : `${meantText(laneId, keysOf(draft.lanes))}name a lane of lanes.csv, or add it first`;
  report({rule: closed ? 'no-effect' : 'unknown-lane', field: 'laneId', ...named(laneId, 'a lane_id'), fix});
  return undefined;
}

/** Checks the ends that `given` names, of the lane as it will be. */
function checkEnds(
  draft: TwinDraft,
  lane: Lane,
  given: ChangeOf<'setLane'>['set'],
  prefix: string,
  report: Report,
): void {
  for (const field of ['originId', 'destinationId'] as const) {
    if (given[field] !== undefined) findFacility(draft, given[field], `${prefix}${field}`, report);
  }
  if (lane.originId !== lane.destinationId) return;
  const fix = 'give another building at one end';
  report({
    rule: 'lane-to-itself',
    field: `${prefix}destinationId`,
    ...named(lane.destinationId, 'another building'),
    fix,
  });
}

function checkOpenDays(facility: Facility, field: string, report: Report): void {
  const {facilityId, opensOn, closesOn} = facility;
  if (opensOn === undefined || closesOn === undefined || opensOn < closesOn) return;
  const fix = `give a day after ${opensOn}, when "${facilityId}" opens`;
  report({rule: 'closing-before-opening', field, ...named(closesOn, 'a day after the opening'), fix});
}

function reportAfterHorizon(draft: TwinDraft, field: string, day: string, report: Report): void {
  const {to} = draft.base.settings.horizon;
  report({...noEffect, field, ...named(day, `a day of the horizon, which ends on ${to}`)});
}

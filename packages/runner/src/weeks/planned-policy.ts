import {
  classGroups,
  DataError,
  dayNumber,
  DELIVERER_COUNT,
  GROUP_COUNT,
  NO_BUILDING,
  OTHER,
  OWNED,
  type PolicyRow,
  SHARE_ONE,
  type Twin,
  USPS,
} from '@cutover/core';
import type {PlannedPolicy, PolicyChange} from './execute.ts';

/**
 * `policy.csv` as simulation executes it.
 *
 * @param file - where the rows stand, for messages
 * @throws DataError if a row is of another twin, or its shares do not add up
 */
export function plannedPolicy(rows: readonly PolicyRow[], twin: Twin, file: string): PlannedPolicy {
  const zipRow = new Map(twin.zips.map(({zip}, row) => [zip, row]));
  const buildingRow = new Map(twin.facilities.map(({facilityId}, row) => [facilityId, row]));
  const firstDay = dayNumber(twin.settings.horizon.from);
  const changes = new Map<string, PolicyChange>();
  const building = (id: string | undefined): number => (id === undefined ? NO_BUILDING : (buildingRow.get(id) ?? -2));
  const problems: string[] = [];
  for (const row of rows) {
    const zip = zipRow.get(row.zip);
    const station = building(row.stationId);
    if (zip === undefined || station < NO_BUILDING || row.owned + row.usps + row.other !== SHARE_ONE) {
      problems.push(`${row.from} ${row.zip} ${row.classGroup}`);
      continue;
    }
    const key = `${row.from} ${row.zip}`;
    const change = changes.get(key) ?? {
      day: dayNumber(row.from) - firstDay,
      zip,
      station,
      handoff: building(row.handoffId),
      share: new Uint16Array(GROUP_COUNT * DELIVERER_COUNT),
    };
    changes.set(key, change);
    const at = classGroups.indexOf(row.classGroup) * DELIVERER_COUNT;
    change.share[at + OWNED] = row.owned;
    change.share[at + USPS] = row.usps;
    change.share[at + OTHER] = row.other;
  }
  if (problems.length > 0) {
    throw new DataError(
      `${file} has ${problems.length} rows with an unknown ZIP or station, or with shares that ` +
        `do not add up to ${SHARE_ONE}, as ${problems[0]}; correct them`,
    );
  }
  return {changes: [...changes.values()].sort((a, b) => a.day - b.day || a.zip - b.zip)};
}

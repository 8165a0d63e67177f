import {dayNumber, type Facility, type Issue, meantText, milesBetween, type Settings, type Zip} from '@cutover/core';
import {fileStem} from './folder.ts';
import {type Checked, isUnknown} from './known.ts';

const FILE = 'twin.yaml';

export function* horizonHasDays({settings}: Checked): Generator<Issue> {
  if (settings === null) return;
  const {from, to} = settings.horizon;
  if (dayNumber(from) <= dayNumber(to)) return;
  const expected = `a day from horizon.from ${from} on`;
  yield {
    rule: 'ends-before-beginning',
    file: FILE,
    column: 'horizon.to',
    found: to,
    expected,
    fix: 'correct one of the two',
  };
}

export function* baseScenarioExists({settings, scenarios}: Checked): Generator<Issue> {
  if (settings === null) return;
  const names = scenarios.map(({file}) => fileStem(file));
  if (names.includes(settings.baseScenario)) return;
  yield {
    rule: 'unknown-scenario',
    file: FILE,
    column: 'baseScenario',
    found: `"${settings.baseScenario}"`,
    expected: `one of the ${names.length} scenarios in scenarios/`,
    fix: `${meantText(settings.baseScenario, names)}correct it, or add scenarios/${settings.baseScenario}.yaml`,
  };
}

export function* scenariosBearTheirFilesName({scenarios}: Checked): Generator<Issue> {
  for (const {file, scenario} of scenarios) {
    if (scenario === null || scenario.name === fileStem(file)) continue;
    yield {
      rule: 'scenario-name',
      file,
      column: 'name',
      found: `"${scenario.name}"`,
      expected: `"${fileStem(file)}", as the file`,
      fix: 'rename the scenario or the file',
    };
  }
}

/** Every ZIP can be served on the first day: by a hand-off building, or by an own station near it. */
export function* everyZipHasAnOption(twin: Checked): Generator<Issue> {
  const {settings} = twin;
  const {zips, entry} = twin.tables;
  if (settings === null || entry.missing.has('zip') || entry.missing.has('from')) return;
  const entered = new Set(entry.rows.filter(({from}) => !(from! > settings.horizon.from)).map(({zip}) => zip));
  const unserved = new Set(settings.unservedZips);
  for (let i = 0; i < zips.rows.length; i++) {
    const row = zips.rows[i];
    if (row.zip === undefined || entered.has(row.zip) || entry.unread.has(row.zip) || unserved.has(row.zip)) continue;
    if (hasStation(row, twin, settings)) continue;
    yield {
      rule: 'no-option',
      file: entry.file,
      column: 'zip',
      found: `no row for ${row.zip} from ${settings.horizon.from} or before, and no station in reach`,
      expected: 'a way to serve every ZIP',
      fix: `add its DDU or S&DC, or list "${row.zip}" under unservedZips in twin.yaml`,
    };
  }
}

/** Whether a station is near enough for the rule, or service.csv names one. Few ZIPs get here, so all are tried. */
function hasStation(zip: Partial<Zip>, twin: Checked, settings: Settings): boolean {
  const overrides = twin.tables.service.rows.filter((row) => row.zip === zip.zip && row.deliverer !== 'mail');
  if (overrides.some(({open}) => open !== false)) return true;
  const closed = new Set(overrides.map(({facilityId}) => facilityId));
  const {rows, missing, unread} = twin.tables.facilities;
  if (missing.has('facilityType') || unread.size > 0) return true; // it may be among the unread
  return rows.some((row) => row.facilityType === 'ds' && !closed.has(row.facilityId) && inReach(zip, row, settings));
}

function inReach(zip: Partial<Zip>, station: Partial<Facility>, settings: Settings): boolean {
  if (zip.latitudeDeg === undefined || zip.longitudeDeg === undefined || zip.segment === undefined) return true;
  if (station.latitudeDeg === undefined || station.longitudeDeg === undefined) return true;
  const miles = milesBetween(zip.latitudeDeg, zip.longitudeDeg, station.latitudeDeg, station.longitudeDeg);
  return miles <= settings.serviceRadiusMiles[zip.segment];
}

export function* unservedZipsAreKnown(twin: Checked): Generator<Issue> {
  const zips = twin.zipCodes;
  for (const zip of twin.settings?.unservedZips ?? []) {
    if (!isUnknown(zips, zip)) continue;
    const fix = `${meantText(zip, zips.rowOf.keys())}correct it, or take it out`;
    const column = 'unservedZips';
    yield {rule: 'unknown-zip', file: FILE, column, found: `"${zip}"`, expected: 'a ZIP of zips.csv', fix};
  }
}

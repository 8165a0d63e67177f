import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Issue, type Twin, TwinError} from '@cutover/core';
import {checkTwin, readTwin, writeTwin} from '@cutover/files';
import {expect, test} from 'vitest';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';
import {tempFolder} from '../support/temp-folder.ts';

const folder = tempFolder();
let made = 0;

/** A twin directory with edits: [file, text there, text instead]. */
async function edited(edits: readonly (readonly [string, string, string])[], twin: Twin = smallTwin()) {
  const directory = join(folder, `twin-${made++}`);
  await writeTwin(directory, {twin, scenarios: smallScenarios()});
  for (const [file, from, to] of edits) {
    const path = join(directory, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
  }
  return directory;
}

async function issuesOf(...edits: (readonly [string, string, string])[]): Promise<readonly Issue[]> {
  return checkTwin(await edited(edits));
}

function brief(issues: readonly Issue[]): string[] {
  return issues.map(({rule, file, row, column}) => `${rule} ${file}:${row ?? ''} ${column ?? ''}`.trimEnd());
}

test('ten different mistakes are all found, each once, with file, row, column and what to do', async () => {
  const directory = await edited([
    ['lanes.csv', 'SC1-SDC1,SC1,SDC1', 'SC1-SDC1,SC1,SDC9'], // unknown node
    ['lanes.csv', 'SC1-SC2,SC1,SC2,truck,31', 'SC1-SC2,SC1,SC2,truck,-31'], // negative distance
    ['season.csv', 'date,factor', 'date,x'], // missing column (x is no misspelling of factor)
    ['mix.csv', 'promise_days', 'promise_day'], // misspelt column
    ['entry.csv', '03004,', '3004,'], // ZIP read as a number, without its leading zero
    ['lanes.csv', 'SC2-SC1,SC2', 'SC1-SC2,SC2'], // duplicate id
    ['demand.csv', '03002,600000', '03002,NaN'], // NaN
    ['lanes.csv', 'FC1-DS1,FC1,DS1', 'FC1-DS1,FC1,FC1'], // lane to itself
    ['facilities.csv', '2026-10-15,,4', '2026-10-15,2026-10-01,4'], // closing before opening
    ['today.csv', '03105,light', '03105,light,extra'], // ragged row
  ]);
  const issues = await checkTwin(directory);
  expect(brief(issues).sort()).toEqual(
    [
      'unknown-node lanes.csv:17 destination_id',
      'out-of-range lanes.csv:7 road_miles',
      'unknown-column season.csv:1 x',
      'missing-column season.csv:1 factor',
      'misspelt-column mix.csv:1 promise_day',
      'lost-leading-zero entry.csv:5 zip',
      'duplicate-key lanes.csv:8 lane_id',
      'not-a-number demand.csv:3 packages_per_year',
      'lane-to-itself lanes.csv:6 destination_id',
      'closes-before-opening facilities.csv:8 closes_on',
      'ragged-row today.csv:32',
    ].sort(),
  );
  expect(issues.find(({rule}) => rule === 'lost-leading-zero')?.fix).toContain('write "03004"');
  expect(issues.find(({rule}) => rule === 'misspelt-column')?.fix).toContain('did you mean "promise_days"?');
  expect(issues.find(({rule}) => rule === 'unknown-node')?.fix).toContain('did you mean "SDC1"?');
  for (const issue of issues) expect(`${issue.found}${issue.expected}${issue.fix}`).not.toMatch(/undefined|\[object/);
  await expect(readTwin(directory)).rejects.toThrow(TwinError);
});

test.each([
  ['an empty cell', 'zips.csv', ',33011,', ',,', []],
  ['a required cell left blank', 'zips.csv', 'America/New_York', '', ['blank-cell zips.csv:2 timezone']],
  ['a number too large for a number', 'zips.csv', ',5,NH', ',1e999,NH', ['not-a-number zips.csv:2 land_area_sq_mi']],
  ['a word for a number', 'zips.csv', ',5,NH', ',abc,NH', ['not-a-number zips.csv:2 land_area_sq_mi']],
  ['a share of a person', 'zips.csv', ',30000,', ',30000.5,', ['not-a-number zips.csv:2 population']],
  [
    'a dollar sign',
    'facilities.csv',
    ',0.3,2000',
    ',$0.3,2000',
    ['not-a-number facilities.csv:4 handling_usd_per_package'],
  ],
  [
    'an unknown type of building',
    'facilities.csv',
    'SC1,sc',
    'SC1,ssc',
    ['unknown-facility-type facilities.csv:4 facility_type'],
  ],
  [
    'a day of the American form',
    'facilities.csv',
    '2026-10-15',
    '10/15/2026',
    ['not-a-date facilities.csv:8 opens_on'],
  ],
  ['a day that is none', 'facilities.csv', '2026-10-15', '2026-02-30', ['not-a-date facilities.csv:8 opens_on']],
  ['neither true nor false', 'calendar.csv', 'true,false', 'yes,false', ['not-a-boolean calendar.csv:2 owned']],
  ['TRUE of a spreadsheet', 'calendar.csv', 'true,false', 'TRUE,FALSE', []],
  [
    'coordinates swapped',
    'facilities.csv',
    '42.8,-71.55',
    '-71.55,42.8',
    ['outside-us facilities.csv:2 latitude_deg, longitude_deg'],
  ],
  ['a quote left open', 'calendar.csv', 'Columbus Day', '"Columbus Day', ['csv-quotes calendar.csv:2']],
  ['shares that miss 1', 'mix.csv', 'standard,0.625', 'standard,0.5', ['shares-not-whole mix.csv: share']],
  [
    'a package too many today',
    'today.csv',
    '03001,usps_only,0,15000',
    '03001,usps_only,0,15001',
    ['today-is-not-demand today.csv: owned, usps, other'],
  ],
  ['a ZIP without hand-off, near a station', 'entry.csv', '03106,2025-01-01', '03106,2027-01-01', []],
  [
    'a ZIP that no file of ZIPs has',
    'demand.csv',
    '03001,',
    '03009,',
    ['unknown-zip demand.csv:2 zip', 'no-demand demand.csv: zip'],
  ],
  ['a day of the horizon that is gone', 'season.csv', '2026-10-05,1.1\n', '', ['season-gap season.csv: date']],
  [
    'a range out of order',
    'parameters.csv',
    ',0,0.098,',
    ',0.1,0.098,',
    ['range-not-in-order parameters.csv:2 low, base, high'],
  ],
  [
    'a road shorter than the straight line',
    'lanes.csv',
    ',31,',
    ',21,',
    ['shorter-than-straight lanes.csv:7 road_miles'],
  ],
  [
    'mail into an own building',
    'lanes.csv',
    'SC1-SCF1,SC1,SCF1,truck',
    'SC1-SCF1,SC1,SCF1,mail',
    ['mail-lane-end lanes.csv:15 mode'],
  ],
  ['an origin that is no FC', 'origins.csv', '030,FC2', '030,SC2', ['wrong-building origins.csv:3 facility_id']],
  ['a base scenario that is not there', 'twin.yaml', 'keep-80', 'keep-8', ['unknown-scenario twin.yaml: baseScenario']],
  [
    'a scenario under another name',
    'scenarios/exit.yaml',
    'name: exit',
    'name: leave',
    ['scenario-name scenarios/exit.yaml: name'],
  ],
  [
    'a change of no known kind',
    'scenarios/exit.yaml',
    'setShare',
    'setShares',
    ['bad-value scenarios/exit.yaml:4 changes.0.change'],
  ],
  [
    'a misspelt key of a change',
    'scenarios/exit.yaml',
    'uspsKept',
    'uspsKeep',
    ['missing-key scenarios/exit.yaml:4 changes.0.uspsKept', 'unknown-key scenarios/exit.yaml:5 changes.0.uspsKeep'],
  ],
  [
    'a contract that ends before it starts',
    'contracts.yaml',
    'endsOn: 2027',
    'endsOn: 2025',
    ['ends-before-beginning contracts.yaml: usps.endsOn'],
  ],
] as const)('%s', async (_, file, from, to, expected) => {
  expect(brief(await issuesOf([file, from, to])).sort()).toEqual([...expected].sort());
});

test('a change that would change nothing is a problem of its scenario', async () => {
  const issues = await issuesOf(
    ['scenarios/exit.yaml', 'uspsKept: 0', 'uspsKept: 1'],
    ['scenarios/exit.yaml', '    uspsEndsOn: 2026-10-15\n', ''],
  );
  expect(issues.map(({rule, file}) => `${rule} ${file}`)).toEqual(['no-effect scenarios/exit.yaml']);
});

test('of a column that is there twice the first is read', async () => {
  const directory = await edited([]);
  const days = readFileSync(join(directory, 'season.csv'), 'utf8').trimEnd().split('\n');
  const header = `${days[0]},factor`;
  writeFileSync(join(directory, 'season.csv'), [header, ...days.slice(1).map((day) => `${day},-1`)].join('\n'));
  expect(brief(await checkTwin(directory))).toEqual(['duplicate-column season.csv:1 factor']);
});

test('YAML that is none is reported by its line', async () => {
  const [issue, ...rest] = await issuesOf(['twin.yaml', 'horizon:', 'horizon: [']);
  expect(issue).toMatchObject({rule: 'bad-yaml', file: 'twin.yaml'});
  expect(issue.row).toBeGreaterThan(4);
  expect(rest.every(({rule}) => rule === 'bad-yaml')).toBe(true);
});

test('a ZIP without quotes in YAML has lost its zero, or will', async () => {
  const issues = await issuesOf(['twin.yaml', 'unservedZips: []', 'unservedZips:\n  - 03001\n  - 3002']);
  expect(issues.map(({rule, row, fix}) => [rule, row, fix])).toEqual([
    ['unquoted-text', 20, 'put it in quotes: "03001"'],
    ['unquoted-text', 21, 'put it in quotes: "03002"'],
  ]);
});

test('a ZIP out of reach of everything is a problem, unless the twin says so', async () => {
  const far = smallTwin().zips.map((zip) => (zip.zip === '03106' ? {...zip, latitudeDeg: 47} : zip));
  const entry = smallTwin().entry.filter(({zip}) => zip !== '03106');
  const twin = {...smallTwin(), zips: far, entry};
  expect(brief(await checkTwin(await edited([], twin)))).toEqual(['no-option entry.csv: zip']);
  const listed = {...twin, settings: {...twin.settings, unservedZips: ['03106']}};
  expect(await checkTwin(await edited([], listed))).toEqual([]);
});

test('a missing file is reported with the file it may have become, and hides nothing', async () => {
  const directory = await edited([['lanes.csv', 'FC1-DS1,FC1,DS1', 'FC1-DS1,FC1,FC1']]);
  rmSync(join(directory, 'facilities.csv'));
  rmSync(join(directory, 'demand.csv'));
  writeFileSync(join(directory, 'demands.csv'), '');
  const issues = await checkTwin(directory);
  expect(brief(issues)).toEqual([
    'missing-file facilities.csv:',
    'missing-file demand.csv:',
    'lane-to-itself lanes.csv:6 destination_id',
  ]);
  expect(issues[1].fix).toContain('did you mean "demands.csv"?');
});

test('a building whose row is ragged is not reported again by every lane that names it', async () => {
  expect(brief(await issuesOf(['facilities.csv', '\nSC1,sc,', '\nSC1,sc,,']))).toEqual(['ragged-row facilities.csv:4']);
});

test('many rows with one mistake are told as one hundred and a number', async () => {
  const rates = Array.from({length: 300}, (_, i) => ({...smallTwin().rates[0], weightToLb: 100 + i, usd: -1}));
  const issues = await checkTwin(await edited([], {...smallTwin(), rates}));
  const bad = issues.filter(({rule}) => rule === 'out-of-range');
  expect(bad).toHaveLength(101);
  expect(bad.at(-1)?.found).toBe('200 more, the last "-1"');
});

import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {facilityTable, laneTable, resolveParameters, serviceByRule, type Twin} from '@cutover/core';
import {checkTwin, csvText, importNetwork, writeTwin} from '@cutover/files';
import {expect, test} from 'vitest';
import {smallTwin} from '../support/small-twin.ts';
import {tempFolder} from '../support/temp-folder.ts';

const folder = tempFolder();
const base = smallTwin();
const own = base.facilities.filter(({facilityId}) => ['FC1', 'SC1', 'DS1'].includes(facilityId));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const facilitiesFile = (name: string, rows: Twin['facilities']) => file(name, csvText(facilityTable, rows));
const lanesFile = (name: string, rows: Twin['lanes']) => file(name, csvText(laneTable, rows));

test('a facilities file replaces all own buildings, and what hung on them goes and is counted', async () => {
  const moved = own.map((row) => (row.facilityId === 'DS1' ? {...row, facilityId: 'DS9'} : row));
  const {twin, report} = await importNetwork(base, [facilitiesFile('own.csv', moved)]);
  expect(twin.facilities.map(({facilityId}) => facilityId)).toEqual(
    ['FC1', 'SC1', 'DS9', 'DDU1', 'DDU2', 'DDU3', 'SDC1', 'SCF1'], // the Postal Service's stay
  );
  // Of 29 lanes these join buildings that are left: FC1-SC1, SC1 to SCF1, SDC1, DDU1 and DDU2, and four in the mail.
  expect(twin.lanes.map(({laneId}) => laneId).sort()).toEqual([
    'FC1-SC1',
    'SC1-DDU1',
    'SC1-DDU2',
    'SC1-SCF1',
    'SC1-SDC1',
    'SCF1-DDU1',
    'SCF1-DDU2',
    'SCF1-DDU3',
    'SCF1-SDC1',
  ]);
  expect(twin.service).toEqual([]);
  expect(twin.origins.map(({facilityId}) => facilityId)).toEqual(['FC1', 'FC1']);
  expect(report.buildings).toBe(3);
  expect(report.notes.map(({reason, count, example}) => `${count} ${reason}: ${example}`)).toEqual([
    '5 own buildings replaced: FC2',
    '20 lanes that lost an end: FC2-SC1',
    '1 service rows that lost their station: 03102',
    '2 origins that lost their FC: FC2',
    '1 own buildings that no lane enters; add lanes to them: DS9',
  ]);
});

test('a ZIP3 that loses all its origins gets the nearest FC, with the packages it had', async () => {
  const north = {...own[0], facilityId: 'FC8', latitudeDeg: 44};
  const south = {...own[0], facilityId: 'FC9', latitudeDeg: 42};
  const {twin} = await importNetwork(base, [facilitiesFile('new-fcs.csv', [north, south, ...own.slice(1)])]);
  expect(twin.origins).toEqual([
    {zip3: '030', facilityId: 'FC9', packages: 1000}, // its ZIPs lie near 42.98
    {zip3: '031', facilityId: 'FC8', packages: 1000}, // and near 43.65
  ]);
});

test('lanes are added, or replace the lane of their name', async () => {
  const lanes = [
    {...base.lanes[0], tripsPerDay: 9},
    {...base.lanes[0], laneId: 'extra', tripsPerDay: 2},
  ];
  const {twin} = await importNetwork(base, [lanesFile('lanes.csv', lanes)]);
  expect(twin.lanes).toHaveLength(base.lanes.length + 1);
  expect(twin.lanes[0]).toEqual(lanes[0]);
  expect(twin.lanes.at(-1)).toEqual(lanes[1]);
});

test('a mapped ZIP is served by its station and no other; the rest stay by the rule', async () => {
  const map = file(
    'map.csv',
    'facility_id,city,zip\nDS2,Nashua,03001\nDS3,Concord,03101\nDS1,Nowhere,99999\nSC1,,03002\n',
  );
  const {twin, report} = await importNetwork(base, [map]);
  const stationsOf = (from: Twin, zip: string) => {
    const {firstSlot, building} = serviceByRule(from, resolveParameters(from.parameters));
    const row = from.zips.findIndex((candidate) => candidate.zip === zip);
    return [...building.slice(firstSlot[row], firstSlot[row + 1])].map((at) => from.facilities[at].facilityId).sort();
  };
  expect(stationsOf(base, '03001')).toEqual(['DS1', 'DS2']); // 1 and 19 miles away, 25 is the radius of urban ZIPs
  expect(stationsOf(twin, '03001')).toEqual(['DS2']);
  expect(stationsOf(twin, '03101')).toEqual(['DS3']); // beyond the radius, but mapped
  expect(stationsOf(twin, '03002')).toEqual(stationsOf(base, '03002'));
  expect(report.notes.map(({reason, count, example}) => `${count} ${reason}: ${example}`)).toEqual([
    '1 rows of the map whose ZIP is not in zips.csv: 99999',
    '1 rows of the map whose facility_id is no delivery station: SC1',
  ]);
});

test('a mapped ZIP is served by its station alone, however many are nearer', async () => {
  const one = {...base, settings: {...base.settings, stationsPerZipMax: 1}}; // of DS1 and DS2 the nearer is offered
  const {twin} = await importNetwork(one, [file('far.csv', 'zip,facility_id\n03001,DS3\n')]);
  const closed = twin.service.filter(({zip, open}) => zip === '03001' && !open).map(({facilityId}) => facilityId);
  expect(closed.sort()).toEqual(['DS1', 'DS2']);
  expect(twin.service.filter(({zip, open}) => zip === '03001' && open)).toHaveLength(1);
});

test('facilities, lanes and map together make a sound twin, in any order of files', async () => {
  const lanes = [{...base.lanes[0], laneId: 'to-ds', originId: 'SC1', destinationId: 'DS1'}];
  const files = [
    file('all-map.csv', 'zip,facility_id\n03001,DS1\n'),
    lanesFile('all-lanes.csv', lanes),
    facilitiesFile('all-facilities.csv', own),
  ];
  const {twin} = await importNetwork(base, files);
  expect(await importNetwork(base, files.toReversed())).toEqual(await importNetwork(base, files));
  const directory = join(folder, 'sound');
  await writeTwin(directory, {twin, scenarios: [{name: 'keep-80', about: 'as it was', changes: []}]});
  expect(await checkTwin(directory)).toEqual([]);
});

test('the base stays as it was', async () => {
  await importNetwork(base, [facilitiesFile('untouched.csv', own)]);
  expect(base).toEqual(smallTwin());
});

test('what cannot be read or names what is not there is refused, with its row', async () => {
  const [lane] = base.lanes;
  const lost = lanesFile('lost.csv', [lane, {...lane, laneId: 'b', destinationId: 'SC7'}]);
  await expect(importNetwork(base, [lost])).rejects.toThrow('lost.csv:3 destination_id: found "SC7"');
  const ragged = file('ragged.csv', 'lane_id,origin_id\na,b,c\n');
  await expect(importNetwork(base, [ragged])).rejects.toThrow('ragged.csv:2');
  const strange = file('strange.csv', 'name,colour\nx,red\n');
  await expect(importNetwork(base, [strange])).rejects.toThrow('has columns name, colour; give facilities');
  await expect(importNetwork(base, ['no.csv'])).rejects.toThrow('there is no "no.csv"; check the path');
  const noFc = facilitiesFile('no-fc.csv', own.slice(1));
  await expect(importNetwork(base, [noFc])).rejects.toThrow('the new network has no FC');
});

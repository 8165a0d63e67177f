import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {laneTables, resolveParameters, type Twin} from '@cutover/core';
import {checkTwin, importLaneMiles, writeTwin} from '@cutover/files';
import {expect, test} from 'vitest';
import {smallTwin} from '../support/small-twin.ts';
import {tempFolder} from '../support/temp-folder.ts';

const folder = tempFolder();
const [forth] = smallTwin().lanes; // FC1-SC1, a truck without miles or hours of its own
const back = {...forth, laneId: 'SC1-FC1', originId: 'SC1', destinationId: 'FC1'};
const air = {...forth, laneId: 'FC1-SC1-air', mode: 'air' as const};
const parallel = {...forth, laneId: 'FC1-SC1-night', roadMiles: 60, transitHours: 3};
const base: Twin = {...smallTwin(), lanes: [...smallTwin().lanes, back, air, parallel]};
const lanes = laneTables(base, resolveParameters(base.parameters));
const [milesBefore, hoursBefore] = [lanes.miles[0], lanes.minutes[0] / 60];

let files = 0;
function file(...rows: string[]): string {
  const path = join(folder, `miles-${files++}.csv`);
  writeFileSync(path, ['origin_id,destination_id,road_miles,hours', ...rows].join('\n'));
  return path;
}

const laneOf = (twin: Twin, id: string) => twin.lanes.find(({laneId}) => laneId === id)!;

test('every lane by road from origin to destination takes the row, and none by air', async () => {
  const {twin, report} = await importLaneMiles(base, file('FC1,SC1,99.5,2.25'));
  expect(laneOf(twin, 'FC1-SC1')).toEqual({...forth, roadMiles: 99.5, transitHours: 2.25});
  expect(laneOf(twin, 'FC1-SC1-night')).toEqual({...parallel, roadMiles: 99.5, transitHours: 2.25});
  const others = ({lanes: all}: Twin) => all.filter(({laneId}) => !['FC1-SC1', 'FC1-SC1-night'].includes(laneId));
  expect(others(twin)).toEqual(others(base));
  expect(report).toMatchObject({rows: 1, lanes: 2, pairs: {bothWays: 0, oneWay: 1}});
  // One lane had its miles by circuity, the other 60 and 3 hours.
  const miles = [99.5 - milesBefore, 99.5 - 60].sort((a, b) => a - b);
  expect(report.miles!.mean).toBeCloseTo((miles[0] + miles[1]) / 2, 9);
  expect([report.miles!.min, report.miles!.max]).toEqual(miles.map((each) => expect.closeTo(each, 9) as number));
  const hours = [2.25 - hoursBefore, 2.25 - 3].sort((a, b) => a - b);
  expect([report.hours!.min, report.hours!.max]).toEqual(hours.map((each) => expect.closeTo(each, 9) as number));
  const byRoad = base.lanes.filter(({mode}) => mode !== 'air').length;
  expect(report.notJoined.map(({reason, ids}) => `${ids.length} ${reason}`)).toEqual([
    '1 lanes by air between these buildings, which fly straight',
    `${byRoad - 2} lanes by road that no row covers`,
  ]);
});

test('without hours a lane keeps its own, and where it has none they follow from the miles', async () => {
  const {twin, report} = await importLaneMiles(base, file(`FC1,SC1,${2 * milesBefore},`));
  expect(laneOf(twin, 'FC1-SC1')).toEqual({...forth, roadMiles: 2 * milesBefore});
  expect(laneOf(twin, 'FC1-SC1-night').transitHours).toBe(3);
  // Twice the miles at the same speed take as long again; the other lane keeps its three hours.
  expect(report.hours!.max).toBeCloseTo(hoursBefore, 9);
  expect(report.hours!.min).toBe(0);
});

test('the way back is left alone, unless both ways are asked for and it has no row', async () => {
  const row = 'FC1,SC1,99,';
  const one = await importLaneMiles(base, file(row));
  expect(laneOf(one.twin, 'SC1-FC1')).toEqual(back);
  const both = await importLaneMiles(base, file(row), {bothWays: true});
  expect(laneOf(both.twin, 'SC1-FC1').roadMiles).toBe(99);
  expect(both.report).toMatchObject({lanes: 3, pairs: {bothWays: 1, oneWay: 0}});
  const own = await importLaneMiles(base, file(row, 'SC1,FC1,88,'), {bothWays: true});
  expect(laneOf(own.twin, 'SC1-FC1').roadMiles).toBe(88);
  expect(laneOf(own.twin, 'FC1-SC1').roadMiles).toBe(99);
});

test('a row without a lane is listed, and a file without a row changes nothing', async () => {
  const {twin, report} = await importLaneMiles(base, file('DS1,FC1,500,', 'FC1,SC1,99,'));
  expect(report.notJoined[0]).toEqual({reason: 'rows without a lane', ids: ['DS1>FC1']});
  expect(report.lanes).toBe(2);
  const directory = join(folder, 'sound');
  await writeTwin(directory, {twin, scenarios: [{name: 'keep-80', about: 'as it was', changes: []}]});
  expect(await checkTwin(directory)).toEqual([]);
  const none = await importLaneMiles(base, file());
  expect(none.twin).toEqual(base);
  expect(none.report).toMatchObject({rows: 0, lanes: 0, miles: null, hours: null});
});

test('every bad row is refused with its file, its row and what to do, and the twin stays as it was', async () => {
  const before = structuredClone(base);
  const bad = file(
    'FC1,SC9,10,',
    'FC2,SC1,-1,',
    'FC1,SC1,99,',
    'SC1,FC1,99,0',
    'FC1,DS1,0.5,',
    'FC1,SC1,98,',
    'FC1,DS2',
  );
  const failed = importLaneMiles(base, bad);
  await expect(failed).rejects.toThrow('The twin has 6 problems');
  const at = (row: number, rest: string) => `${bad.slice(folder.length + 1)}:${row} ${rest}`;
  await expect(failed).rejects.toThrow(at(2, 'destination_id: found "SC9", expected a facility_id of facilities.csv'));
  await expect(failed).rejects.toThrow(at(3, 'road_miles: found "-1", expected a number >= 0; give road_miles in mi'));
  await expect(failed).rejects.toThrow(at(5, 'hours: found "0", expected a number > 0'));
  await expect(failed).rejects.toThrow(at(6, 'road_miles: found 0.5, expected at least the '));
  await expect(failed).rejects.toThrow(at(7, 'origin_id, destination_id: found "FC1, SC1", which row'));
  await expect(failed).rejects.toThrow(`${bad.slice(folder.length + 1)}:8: found 2 cells`);
  expect(base).toEqual(before);
  await expect(importLaneMiles(base, 'no.csv')).rejects.toThrow('there is no "no.csv"; check the path');
});

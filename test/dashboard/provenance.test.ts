import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {parameterTable, Summary, WhatIf} from '@cutover/core';
import {type ProvenanceAnswer, type Quantity, type Served, serveDashboard} from '@cutover/dashboard';
import {parseTable, readParquet} from '@cutover/files';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {cutover} from '../cli/cutover.ts';
import {type SmallPlace, smallPlace} from './served.ts';

let place: SmallPlace;
let served: Served;
beforeAll(async () => {
  place = await smallPlace();
  served = await serveDashboard({paths: [place.twin, join(place.folder, 'runs'), place.plan, place.bids]});
});
afterAll(() => served.close());

async function post(quantity: unknown): Promise<{status: number; body: unknown}> {
  const headers = {authorization: `Bearer ${served.token}`, 'content-type': 'application/json'};
  const url = `http://127.0.0.1:${served.port}/api/provenance`;
  const response = await fetch(url, {method: 'POST', headers, body: JSON.stringify(quantity)});
  return {status: response.status, body: await response.json()};
}

async function ask(quantity: Quantity): Promise<ProvenanceAnswer> {
  const {status, body} = await post(quantity);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as ProvenanceAnswer;
}

const run = {kind: 'run', run: 'two', scenario: 'keep-80'} as const;
const sides = {before: 'two', beforeScenario: 'keep', after: 'two', afterScenario: 'keep-80'};
const both = {kind: 'comparison', ...sides} as const;

test('a number of a run has the inputs that the command line explains', async () => {
  const found = await ask({...run, measure: 'costUsd.postage'});
  const words = ['explain', place.run, 'scenarios.keep-80.costUsd.postage', '--json'];
  const said = JSON.parse((await cutover(words)).stdout) as ProvenanceAnswer & {value: number};
  expect(found.inputs).toEqual(said.inputs);
  expect(found.countInputs).toEqual(said.countInputs);
  expect(found.cells).toEqual([{file: 'summary.json', row: 'keep-80', column: 'costUsd.postage', value: said.value}]);
  expect(found.marks).toEqual(['synthetic', 'uncalibrated', 'assumption']);
});

test('an input that is a parameter says what parameters.csv says of it', async () => {
  const {inputs} = await ask({...run, measure: 'costUsd.lastMile'});
  const {rows} = parseTable(parameterTable, readFileSync(join(place.twin, 'parameters.csv'), 'utf8'), 'parameters.csv');
  const row = rows.find(({name}) => name === 'driver_wage_usd_per_hour')!;
  const {low, base, high, unit, asOf, confidence, source} = row;
  const found = inputs.find(({name}) => name === 'driver_wage_usd_per_hour');
  expect(found).toMatchObject({file: 'parameters.csv', low, base, high, unit, asOf, confidence, source, value: base});
  expect(inputs.every((input) => input.source !== '' && input.confidence !== '')).toBe(true);
});

test('a number of a ZIP, a state or a station is made of its cells of the run', async () => {
  const {columns} = await readParquet(join(place.run, 'keep-80', 'zip.parquet'), {equal: {zip: '03101'}});
  const own = await ask({...run, measure: 'ownUsd', zip: '03101'});
  for (const {column, value} of own.cells) expect(value, column).toBe(columns[column][0]);
  expect(own.cells.map(({column}) => column)).toContain('last_mile_usd');
  const whole = await readParquet(join(place.run, 'keep-80', 'zip.parquet'), {columns: ['volume_usps']});
  const packages = whole.columns.volume_usps.reduce<number>((sum, value) => sum + Number(value), 0);
  const usps = await ask({...both, measure: 'uspsPackages'});
  expect(usps.cells[1]).toEqual({
    ...{file: 'keep-80/zip.parquet', row: '12 ZIPs, sum', column: 'volume_usps', value: packages},
  });
  const peak = await ask({...run, measure: 'peakShare', facility: 'DS1'});
  const days = await readParquet(join(place.run, 'keep-80', 'station_day.parquet'), {equal: {facility_id: 'DS1'}});
  expect(peak.cells[0].value).toBe(Math.max(...days.columns.planned.map(Number)));
});

test('a step of the bridge is the difference of its two cells', async () => {
  const summary = Summary.parse(JSON.parse(readFileSync(join(place.run, 'summary.json'), 'utf8')));
  const {cells} = await ask({...both, measure: 'costUsd.sort'});
  expect(cells.map(({value}) => value)).toEqual(summary.scenarios.map(({costUsd}) => costUsd.sort));
});

test('the ledger of the Postal Service rests on its attributable cost', async () => {
  const {inputs} = await ask({...both, measure: 'mailContributionUsd'});
  expect(inputs.map(({name}) => name)).toContain('usps_attributable_usd');
});

test('a driver of the tornado is one input, with its draws', async () => {
  const {inputs, cells} = await ask({...both, measure: 'driver', driver: 'packages_per_stop'});
  expect(new Set(inputs.map(({name}) => name.split('/')[0]))).toEqual(new Set(['packages_per_stop']));
  expect(cells.map(({file, column}) => `${file} ${column}`)).toEqual([
    ...['uncertainty.json atP10Usd', 'uncertainty.json atP90Usd'],
  ]);
});

test('a preview says what was turned, and what that makes of the inputs', async () => {
  const whatIf = WhatIf.parse({wageFactor: 1.1});
  const preview = {kind: 'preview', twin: place.twin.split('/').pop()!, scenario: 'keep-80'} as const;
  const {inputs, cells} = await ask({...preview, whatIf, measure: 'lastMile'});
  expect(inputs[0]).toMatchObject({kind: 'what-if', name: 'wageFactor', value: 1.1, confidence: 'choice'});
  const wage = inputs.find(({name}) => name === 'driver_wage_usd_per_hour')!;
  expect(wage.value).toBeCloseTo(23.5 * 1.1, 9);
  expect(wage).toMatchObject({confidence: 'assumption', source: 'set by the scenario'});
  expect(cells).toEqual([]);
});

test('a slider has the inputs that it turns as the scenario has them, whatever else is turned', async () => {
  const preview = {kind: 'preview', twin: place.twin.split('/').pop()!, scenario: 'keep-80'} as const;
  const whatIf = WhatIf.parse({wageFactor: 1.1, fuelFactor: 1.2});
  const {inputs} = await ask({...preview, whatIf, measure: 'wageFactor'});
  expect(inputs.map(({kind, name}) => `${kind} ${name}`)).toEqual([
    ...['what-if wageFactor', 'parameter driver_wage_usd_per_hour'],
  ]);
  expect(inputs[1].value).toBe(23.5); // of parameters.csv, not x 1.1
  expect(inputs[1].source).not.toBe('set by the scenario');
  const kept = await ask({...preview, whatIf, measure: 'uspsKept'});
  expect(kept.cells).toEqual([{file: 'the scenario', row: 'target.uspsKept', column: 'value', value: 0.8}]);
});

test('a count of the legend has the column that is drawn, and how many ZIPs have it', async () => {
  const {columns} = await readParquet(join(place.run, 'keep-80', 'zip.parquet'));
  const {cells, unit} = await ask({...run, measure: 'zips.breakEvenUsd'});
  const value = columns.break_even_usps_usd.filter((usd) => usd !== null).length;
  expect(unit).toBe('ZIPs');
  expect(cells).toEqual([
    {file: 'keep-80/zip.parquet', row: 'of 12 ZIPs have one', column: 'break_even_usps_usd', value},
  ]);
  const {inputs} = await ask({...run, measure: 'zips.offMap'});
  expect(inputs.map(({name}) => name)).toEqual(['zips.csv latitude_deg', 'zips.csv longitude_deg']);
});

test('what is not there is refused in words', async () => {
  expect(await post({...run, measure: 'costUsd.postge'})).toMatchObject({status: 422});
  expect(await post({...run, scenario: 'none', measure: 'costUsd.total'})).toMatchObject({status: 404});
  const nowhere = {...run, measure: 'ownUsd', zip: '99999'};
  expect(await post(nowhere)).toMatchObject({
    status: 422,
    body: {message: expect.stringContaining('"99999"') as string},
  });
  expect(await post({...run, measure: 'meanPackages', facility: 'DS9'})).toMatchObject({status: 422});
  expect(await post({...both, measure: 'usd', state: 'ZZ'})).toMatchObject({status: 422});
  expect(await post({...both, measure: 'driver', driver: 'none'})).toMatchObject({status: 422});
  expect(await post({...run, measure: '../secret'})).toMatchObject({status: 400});
  expect(await post({kind: 'planet', measure: 'mass'})).toMatchObject({status: 400});
  expect(await post({...run, measure: 'ownUsd', zip: '03101', more: 1})).toMatchObject({status: 400});
});

test('OpenAPI describes every kind of quantity and the whole answer', async () => {
  const headers = {authorization: `Bearer ${served.token}`};
  const response = await fetch(`http://127.0.0.1:${served.port}/api/openapi.json`, {headers});
  const {paths, components} = (await response.json()) as {
    paths: Record<string, {post: {requestBody: object; responses: Record<string, object>}}>;
    components: {schemas: Record<string, {properties?: object; oneOf?: {properties: {kind: object}}[]}>};
  };
  const {requestBody, responses} = paths['/api/provenance'].post;
  const json = (name: string): object => ({'application/json': {schema: {$ref: `#/components/schemas/${name}`}}});
  expect(requestBody).toMatchObject({required: true, content: json('Quantity')});
  expect(responses[200]).toMatchObject({content: json('Provenance')});
  const kinds = JSON.stringify(components.schemas.Quantity);
  for (const kind of ['run', 'preview', 'plan', 'comparison', 'bid', 'twin']) expect(kinds).toContain(`"${kind}"`);
  expect(Object.keys(components.schemas.Provenance.properties!)).toEqual([
    ...['unit', 'how', 'marks', 'calibrated', 'cells', 'inputs', 'countInputs'],
  ]);
});

test('a twin edited under a running server gives what it says now, and no run what it was not made from', async () => {
  const file = join(place.twin, 'parameters.csv');
  const text = readFileSync(file, 'utf8');
  const preview = {kind: 'preview', twin: place.twin.split('/').pop()!, scenario: 'keep-80'} as const;
  const wage = async () => {
    const {inputs} = await ask({...preview, whatIf: WhatIf.parse({}), measure: 'lastMile'});
    return inputs.find(({name}) => name === 'driver_wage_usd_per_hour')!;
  };
  const postage = {...run, measure: 'costUsd.postage'};
  expect([(await wage()).value, (await post(postage)).status]).toEqual([23.5, 200]);
  const edited = text.replace(/^(driver_wage_usd_per_hour,.*?)23\.5\b/m, '$124.25');
  expect(edited).not.toBe(text);
  writeFileSync(file, edited);
  expect((await wage()).value).toBe(24.25);
  const said = {status: 422, body: {message: expect.stringContaining('the twin was changed after this run') as string}};
  expect(await post(postage)).toMatchObject(said);
  writeFileSync(file, text);
  expect([(await wage()).value, (await post(postage)).status]).toEqual([23.5, 200]);
});

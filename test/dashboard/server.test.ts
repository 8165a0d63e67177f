import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {
  applyScenario,
  bidTable,
  openStationAt,
  parameterRange,
  policyTable,
  type Table,
  waveTable,
  WhatIf,
  whatIfChanges,
} from '@cutover/core';
import {type CompareAnswer, type PlanAnswer, type PreviewFacts, type Served, serveDashboard} from '@cutover/dashboard';
import {parseTable, readParquet, readScenario, readTwin} from '@cutover/files';
import type {Uncertainty} from '@cutover/reporting';
import {openSession, whatIf} from '@cutover/runner';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {withPool} from '../support/run.ts';
import {
  askAsPage,
  type Listening,
  listenTo,
  type RawOptions,
  rawRequest,
  readFrame,
  type Reply,
  type SmallPlace,
  smallPlace,
} from './served.ts';

let place: SmallPlace;
let served: Served;
let page: Listening;

beforeAll(async () => {
  place = await smallPlace();
  served = await serveDashboard({paths: [place.twin, join(place.folder, 'runs'), place.plan, place.bids]});
  page = await listenTo(served.port, served.token);
});

afterAll(async () => {
  page.close();
  await served.close();
});

const ask = (path: string, options: RawOptions = {}): Promise<Reply> => askAsPage(served, path, options);

function post(path: string, body: unknown): Promise<Reply> {
  return ask(path, {method: 'POST', body: JSON.stringify(body)});
}

/** Asks for a preview. @returns the path where it will be */
async function askPreview(whatIf: object, client = page.client): Promise<string> {
  const {text} = await post('/api/what-ifs', {client, twin: 'small', scenario: 'keep-80', whatIf});
  return `/api/what-ifs/${(JSON.parse(text) as {id: string}).id}/zips?client=${client}`;
}

async function preview(whatIf: object): Promise<{facts: PreviewFacts; array: ReturnType<typeof readFrame>['array']}> {
  const {facts, array} = readFrame((await ask(await askPreview(whatIf))).body);
  return {facts: facts as PreviewFacts, array};
}

describe('the server', () => {
  test('gives a run as it is on the disk', async () => {
    const {text} = await ask('/api/runs/two/summary');
    expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(join(place.run, 'summary.json'), 'utf8')));
    const {facts, array} = readFrame((await ask('/api/runs/two/scenarios/keep-80/zips')).body);
    const {columns} = await readParquet(join(place.run, 'keep-80', 'zip.parquet'));
    expect((facts as {zips: string[]}).zips).toEqual(columns.zip);
    const delivered = (row: number): number =>
      Number(columns.volume_owned[row]) + Number(columns.volume_usps[row]) + Number(columns.volume_other[row]);
    columns.zip.forEach((_, row) => {
      expect(array('ownedShare')[row]).toBeCloseTo(Number(columns.volume_owned[row]) / delivered(row), 6);
    });
  });

  test('gives the ranges of ZIPs where a run has joint draws, and says which runs have', async () => {
    const {array} = readFrame((await ask('/api/runs/two/scenarios/keep/zips')).body);
    const {columns} = await readParquet(join(place.run, 'keep', 'zip_range.parquet'));
    for (const [name, column] of [
      ['savingP10Usd', 'saving_p10_usd'],
      ['savingP90Usd', 'saving_p90_usd'],
      ['ownCheaperShare', 'own_cheaper_share'],
    ]) {
      expect([...array(name)]).toEqual(columns[column].map((value) => Math.fround(Number(value ?? NaN))));
    }
    expect([...array('savingP10Usd')].filter((usd) => !Number.isNaN(usd)).length).toBeGreaterThan(0);
    const {runs} = JSON.parse((await ask('/api/catalog')).text) as {runs: {id: string; hasDraws: boolean}[]};
    expect(runs.map(({id, hasDraws}) => [id, hasDraws])).toEqual([['two', true]]);
  });

  test('compares two scenarios by steps that add up to the cent', async () => {
    const query = 'before=two&beforeScenario=keep&after=two&afterScenario=keep-80';
    const {text} = await ask(`/api/compare?${query}`);
    const {bridge, before, after, states, segments} = JSON.parse(text) as {
      bridge: {usd: number}[];
      before: {costUsd: {total: number}};
      after: {costUsd: {total: number}};
      states: {afterUsd: number}[];
      segments: {afterUsd: number}[];
    };
    const cents = bridge.reduce((sum, {usd}) => sum + Math.round(100 * usd), 0);
    expect(cents).toBe(Math.round(100 * after.costUsd.total) - Math.round(100 * before.costUsd.total));
    expect(cents).not.toBe(0);
    const sum = (groups: {afterUsd: number}[]) => groups.reduce((all, {afterUsd}) => all + afterUsd, 0);
    expect(sum(segments)).toBeCloseTo(sum(states), 3);
  });

  test('gives a plan as it is on the disk: changes by week, waves, and loads that add up', async () => {
    const twin = applyScenario(await readTwin(place.twin), await readScenario(place.twin, 'keep-80'));
    const rowsOf = <Row>(table: Table<Row>, file: string): readonly Row[] =>
      parseTable(table, readFileSync(join(place.plan, file), 'utf8'), file).rows;
    const plan = JSON.parse((await ask('/api/plans/plan')).text) as PlanAnswer;
    const onDisk = JSON.parse(readFileSync(join(place.plan, 'plan.json'), 'utf8')) as PlanAnswer;
    expect(plan.valueUsd).toBe(onDisk.valueUsd);
    expect(plan.weeks).toEqual(onDisk.weeks);
    expect(plan.waves).toEqual(rowsOf(waveTable, 'checklist.csv'));
    const {array} = readFrame((await ask('/api/plans/plan/zips')).body);
    const policy = rowsOf(policyTable, 'policy.csv');
    let ownShare = 0; // of all packages, in the last week
    for (const {zip, packagesPerYear} of twin.demand) {
      const today = twin.today.filter((row) => row.zip === zip);
      const volume = (classGroup: string): number => {
        const found = today.find((row) => row.classGroup === classGroup);
        return found === undefined ? 0 : found.owned + found.usps + found.other;
      };
      const ownShareFrom = (day: string): number => {
        const rows = policy.filter((row) => row.zip === zip && row.from === day);
        const all = rows.reduce((sum, row) => sum + volume(row.classGroup), 0);
        return rows.reduce((sum, row) => sum + (volume(row.classGroup) * row.owned) / 1024, 0) / all;
      };
      const days = policy
        .filter((row) => row.zip === zip)
        .map(({from}) => from)
        .sort();
      const at = [...array('changeZip')].indexOf(twin.zips.findIndex((row) => row.zip === zip));
      expect(array('changeWeek')[at]).toBe(0);
      expect(array('ownedShare')[at]).toBeCloseTo(ownShareFrom(plan.weeks[0].from), 6);
      ownShare +=
        (ownShareFrom(days.at(-1)!) * packagesPerYear) / twin.demand.reduce((sum, row) => sum + row.packagesPerYear, 0);
    }
    const {stations, loadPackagesPerDay, weeks} = plan;
    const last = loadPackagesPerDay.slice(-stations.length).reduce((sum, load) => sum + load, 0);
    const {to} = twin.settings.horizon;
    const days = (Date.parse(to) - Date.parse(weeks[weeks.length - 1].from)) / 864e5 + 1;
    const expected = (ownShare * weeks[weeks.length - 1].packages) / days;
    expect(Math.abs(last - expected)).toBeLessThanOrEqual(stations.length / 2); // each is rounded
    const changed = plan.waves.flatMap(({zips}) => zips.split(' '));
    const marked = [...array('waveWeek')].flatMap((week, row) => (Number.isNaN(week) ? [] : [twin.zips[row].zip]));
    expect(marked).toEqual([...new Set(changed)].sort());
  });

  test('gives a bid book as it is on the disk', async () => {
    const {rows} = parseTable(bidTable, readFileSync(place.bids, 'utf8'), 'bids.csv');
    expect(JSON.parse((await ask('/api/bids/bids')).text)).toEqual(rows);
    expect(rows.length).toBeGreaterThan(0);
  });

  test('compares with what moves the difference, and with stations week by week', async () => {
    const query = 'before=two&beforeScenario=keep-80&after=two&afterScenario=keep';
    const {tornado, weeks, slower, slowerCount} = JSON.parse(
      (await ask(`/api/compare?${query}`)).text,
    ) as CompareAnswer;
    const uncertainty = JSON.parse(readFileSync(join(place.run, 'uncertainty.json'), 'utf8')) as Uncertainty;
    const spread = uncertainty.scenarios.find(({name}) => name === 'keep')!.differenceUsd!;
    expect(tornado).toMatchObject({of: 'Cost of keep less keep-80', samples: 100, base: spread.base, p90: spread.p90});
    expect(tornado!.drivers).toEqual(spread.drivers.slice(0, 12));
    const {columns} = await readParquet(join(place.run, 'keep', 'station_day.parquet'));
    const days = [...new Set(columns.day.map(String))].sort().slice(0, 7);
    const inWeek = (name: string): number =>
      columns.day.reduce(
        (sum: number, day, row) => sum + (days.includes(String(day)) ? Number(columns[name][row]) : 0),
        0,
      );
    expect([weeks.after.packages[0], weeks.after.capacity[0]]).toEqual([inWeek('delivered'), inWeek('capacity')]);
    expect(slower.length).toBe(Math.min(10, slowerCount));
    slower.slice(1).forEach(({transitDays}, i) => expect(transitDays!).toBeLessThanOrEqual(slower[i].transitDays!));
  });

  test('previews exactly what the runner says', async () => {
    const base = await readTwin(place.twin);
    const twin = applyScenario(base, await readScenario(place.twin, 'keep-80'));
    const session = await withPool(1, (pool) => openSession(pool, {name: 'keep-80', about: '', twin}, 1));
    for (const asked of [{uspsPriceFactor: 1.13}, {uspsKept: 0.5}, {wageFactor: 1.2}, {closedStations: ['DS2']}]) {
      const {facts, array} = await preview(asked);
      const {zips, ...direct} = whatIf(session, whatIfChanges(twin, WhatIf.parse(asked)));
      expect(facts).toEqual(direct);
      expect(array('savingUsd')).toEqual(zips.savingUsd);
      expect(array('station')).toEqual(Int32Array.from(zips.station));
    }
  });

  test('previews an opened station with ways of its own, as the runner does when a scenario has it', async () => {
    const base = await readTwin(place.twin);
    const keep80 = applyScenario(base, await readScenario(place.twin, 'keep-80'));
    const changes = openStationAt(keep80, '03101');
    const twin = applyScenario(keep80, {name: 'opened', about: '', changes});
    const session = await withPool(1, (pool) => openSession(pool, {name: 'keep-80', about: '', twin}, 1));
    const {zips, ...direct} = whatIf(session, whatIfChanges(twin, WhatIf.parse({capacityFactor: 0.9})));
    const {facts, array} = await preview({openedZips: ['03101'], capacityFactor: 0.9});
    expect(facts).toEqual(direct);
    expect([...array('station')]).toEqual([...zips.station]);
    expect([...zips.station]).toContain(keep80.facilities.length); // some ZIP is served from it
    const {text} = await ask('/api/twins/small/scenarios/keep-80/openings/03101');
    const opened = twin.facilities.at(-1)!;
    expect(JSON.parse(text)).toMatchObject({
      ...{facilityId: 'SITE-03101', capacityPackagesPerDay: opened.capacityPackagesPerDay},
      fedFrom: twin.lanes.filter(({destinationId}) => destinationId === 'SITE-03101').map(({originId}) => originId),
    });
    expect((await ask('/api/twins/small/scenarios/keep-80/openings/99999')).status).toBe(404);
  });

  test('compares as the Postal Service sees it, and station by station', async () => {
    const query = 'before=two&beforeScenario=keep&after=two&afterScenario=keep-80';
    const {text} = await ask(`/api/compare?${query}`);
    const {before, after, usps, stations} = JSON.parse(text) as CompareAnswer;
    const carried = async (scenario: string): Promise<number> => {
      const {columns} = await readParquet(join(place.run, scenario, 'zip.parquet'), {columns: ['volume_usps']});
      return (columns.volume_usps as number[]).reduce((sum, packages) => sum + packages, 0);
    };
    const {low, base, high} = parameterRange((await readTwin(place.twin)).parameters, 'usps_attributable_usd');
    expect(usps!.attributable).toMatchObject({low, base, high, confidence: 'estimate'});
    for (const [side, {name, costUsd}] of [
      [usps!.before, before],
      [usps!.after, after],
    ] as const) {
      const packages = await carried(name);
      const revenueUsd = costUsd.postage + costUsd.contractShortfall;
      expect(side.packages).toBe(packages);
      expect(side.revenueUsd).toBeCloseTo(revenueUsd, 6);
      expect(side.attributableUsd.base).toBeCloseTo(packages * base, 6);
      expect(side.contributionUsd.low).toBeCloseTo(revenueUsd - packages * high, 6);
      expect(side.contributionUsd.high).toBeCloseTo(revenueUsd - packages * low, 6);
    }
    expect(usps!.changeUsd.base).toBeCloseTo(usps!.after.contributionUsd.base - usps!.before.contributionUsd.base, 4);
    const means = async (scenario: string) => {
      const {text: of} = await ask(`/api/runs/two/scenarios/${scenario}/stations`);
      return new Map(
        (JSON.parse(of) as {facilityId: string; meanPackages: number}[]).map((each) => [
          each.facilityId,
          each.meanPackages,
        ]),
      );
    };
    const [was, is] = [await means('keep'), await means('keep-80')];
    expect(stations.map(({facilityId}) => facilityId).sort()).toEqual([...was.keys()].sort());
    stations.forEach(({facilityId, beforePackages, afterPackages}) => {
      expect([beforePackages, afterPackages]).toEqual([was.get(facilityId), is.get(facilityId)]);
    });
  });

  test('refuses what the twin does not have, all of it at once, and goes on', async () => {
    const whatIf = {openedZips: ['03101', '99999'], closedStations: ['DS2', 'DS9']};
    const asked = {client: page.client, twin: 'small', scenario: 'nowhere', whatIf};
    const {status, text} = await post('/api/what-ifs', asked);
    expect(status).toBe(404);
    const {message} = JSON.parse(text) as {message: string};
    expect(message.split('\n')[0]).toBe('The request names 3 things that the twin does not have:');
    expect(message).toMatch(/scenario: found "nowhere", expected a scenario of scenarios\/; give one of .*keep-80/);
    expect(message).toMatch(/whatIf\.openedZips\.1: found "99999", expected a ZIP of zips\.csv; give one of 03001, /);
    expect(message).toMatch(/whatIf\.closedStations\.1: found "DS9", expected a building of facilities\.csv; did you/);
    const save = await post('/api/twins/small/scenarios', {name: 'wrong', about: '', base: 'keep-80', whatIf});
    expect(save.status).toBe(404);
    expect(save.text).toContain('names 2 things');
    expect(existsSync(join(place.twin, 'scenarios', 'wrong.yaml'))).toBe(false);
    for (const path of [
      '/api/twins/small/origins?zip=99999',
      '/api/twins/small/origins?facility=FC9',
      '/api/runs/two/scenarios/keep/zips/99999',
    ]) {
      expect((await ask(path)).status, path).toBe(404);
    }
    expect((await preview({})).facts.costUsd.total).toBeGreaterThan(0);
  });

  test('closes what a scenario opens, and what the same what-if opens', async () => {
    const both = {openedZips: ['03101'], closedStations: ['SITE-03101']};
    const asked = {client: page.client, twin: 'small', scenario: 'keep-80', whatIf: both};
    expect((await post('/api/what-ifs', asked)).status).toBe(202);
  });

  test('saves a what-if as a scenario that a run reads, and never over another', async () => {
    const asked = {name: 'dearer', about: 'USPS a tenth dearer', base: 'keep-80', whatIf: {uspsPriceFactor: 1.1}};
    const first = await post('/api/twins/small/scenarios', asked);
    expect([first.status, first.text]).toEqual([201, '{"file":"scenarios/dearer.yaml"}']);
    const base = await readTwin(place.twin);
    const keep80 = await readScenario(place.twin, 'keep-80');
    const saved = await readScenario(place.twin, 'dearer');
    const changes = whatIfChanges(applyScenario(base, keep80), WhatIf.parse(asked.whatIf));
    expect(saved.changes).toEqual([...keep80.changes, ...changes]);
    const text = readFileSync(join(place.twin, 'scenarios', 'dearer.yaml'), 'utf8');
    expect((await post('/api/twins/small/scenarios', {...asked, whatIf: {uspsKept: 0}})).status).toBe(409);
    expect(readFileSync(join(place.twin, 'scenarios', 'dearer.yaml'), 'utf8')).toBe(text);
  });

  test('drops a what-if for a newer one of the same page, and says so to whoever waits for it', async () => {
    const older = await askPreview({openedZips: ['03001']}); // ways are found anew: it takes the longer of the two
    const newer = await askPreview({uspsPriceFactor: 1.2});
    expect((await ask(older)).status).toBe(204);
    expect((await ask(newer)).status).toBe(200);
  });

  test('lets go of what a page asked for when the page is gone', async () => {
    const other = await listenTo(served.port, served.token);
    const asked = {client: other.client, twin: 'small', scenario: 'keep-80', whatIf: {}};
    expect((await post('/api/what-ifs', asked)).status).toBe(202);
    other.close();
    await expect.poll(async () => (await post('/api/what-ifs', asked)).status, {timeout: 20_000}).toBe(404);
  });

  test('answers /health while ten pages ask at once', async () => {
    const pages = await Promise.all(Array.from({length: 10}, () => listenTo(served.port, served.token)));
    const asks = pages.map(async ({client}, i) => ask(await askPreview({uspsKept: i / 10}, client)));
    const times: number[] = [];
    for (let i = 0; i < 20; i++) {
      const asked = performance.now();
      expect((await rawRequest(served.port, '/health')).status).toBe(200);
      times.push(performance.now() - asked);
    }
    expect((await Promise.all(asks)).map(({status}) => status)).toEqual(pages.map(() => 200));
    for (const each of pages) each.close();
    expect(times.sort((a, b) => a - b)[10]).toBeLessThan(100); // the median: the machine may be busy with others
  });

  test('sends a page of at most 250 kB of gzip', async () => {
    const {text} = await ask('/');
    const names = [...text.matchAll(/(?:src|href)="\.(\/[^"]+)"/g)].map(([, name]) => name);
    expect(names).toEqual(expect.arrayContaining(['/assets/index.js', '/assets/index.css']));
    const files = await Promise.all(names.map((name) => ask(name)));
    expect(files.every(({status}) => status === 200)).toBe(true);
    expect(files.reduce((sum, {body}) => sum + gzipSync(body).length, 0)).toBeLessThan(250_000);
  });

  test('describes itself, every path of it', async () => {
    const {paths} = JSON.parse((await ask('/api/openapi.json')).text) as {paths: Record<string, unknown>};
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/api/catalog', '/api/what-ifs', '/api/events', '/api/twins/{twin}/scenarios']),
    );
    expect(Object.keys(paths)).toHaveLength(22);
    expect(existsSync(join(place.folder, 'runs', 'two'))).toBe(true);
  });
});

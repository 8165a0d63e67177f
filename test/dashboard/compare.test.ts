import {join} from 'node:path';
import {serveDashboard, type Served} from '@cutover/dashboard';
import {readParquet} from '@cutover/files';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {rawRequest, readFrame, type Reply, type SmallPlace, smallPlace} from './served.ts';

let place: SmallPlace;
let served: Served;

beforeAll(async () => {
  place = await smallPlace();
  served = await serveDashboard({paths: [place.twin, join(place.folder, 'runs')]});
});

afterAll(() => served.close());

function ask(path: string): Promise<Reply> {
  const headers = {host: `127.0.0.1:${served.port}`, authorization: `Bearer ${served.token}`};
  return rawRequest(served.port, path, {headers});
}

describe('the server', {timeout: 120_000}, () => {
  test('compares scenarios as planned, by steps that add up to the cent, ZIPs included', async () => {
    const query = `twin=small&before=&beforeScenario=keep&after=&afterScenario=keep-80`;
    const {status, text} = await ask(`/api/compare?${query}`);
    expect(status).toBe(200);
    const {bridge, before, after, states, weeks, tornado, notes} = JSON.parse(text) as {
      bridge: {usd: number}[];
      before: {isPreview: boolean; costUsd: {total: number}; range: {totalLow: number; totalHigh: number}};
      after: {isPreview: boolean; costUsd: {total: number}; packages: Record<string, number>};
      states: {afterUsd: number; packages: number}[];
      weeks: {after: {packages: number[]; capacity: number[]}};
      tornado: unknown;
      notes: string[];
    };
    expect([before.isPreview, after.isPreview, tornado, notes]).toEqual([true, true, null, []]);
    expect(before.range.totalLow).toBeLessThan(before.costUsd.total);
    const cents = bridge.reduce((sum, {usd}) => sum + Math.round(100 * usd), 0);
    expect(cents).toBe(Math.round(100 * after.costUsd.total) - Math.round(100 * before.costUsd.total));
    expect(cents).not.toBe(0);
    const {deliveredOwned, deliveredUsps, deliveredOther} = after.packages;
    const carried = states.reduce((sum, {packages}) => sum + packages, 0);
    expect(Math.abs(carried - deliveredOwned - deliveredUsps - deliveredOther)).toBeLessThan(3); // three roundings
    expect(weeks.after.packages.length).toBe(weeks.after.capacity.length);
    const {facts, array} = readFrame((await ask(`/api/compare/zips?${query}`)).body);
    expect(array('differenceUsd')).toHaveLength((facts as {zips: string[]}).zips.length);
  });

  test('compares a run with a scenario as planned, and says that they are not alike', async () => {
    const sides = 'before=two&beforeScenario=keep-80&after=&afterScenario=keep-80';
    const {notes, before, after} = JSON.parse((await ask(`/api/compare?twin=small&${sides}`)).text) as {
      notes: string[];
      before: {costUsd: {total: number}};
      after: {costUsd: {total: number}; range: {totalLow: number; totalHigh: number}};
    };
    expect(notes).toEqual([expect.stringContaining('One is planned, the other simulated')]);
    expect(before.costUsd.total).toBeGreaterThan(after.range.totalLow);
    expect(before.costUsd.total).toBeLessThan(after.range.totalHigh);
    expect((await ask(`/api/compare?${sides}`)).status).toBe(404); // of which twin?
  });

  test('says of a ZIP days between those of its ways, also where a way was not drawn', async () => {
    const {columns, rowCount} = await readParquet(join(place.run, 'keep-80', 'zip.parquet'), {
      columns: ['owned_transit_days', 'usps_transit_days', 'other_transit_days'],
    });
    const days = readFrame((await ask('/api/runs/two/scenarios/keep-80/zips')).body).array('transitDays');
    for (let zip = 0; zip < rowCount; zip++) {
      const known = ['owned', 'usps', 'other']
        .map((way) => Number(columns[`${way}_transit_days`][zip] ?? Number.NaN))
        .filter((mean) => !Number.isNaN(mean));
      if (known.length === 0) continue;
      expect(days[zip]).toBeGreaterThanOrEqual(Math.min(...known) - 1e-6);
      expect(days[zip]).toBeLessThanOrEqual(Math.max(...known) + 1e-6);
    }
    expect(rowCount).toBeGreaterThan(0);
  });
});

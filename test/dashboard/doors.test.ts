// Who may ask the server, how fast and how much: strangers get 4xx, and nothing changes.
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {type Served, serveDashboard} from '@cutover/dashboard';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {
  askAsPage,
  type Listening,
  listenTo,
  type RawOptions,
  rawRequest,
  rawText,
  type Reply,
  type SmallPlace,
  smallPlace,
} from './served.ts';

let place: SmallPlace;
let served: Served;

beforeAll(async () => {
  place = await smallPlace();
  served = await serveDashboard({paths: [place.twin, join(place.folder, 'runs'), place.plan, place.bids]});
});

afterAll(() => served.close());

const ask = (path: string, options: RawOptions = {}): Promise<Reply> => askAsPage(served, path, options);

function post(path: string, body: unknown): Promise<Reply> {
  return ask(path, {method: 'POST', body: JSON.stringify(body)});
}

describe('a stranger', () => {
  const twins = '/api/catalog';

  test('without the token is refused, with a wrong one too', async () => {
    const host = {host: `127.0.0.1:${served.port}`};
    expect((await rawRequest(served.port, twins, {headers: host})).status).toBe(401);
    expect((await rawRequest(served.port, `${twins}?token=${'x'.repeat(32)}`, {headers: host})).status).toBe(401);
    expect((await rawRequest(served.port, '/api/events', {headers: host})).status).toBe(401);
    expect((await ask(twins)).status).toBe(200);
  });

  test('with another name for this machine is refused (DNS rebinding)', async () => {
    expect((await ask(twins, {headers: {host: 'evil.example'}})).status).toBe(403);
    expect((await ask(twins, {headers: {host: `evil.example:${served.port}`}})).status).toBe(403);
    expect((await ask('/', {headers: {host: 'evil.example'}})).status).toBe(403);
  });

  test('from another origin or site is refused', async () => {
    expect((await ask(twins, {headers: {origin: 'http://evil.example'}})).status).toBe(403);
    expect((await ask(twins, {headers: {origin: 'null'}})).status).toBe(403);
    expect((await ask(twins, {headers: {'sec-fetch-site': 'cross-site'}})).status).toBe(403);
    expect((await ask(twins, {headers: {origin: `http://127.0.0.1:${served.port}`}})).status).toBe(200);
  });

  test('that names another address in the first line of a request is refused', async () => {
    const {port, token} = served;
    const lines = [
      ...['GET http://evil.example/api/catalog HTTP/1.1', `Host: 127.0.0.1:${port}`],
      ...[`Authorization: Bearer ${token}`, 'Connection: close'],
    ];
    expect(await rawText(port, `${lines.join('\r\n')}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 403/);
  });

  test('that sends a body too slowly is let go', async () => {
    const {port, token} = served;
    const lines = [
      ...['POST /api/runs HTTP/1.1', `Host: 127.0.0.1:${port}`, `Authorization: Bearer ${token}`],
      ...['Content-Type: application/json', 'Content-Length: 9', '', '{'],
    ];
    const [body, head] = await Promise.all([rawText(port, lines.join('\r\n')), rawText(port, lines[0])]);
    expect(body).toMatch(/^HTTP\/1\.1 408/);
    expect(head).toMatch(/^HTTP\/1\.1 408/);
  });

  test('finds no file by a path', async () => {
    const paths = [
      '/../package.json',
      '/..%2f..%2fpackage.json',
      '/assets/..%2f..%2findex.js',
      '/api/twins/..%2f..%2f..%2fetc',
      `/api/runs/${encodeURIComponent(place.run)}/summary`,
      '/api/runs/two/scenarios/..%2fkeep/zips',
      '/api/runs/two/scenarios/exit/zips',
      '/api/plans/..%2fplan',
      '/api/bids/..%2fbids.csv',
      '/api/bids/plan',
    ];
    for (const path of paths) {
      const {status, text} = await ask(path);
      expect(status, path).toBeGreaterThanOrEqual(400);
      expect(status, path).toBeLessThan(500);
      expect(text).not.toContain('cutover"');
    }
  });

  test('changes nothing with a body that is huge, broken or of another form', async () => {
    const before = readdirSync(join(place.twin, 'scenarios'));
    const path = '/api/twins/small/scenarios';
    const good = {name: 'mine', about: '', base: 'keep', whatIf: {uspsKept: 0.7}};
    const replies = [
      await ask(path, {method: 'POST', body: Buffer.alloc(200_000, 97)}),
      await ask(path, {method: 'POST', body: '{"name": '}),
      await post(path, {...good, name: '../../evil'}),
      await post(path, {...good, surprise: true}),
      await post(path, {...good, whatIf: {uspsPriceFactor: 1e9}}),
      await ask(path, {method: 'POST', body: 'name=mine', headers: {'content-type': 'text/plain'}}),
      await post('/api/what-ifs', {client: 'me', twin: 'small', scenario: 'keep', whatIf: {}}),
    ];
    expect(replies.map(({status}) => status)).toEqual([413, 400, 400, 400, 400, 415, 400]);
    expect(readdirSync(join(place.twin, 'scenarios'))).toEqual(before);
  });
});

describe('the server', () => {
  test('tells a page that there are too many, and takes one again when one has gone', async () => {
    const headers = {authorization: `Bearer ${served.token}`};
    const opened: Listening[] = [];
    const open = async () => opened.push(await listenTo(served.port, served.token));
    const statusOfNext = async () => {
      const control = new AbortController();
      const {status} = await fetch(`http://127.0.0.1:${served.port}/api/events`, {headers, signal: control.signal});
      control.abort();
      return status;
    };
    for (let i = 0; i < 260 && (opened.length < 250 || (await statusOfNext()) === 200); i++) await open();
    expect(opened.length).toBeLessThan(260);
    expect(await statusOfNext()).toBe(503);
    for (const each of opened) each.close();
    await expect.poll(statusOfNext).toBe(200);
  });
});

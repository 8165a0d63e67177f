import {randomBytes} from 'node:crypto';
import type {AddressInfo} from 'node:net';
import {fileURLToPath} from 'node:url';
import {DataError, WhatIf} from '@cutover/core';
import {serve as listen} from '@hono/node-server';
import {createEngine, createLeases, type Engine} from './engine/engine.ts';
import {createApp} from './http/app.ts';
import {createMapAnswers, type MapAnswers} from './http/map-answers.ts';
import {createQuiet} from './http/quiet.ts';
import {readPage} from './http/page-routes.ts';
import type {StartRun} from './http/parts.ts';
import {NOWHERE} from './provenance/paths.ts';
import {type Catalog, createCatalog} from './tables/catalog.ts';

/** The address that only this machine sees. */
const LOOPBACK = '127.0.0.1';

/** A request is a line and at most 64 kB, from this machine: what takes longer to come is answered 408 and let go. */
const SLOWEST = {requestTimeout: 10_000, headersTimeout: 10_000, connectionsCheckingInterval: 2_000}; // ms

const QUIET_MS = 2_000; // without a question, until work is done that none has asked for

export interface ServeOptions {
  readonly paths: readonly string[]; // twins, runs, folders of runs
  readonly port?: number; // absent: a free one
  readonly startRun?: StartRun;
  /** Told how many of the base scenario's epochs are ready for what-ifs. */
  readonly onEpoch?: (done: number, all: number) => void;
}

/** A server that listens. */
export interface Served {
  readonly url: string; // of the page, token included
  readonly port: number;
  readonly token: string;
  /**
   * Ends when the page can open at once: the first twin's map is ready to be sent, and its base scenario for what-ifs.
   *
   * @throws DataError if the twin's files are wrong
   */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

/**
 * Serves the page and its API on 127.0.0.1, to nobody without the token in the address.
 *
 * @throws DataError if there is nothing to serve, or the port is taken
 */
export async function serveDashboard(options: ServeOptions): Promise<Served> {
  const {paths, port = 0, startRun, onEpoch} = options;
  let catalog = createCatalog(paths);
  const token = randomBytes(24).toString('base64url');
  const leases = createLeases();
  const [engine, reader] = [createEngine(leases), createEngine(leases)];
  const maps = createMapAnswers(reader);
  const quiet = createQuiet(QUIET_MS);
  let bound = port;
  const app = createApp({
    ...{token, engine, reader, maps, leases},
    onRequest: () => quiet.note(),
    port: () => bound,
    catalog: () => catalog,
    refresh: () => {
      try {
        catalog = createCatalog(paths);
      } catch (error) {
        if (!(error instanceof DataError)) throw error; // else something served is gone: it goes on with what it knew
      }
    },
    page: readPage(fileURLToPath(new URL('./page', import.meta.url))),
    ...(startRun === undefined ? {} : {startRun}),
  });
  const server = await new Promise<ReturnType<typeof listen>>((resolve, reject) => {
    const made = listen({fetch: app.fetch, hostname: LOOPBACK, port, serverOptions: SLOWEST}, () => resolve(made));
    made.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new DataError(`port ${port} is taken; give another to --port`) : error),
    );
  });
  bound = (server.address() as AddressInfo).port;
  const ready = Promise.all([firstMap(catalog, maps), firstSession(catalog, engine, maps, onEpoch)]).then(() => {
    quiet.once(() => void firstProvenance(catalog, reader, maps).catch(() => undefined)); // only makes it quick
  });
  ready.catch(() => undefined); // the page says it too, whether or not anyone waits here
  return {
    ...{port: bound, token},
    url: `http://${LOOPBACK}:${bound}/#token=${token}`,
    ready,
    async close() {
      quiet.end();
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await Promise.all([engine.close(), reader.close()]);
    },
  };
}

/** What the page shows first: the first twin, and its newest run where there is one. */
async function firstMap({twins: [{id, path}], runs}: Catalog, maps: MapAnswers): Promise<void> {
  const {baseScenario} = await maps.twin(path);
  const run = runs.find(({twinId}) => twinId === id);
  const made = run?.summary.scenarios.map(({name}) => name) ?? [];
  const scenario = made.includes(baseScenario) ? baseScenario : made[0];
  await Promise.all([
    ...[maps.names(path), maps.geometry(path), maps.facilities(path)],
    ...(run === undefined || scenario === undefined
      ? []
      : [maps.runZips(run.path, scenario), maps.runStations(run.path, scenario)]),
  ]);
}

/** Notes what the first twin's base scenario reads, so that the first number clicked is answered at once. */
async function firstProvenance({twins: [{id, path}]}: Catalog, reader: Engine, maps: MapAnswers): Promise<void> {
  const {baseScenario: scenario} = await maps.twin(path);
  const quantity = {kind: 'preview', twin: id, scenario, whatIf: WhatIf.parse({}), measure: 'total'} as const;
  await reader.ask('provenance', {quantity, paths: {...NOWHERE, twin: path}});
}

/** Opens what the page asks for first: without it sliders would wait for the plan of a nation. */
async function firstSession(
  {twins: [{path}]}: Catalog,
  engine: Engine,
  maps: MapAnswers,
  onEpoch?: (done: number, all: number) => void,
): Promise<void> {
  const {baseScenario} = await maps.twin(path);
  await engine.ask('open', {twin: path, scenario: baseScenario}, onEpoch === undefined ? {} : {onProgress: onEpoch});
}

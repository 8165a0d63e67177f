import {
  applyScenario,
  DataError,
  openStationAt,
  type Scenario,
  type Twin,
  type WhatIf,
  whatIfChanges,
} from '@cutover/core';
import {readScenario, readScenarios, writeScenario} from '@cutover/files';
import {uspsCostOf} from '@cutover/reporting';
import {createPool, openSession, whatIf, type WhatIfSession} from '@cutover/runner';
import {encodeFrame} from '../api/frame.ts';
import {type Located, provenanceOf} from '../provenance/provenance.ts';
import {stampOf, twinAt} from './twins.ts';
import {citiesOf} from '../geometry/cities.ts';
import {createGeometry} from '../geometry/geometry.ts';
import {facilityFacts, openingFacts, originShares, twinFacts, twinNames} from '../tables/twin-facts.ts';
import {runHandoffs, runStations, runZip, runZips} from '../tables/run-tables.ts';
import {bidRows, type PlanFacts, planTables, planZips} from '../tables/plan-files.ts';
import {compareTables} from '../tables/compare-tables.ts';
import {plannedSide} from '../tables/planned-side.ts';

const SEED = 1; // of station shocks, which a preview does not read
const SESSIONS_MAX = 2; // each holds the routes of a nation: some hundred megabytes

/** By twin as it stands and scenario, the one asked for last at the end. */
const sessions = new Map<string, Promise<WhatIfSession>>();

/** Told how far a task is. */
export type Progress = (done: number, all: number) => void;

/** Asked whether a task is still wanted. */
export type IsStale = () => boolean;

/** All the work of the server, on a thread of its own. Inputs and results cross threads: plain data only. */
export const tasks = {
  twin: async ({twin}: {twin: string}) => twinFacts(await twinAt(twin), twin),
  geometry: async ({twin}: {twin: string}) => {
    const {zips} = await twinAt(twin);
    const {facts, arrays} = createGeometry(zips, await citiesOf(zips));
    return encodeFrame(facts, {...arrays});
  },
  facilities: async ({twin}: {twin: string}) => facilityFacts(await twinAt(twin)),
  names: async ({twin}: {twin: string}) => twinNames(await twinAt(twin), await readScenarios(twin)),
  origins: async ({twin, wanted}: {twin: string; wanted: {zip: string} | {facility: string}}) =>
    originShares(await twinAt(twin), wanted),
  runZips: async ({run, scenario}: {run: string; scenario: string}) => runZips(run, scenario),
  runStations: async ({run, scenario}: {run: string; scenario: string}) => runStations(run, scenario),
  runHandoffs: async ({run, scenario}: {run: string; scenario: string}) => runHandoffs(run, scenario),
  runZip: async ({run, scenario, zip}: {run: string; scenario: string; zip: string}) => runZip(run, scenario, zip),
  uspsCost: async ({twin, scenario}: SessionAt) => {
    const [base, known] = [await twinAt(twin), await readScenarios(twin)];
    const found = known.find(({name}) => name === scenario);
    return found === undefined ? null : (uspsCostOf(applyScenario(base, found).parameters) ?? null);
  },
  provenance: async (asked: Located) => provenanceOf(asked),
  compare: async (input: Parameters<typeof compareTables>[0]) => compareTables(input),
  planTables: async ({path, facts, twin}: PlanAt) => planTables(path, facts, await planTwin(twin, facts)),
  planZips: async ({path, facts, twin}: PlanAt) => planZips(path, facts, await planTwin(twin, facts)),
  bids: ({path}: {path: string}) => Promise.resolve(bidRows(path)),
  opening: async ({twin, scenario, zip}: SessionAt & {zip: string}) =>
    openingFacts(applyScenario(await twinAt(twin), await readScenario(twin, scenario)), zip),
  open: async ({twin, scenario}: SessionAt, progress: Progress) => {
    await sessionOf({twin, scenario}, progress);
  },
  preview: async ({whatIf: asked, ...at}: SessionAt & {whatIf: WhatIf}, progress: Progress, isStale: IsStale) => {
    const session = await sessionOf({...at, openedZips: asked.openedZips}, progress);
    return previewOf(session, {...asked, openedZips: []}, isStale);
  },
  planned: async (at: SessionAt, progress: Progress) =>
    plannedSide(await (sessions.get(keyOf(at)) ?? prepareSession(at, progress))), // not kept: sliders keep theirs
  save: async (asked: SavedWhatIf) => saveScenario(asked),
} as const;

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
export type TaskInput<Name extends TaskName> = Parameters<Tasks[Name]>[0];
export type TaskResult<Name extends TaskName> = Awaited<ReturnType<Tasks[Name]>>;

interface SessionAt {
  readonly twin: string;
  readonly scenario: string;
  readonly openedZips?: readonly string[]; // with a station opened: ways through it are found, so a session of its own
}

interface PlanAt {
  readonly path: string; // of the plan
  readonly facts: PlanFacts;
  readonly twin: string;
}

async function planTwin(path: string, {scenario}: PlanFacts): Promise<Twin> {
  return applyScenario(await twinAt(path), await readScenario(path, scenario));
}

/** A what-if to keep as a scenario of its twin. */
export interface SavedWhatIf {
  readonly twin: string;
  readonly name: string;
  readonly about: string;
  readonly base: string; // scenario it starts from
  readonly whatIf: WhatIf;
}

/** The changes of the base scenario, then those of the what-if. @returns the file, relative to the twin */
async function saveScenario({twin, name, about, base, whatIf: asked}: SavedWhatIf): Promise<string> {
  const [whole, from] = [await twinAt(twin), await readScenario(twin, base)];
  const changes = whatIfChanges(applyScenario(whole, from), asked);
  if (changes.length === 0) throw new DataError(`nothing differs from "${base}"; move something first`);
  const scenario: Scenario = {name, about, changes: [...from.changes, ...changes]};
  applyScenario(whole, scenario); // throws where a change does not fit
  return writeScenario(twin, scenario);
}

function previewOf(session: WhatIfSession, asked: WhatIf, isStale: IsStale): Uint8Array<ArrayBuffer> {
  const {zips, ...facts} = whatIf(session, whatIfChanges(session.twin, asked), isStale);
  return encodeFrame(facts, {...zips});
}

async function sessionOf(at: SessionAt, progress: Progress): Promise<WhatIfSession> {
  const key = keyOf(at);
  const known = sessions.get(key) ?? prepareSession(at, progress);
  sessions.delete(key);
  sessions.set(key, known);
  known.catch(() => sessions.delete(key));
  for (const oldest of [...sessions.keys()].slice(0, -SESSIONS_MAX)) sessions.delete(oldest);
  return known;
}

function keyOf({twin, scenario, openedZips = []}: SessionAt): string {
  return [twin, scenario, ...openedZips, stampOf(twin, [scenario])].join('\n');
}

async function prepareSession(at: SessionAt, progress: Progress): Promise<WhatIfSession> {
  const base = await twinAt(at.twin);
  const scenario = await readScenario(at.twin, at.scenario);
  const twin = applyScenario(base, scenario);
  const changes = (at.openedZips ?? []).flatMap((zip) => openStationAt(twin, zip));
  const opened = changes.length === 0 ? twin : applyScenario(twin, {...scenario, changes});
  const pool = createPool();
  try {
    const session = await openSession(pool, {...scenario, twin: opened}, SEED, progress);
    whatIf(session, []); // the plan as it is: previews that keep it only find what moves
    return session;
  } finally {
    await pool.close();
  }
}

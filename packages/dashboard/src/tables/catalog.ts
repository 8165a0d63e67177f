import {existsSync, readdirSync, readFileSync, realpathSync, statSync} from 'node:fs';
import {basename, join} from 'node:path';
import {DataError, Summary} from '@cutover/core';
import {isBidBook, PlanFacts} from './plan-files.ts';

/** A twin directory that is served. */
export interface TwinPlace {
  readonly id: string;
  readonly path: string;
}

/** A run directory that is served. */
export interface RunPlace {
  readonly id: string;
  readonly path: string;
  readonly twinId: string | null; // null: the twin it was made from is not there any more
  readonly summary: Summary;
  readonly packages: number | null;
  readonly twinSha256: string; // runs of one twin have the same
  readonly hasDraws: boolean; // made with --uncertainty
}

/** A plan directory that is served. */
export interface PlanPlace {
  readonly id: string;
  readonly path: string;
  readonly twinId: string | null; // null: its twin is not there any more
  readonly facts: PlanFacts;
}

/** A bid book that is served. */
export interface BidPlace {
  readonly id: string;
  readonly path: string;
}

/** All that a server may read, by id. Nothing is ever looked up by a path of a request. */
export interface Catalog {
  readonly twins: readonly TwinPlace[];
  readonly runs: readonly RunPlace[];
  readonly plans: readonly PlanPlace[];
  readonly bids: readonly BidPlace[];
}

/**
 * Finds twins, runs, plans and bid books: each path is one of them, or a folder of runs and plans. A run and a plan
 * bring the twin they were made from.
 *
 * @throws DataError if a path is none of these, or there is nothing to serve
 */
export function createCatalog(paths: readonly string[]): Catalog {
  const twins = new Map<string, TwinPlace>();
  const runs = new Map<string, RunPlace>();
  const plans = new Map<string, PlanPlace>();
  const bids = new Map<string, BidPlace>();
  const addTwin = (path: string): string | null => {
    if (!isTwin(path)) return null;
    const real = realpathSync(path);
    const known = twins.get(real) ?? {id: freeId(basename(real), twins.values()), path: real};
    twins.set(real, known);
    return known.id;
  };
  const addRun = (path: string): void => {
    const real = realpathSync(path);
    if (runs.has(real)) return; // given by itself and in a folder
    const summary = Summary.safeParse(jsonAt(join(real, 'summary.json')));
    const manifest = jsonAt(join(real, 'manifest.json')) as Record<string, unknown> | null;
    if (!summary.success || manifest === null) return;
    const twinId = typeof manifest.twin === 'string' ? addTwin(manifest.twin) : null;
    const packages = typeof manifest.packages === 'number' ? manifest.packages : null;
    const {inputsSha256} = summary.data;
    const twinSha256 = typeof manifest.twinSha256 === 'string' ? manifest.twinSha256 : inputsSha256;
    const hasDraws = existsSync(join(real, 'uncertainty.json'));
    const id = freeId(basename(real), runs.values());
    runs.set(real, {id, path: real, twinId, summary: summary.data, packages, twinSha256, hasDraws});
  };
  const addPlan = (path: string): void => {
    const real = realpathSync(path);
    if (plans.has(real)) return;
    const facts = PlanFacts.safeParse(jsonAt(join(real, 'plan.json')));
    if (!facts.success) return;
    const twinId = addTwin(facts.data.twin);
    plans.set(real, {id: freeId(basename(real), plans.values()), path: real, twinId, facts: facts.data});
  };
  const addBids = (path: string): void => {
    const real = realpathSync(path);
    if (bids.has(real)) return;
    bids.set(real, {id: freeId(basename(real, '.csv'), bids.values()), path: real});
  };
  const add = (path: string): void => (isPlan(path) ? addPlan(path) : addRun(path));
  for (const path of paths) {
    if (!existsSync(path))
      throw new DataError(`there is no "${path}"; give a twin, a run, a plan, a bid book or a folder`);
    if (isTwin(path)) addTwin(path);
    else if (isBidBook(path)) addBids(path);
    else if (isRun(path) || isPlan(path)) add(path);
    else madeIn(path).forEach(add);
  }
  if (twins.size === 0) {
    throw new DataError(`"${paths.join('", "')}" holds no twin and no run; give a directory of \`cutover init\``);
  }
  return {
    ...{twins: [...twins.values()], runs: [...runs.values()]},
    ...{plans: [...plans.values()], bids: [...bids.values()]},
  };
}

function isTwin(path: string): boolean {
  return existsSync(join(path, 'twin.yaml'));
}

function isRun(path: string): boolean {
  return existsSync(join(path, 'summary.json')) && existsSync(join(path, 'manifest.json'));
}

function isPlan(path: string): boolean {
  return existsSync(join(path, 'plan.json')) && existsSync(join(path, 'policy.csv'));
}

/** Runs and plans, newest first. */
function madeIn(folder: string): string[] {
  if (!statSync(folder).isDirectory()) return [];
  const folders = readdirSync(folder).filter((name) => !name.startsWith('.'));
  const made = folders.map((name) => join(folder, name)).filter((path) => isRun(path) || isPlan(path));
  return made.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs || (a < b ? -1 : 1));
}

function jsonAt(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** `us`, and for a second folder of that name `us-2`. */
function freeId(name: string, known: Iterable<{readonly id: string}>): string {
  const taken = new Set([...known].map(({id}) => id));
  const base = name.replace(/[^\w.-]/g, '-');
  let id = base;
  for (let count = 2; taken.has(id); count++) id = `${base}-${count}`;
  return id;
}

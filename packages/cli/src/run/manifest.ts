import {availableParallelism, cpus, platform, totalmem} from 'node:os';
import {type CalibrationState, DataError, type Summary} from '@cutover/core';
import {version} from '../version.ts';
import type {Stage} from '../terminal/clock.ts';

/** `manifest.json`: what a run was made from, and how. Everything that differs from one machine to the next is here. */
export interface Manifest {
  readonly version: string;
  readonly inputsSha256: string; // of the twin and the scenarios of the run
  readonly twinSha256: string; // of the twin without scenarios: runs of one twin have the same
  readonly twin: string; // directory, absolute
  readonly seed: number;
  readonly packages: number | null; // asked for, of each scenario; null: every one
  readonly sampling: Summary['sampling'];
  readonly window: {readonly from: string; readonly to: string}; // simulated days
  readonly scenarios: readonly string[];
  readonly baseScenario: string; // among `scenarios`, the one the others are compared with
  readonly plan: PlanUsed | null; // null: merit order decided
  readonly calibration: CalibrationState | null; // null: nothing was fitted to actuals
  readonly arguments: readonly string[]; // as given
  readonly stages: readonly Stage[];
  readonly machine: Machine;
}

/** The plan that a scenario of a run was done by. */
export interface PlanUsed {
  readonly path: string; // directory, absolute
  readonly sha256: string; // of its policy
  readonly bids?: string; // sha256 of its won.csv; absent: made without bids
  readonly scenario: string;
}

export interface Machine {
  readonly platform: string;
  readonly cpu: string;
  readonly cpus: number; // this process may use
  readonly memoryGb: number;
  readonly node: string;
  readonly threads: number;
}

export type ManifestFacts = Omit<Manifest, 'version' | 'arguments' | 'machine'>;

export function buildManifest(facts: ManifestFacts, threads: number): Manifest {
  return {
    version,
    ...facts,
    arguments: process.argv.slice(2),
    machine: {
      platform: platform(),
      cpu: cpus()[0]?.model ?? 'unknown',
      cpus: availableParallelism(),
      memoryGb: Math.round(totalmem() / 2 ** 30),
      node: process.versions.node,
      threads,
    },
  };
}

/** Reads back what commands on finished runs need. @throws DataError if the text is no manifest of ours */
export function parseManifest(text: string, path: string): Manifest {
  const manifest = jsonOf(text, path) as Partial<Manifest> | null;
  const isWhole =
    typeof manifest?.twin === 'string' &&
    typeof manifest.inputsSha256 === 'string' &&
    Number.isInteger(manifest.seed) &&
    (manifest.packages === null || Number.isInteger(manifest.packages)) &&
    typeof manifest.window?.from === 'string' &&
    typeof manifest.window.to === 'string' &&
    Array.isArray(manifest.scenarios) &&
    typeof manifest.baseScenario === 'string';
  if (!isWhole) throw new DataError(`"${path}" was not written by this version of \`cutover run\`; run again`);
  const {inputsSha256: twinSha256} = manifest; // of older runs, which have none of these three
  return {twinSha256, calibration: null, plan: null, ...manifest} as Manifest;
}

/** @throws DataError if the text is no JSON */
export function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DataError(`"${path}" is no JSON; run again`);
  }
}

import type {WhatIf} from '@cutover/core';
import type {
  BidsAnswer,
  CompareAnswer,
  Facilities,
  FrameArray,
  FrameHead,
  GeometryFacts,
  Handoffs,
  Opening,
  Origins,
  PlanAnswer,
  PreviewFacts,
  ProvenanceAnswer,
  Quantity,
  RunZipAnswer,
  Stations,
  SummaryAnswer,
  TwinAnswer,
  TwinList,
} from '@cutover/dashboard';
import {tokenOf} from './hash.ts';

/** Facts and arrays of a frame, as the server packed them. */
export interface Frame<Facts> {
  readonly facts: Facts;
  readonly arrays: Readonly<Record<string, FrameArray>>;
}

const ARRAYS = {u8: Uint8Array, i32: Int32Array, u32: Uint32Array, f32: Float32Array} as const;
const token = tokenOf(location.hash);

export function pageToken(): string {
  return token;
}

/** The server refused; its message is for the reader. */
export class ApiError extends Error {}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = {Authorization: `Bearer ${token}`, 'Content-Type': 'application/json'};
  const response = await fetch(path, {...init, headers});
  if (response.ok) return response;
  const said = (await response.json().catch(() => ({}))) as {message?: string};
  throw new ApiError(said.message ?? `the server answered ${response.status}`);
}

async function json<Answer>(path: string, init?: RequestInit): Promise<Answer> {
  return (await (await ask(path, init)).json()) as Answer;
}

async function frame<Facts>(path: string): Promise<Frame<Facts>> {
  return readFrame(await (await ask(path)).arrayBuffer());
}

function readFrame<Facts>(bytes: ArrayBuffer): Frame<Facts> {
  const headLength = new DataView(bytes).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, headLength))) as FrameHead<Facts>;
  const start = 4 + headLength;
  const arrays = Object.entries(head.arrays).map(([name, {kind, offset, length}]) => {
    return [name, new ARRAYS[kind](bytes, start + offset, length)] as const;
  });
  return {facts: head.facts, arrays: Object.fromEntries(arrays)};
}

export interface RunZipFacts {
  readonly zips: readonly string[];
  readonly stations: readonly string[];
  readonly handoffs: readonly string[];
}

export interface PlanZipFacts {
  readonly stations: readonly string[];
  readonly handoffs: readonly string[];
}

export interface CompareZipFacts {
  readonly zips: readonly string[];
}

/** A run and one of its scenarios, as `demo/keep-80`; of `/keep-80` the run is ''. */
export function splitRun(text: string): {run: string; scenario: string} {
  const at = text.lastIndexOf('/');
  return {run: text.slice(0, at), scenario: text.slice(at + 1)};
}

const scenarioPath = (at: string): string => {
  const {run, scenario} = splitRun(at);
  return `api/runs/${encodeURIComponent(run)}/scenarios/${encodeURIComponent(scenario)}`;
};

/** Two sides: run/scenario, or /scenario of a twin as planned. */
export interface Compared {
  readonly twin: string;
  readonly before: string;
  readonly after: string;
}

const compareQuery = ({twin, before, after}: Compared, client: string): string => {
  const [from, to] = [splitRun(before), splitRun(after)];
  const query = {twin, before: from.run, beforeScenario: from.scenario, after: to.run, afterScenario: to.scenario};
  return new URLSearchParams(client === '' ? query : {...query, client}).toString();
};

/** Everything the page asks of the server. */
export const api = {
  catalog: () => json<TwinList>('api/catalog'),
  twin: (twin: string) => json<TwinAnswer>(`api/twins/${twin}`),
  geometry: (twin: string) => frame<GeometryFacts>(`api/twins/${twin}/geometry`),
  facilities: (twin: string) => json<Facilities>(`api/twins/${twin}/facilities`),
  origins: (twin: string, query: {zip?: string; facility?: string}) =>
    json<Origins>(`api/twins/${twin}/origins?${new URLSearchParams(query).toString()}`),
  opening: (twin: string, scenario: string, zip: string) =>
    json<Opening>(`api/twins/${twin}/scenarios/${scenario}/openings/${zip}`),
  summary: (run: string) => json<SummaryAnswer>(`api/runs/${run}/summary`),
  runZips: (at: string) => frame<RunZipFacts>(`${scenarioPath(at)}/zips`),
  runStations: (at: string) => json<Stations>(`${scenarioPath(at)}/stations`),
  runHandoffs: (at: string) => json<Handoffs>(`${scenarioPath(at)}/handoffs`),
  runZip: (at: string, zip: string) => json<RunZipAnswer>(`${scenarioPath(at)}/zips/${zip}`),
  provenance: (of: Quantity) => json<ProvenanceAnswer>('api/provenance', {method: 'POST', body: JSON.stringify(of)}),
  plan: (plan: string) => json<PlanAnswer>(`api/plans/${plan}`),
  planZips: (plan: string) => frame<PlanZipFacts>(`api/plans/${plan}/zips`),
  bids: (bids: string) => json<BidsAnswer>(`api/bids/${bids}`),
  compare: (sides: Compared, client: string) => json<CompareAnswer>(`api/compare?${compareQuery(sides, client)}`),
  compareZips: (sides: Compared) => frame<CompareZipFacts>(`api/compare/zips?${compareQuery(sides, '')}`),
  whatIf: (client: string, twin: string, scenario: string, whatIf: WhatIf) =>
    json<{id: string}>('api/what-ifs', {method: 'POST', body: JSON.stringify({client, twin, scenario, whatIf})}),
  /** Waits for the preview; null: a newer what-if has come. */
  preview: async (client: string, id: string, signal: AbortSignal): Promise<Frame<PreviewFacts> | null> => {
    const response = await ask(`api/what-ifs/${id}/zips?client=${client}`, {signal});
    return response.status === 204 ? null : readFrame(await response.arrayBuffer());
  },
  save: (twin: string, scenario: {name: string; about: string; base: string; whatIf: WhatIf}) =>
    json<{file: string}>(`api/twins/${twin}/scenarios`, {method: 'POST', body: JSON.stringify(scenario)}),
  run: (client: string, run: {command: 'run' | 'plan'; twin: string; scenario: string; packages: number}) =>
    json<{id: string}>('api/runs', {method: 'POST', body: JSON.stringify({client, ...run})}),
  events: () => new EventSource(`api/events?token=${encodeURIComponent(token)}`),
};

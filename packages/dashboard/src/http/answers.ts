import type {z} from '@hono/zod-openapi';
import {HTTPException} from 'hono/http-exception';
import type {Catalog, RunPlace, TwinPlace} from '../tables/catalog.ts';

export const problems = {
  400: {description: 'Problem: the request does not fit the schema'},
  401: {description: 'Problem: the token is missing or wrong'},
  403: {description: 'Problem: another host or origin'},
  404: {description: 'Problem: no such thing is served'},
  422: {description: 'Problem: the data on the disk are wrong'},
} as const;

export function jsonAnswer<Schema extends z.ZodType>(schema: Schema, description: string) {
  return {200: {description, content: {'application/json': {schema}}}} as const;
}

export const frameAnswer = {
  200: {
    description: 'a frame: uint32 length of a JSON head, the head, arrays at the offsets it names; little-endian',
    content: {'application/octet-stream': {schema: {type: 'string', format: 'binary'}}},
  },
} as const;

/** @throws HTTPException 404 */
export function twinAt({twins}: Catalog, id: string): TwinPlace {
  const twin = twins.find((each) => each.id === id);
  if (twin === undefined) throw new HTTPException(404, {message: `no twin "${id}" is served`});
  return twin;
}

/** @throws HTTPException 404 */
export function runAt({runs}: Catalog, id: string): RunPlace {
  const run = runs.find((each) => each.id === id);
  if (run === undefined) throw new HTTPException(404, {message: `no run "${id}" is served`});
  return run;
}

/** @throws HTTPException 404 if the run has no such scenario */
export function scenarioAt(catalog: Catalog, id: string, scenario: string): RunPlace {
  const run = runAt(catalog, id);
  if (!run.summary.scenarios.some(({name}) => name === scenario)) {
    throw new HTTPException(404, {message: `run "${id}" has no scenario "${scenario}"`});
  }
  return run;
}

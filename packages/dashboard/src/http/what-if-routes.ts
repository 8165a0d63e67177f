import {randomUUID} from 'node:crypto';
import {createRoute, type OpenAPIHono, z} from '@hono/zod-openapi';
import {Superseded} from '@cutover/runner';
import {HTTPException} from 'hono/http-exception';
import {frameAnswer, problems, twinAt} from './answers.ts';
import type {AppParts} from './parts.ts';
import type {Clients} from './clients.ts';
import {namedBy, refuseUnknown} from './named.ts';
import {RunQuestion, WhatIfQuestion, WhatIfTicket} from './schemas.ts';

const ticketAnswer = {
  202: {
    description: 'taken; how far it is is told in /api/events',
    content: {'application/json': {schema: WhatIfTicket}},
  },
} as const;
const ask = createRoute({
  method: 'post',
  path: '/api/what-ifs',
  request: {body: {required: true, content: {'application/json': {schema: WhatIfQuestion}}}},
  responses: {...ticketAnswer, ...problems},
});
const zips = createRoute({
  method: 'get',
  path: '/api/what-ifs/{id}/zips',
  request: {params: z.object({id: z.uuid()}), query: z.object({client: z.uuid()})},
  responses: {...frameAnswer, 204: {description: 'nothing: a newer what-if has come'}, ...problems},
});
const run = createRoute({
  method: 'post',
  path: '/api/runs',
  request: {body: {required: true, content: {'application/json': {schema: RunQuestion}}}},
  responses: {...ticketAnswer, ...problems},
});

export function whatIfRoutes(app: OpenAPIHono, parts: AppParts, clients: Clients): void {
  const {catalog, engine, leases, maps} = parts;
  app.openapi(ask, async (context) => {
    const {client: clientId, twin, scenario, whatIf} = context.req.valid('json');
    const client = clients.find(clientId);
    const {path} = twinAt(catalog(), twin);
    refuseUnknown(await maps.names(path), {scenario, ...namedBy(whatIf)});
    const id = randomUUID();
    const onProgress = (done: number, all: number): void => {
      client.send({kind: 'progress', what: `Planning ${scenario}`, done, all});
    };
    const lease = leases.next(client.slot);
    clients.keep(client, id, engine.ask('preview', {twin: path, scenario, whatIf}, {lease, onProgress}));
    return context.json({id}, 202);
  });
  app.openapi(zips, async (context) => {
    const made = clients.find(context.req.valid('query').client).frames.get(context.req.valid('param').id);
    if (made === undefined) throw new HTTPException(404, {message: 'that preview is gone; newer ones have come'});
    try {
      return context.body(await made, 200, {'Content-Type': 'application/octet-stream'});
    } catch (error) {
      if (error instanceof Superseded) return context.body(null, 204);
      throw error;
    }
  });
  app.openapi(run, async (context) => {
    const {client: clientId, twin, scenario, packages, command} = context.req.valid('json');
    const client = clients.find(clientId);
    const {path} = twinAt(catalog(), twin);
    if (parts.startRun === undefined) throw new HTTPException(404, {message: 'this server starts no runs'});
    refuseUnknown(await maps.names(path), {scenario});
    const id = randomUUID();
    const tell = (state: 'running' | 'done' | 'failed', message: string): void =>
      client.send({kind: 'run', id, command, scenario, state, message});
    const stop = parts.startRun(
      {command, twin: path, scenario, packages},
      {
        onLine: (message) => tell('running', message),
        onEnd: (error) => {
          client.onEnd.delete(stop);
          parts.refresh();
          tell(error === null ? 'done' : 'failed', error ?? '');
        },
      },
    );
    client.onEnd.add(stop);
    return context.json({id}, 202);
  });
}

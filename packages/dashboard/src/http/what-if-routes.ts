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
    description: 'taken; what comes of it is told in /api/events',
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
  responses: {...frameAnswer, ...problems},
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
    engine
      .ask('preview', {twin: path, scenario, whatIf}, {lease: leases.next(client.slot), onProgress})
      .then((preview) => {
        clients.keep(client, id, preview.zips);
        client.send({kind: 'preview', id, facts: preview.facts});
      })
      .catch((error: Error) => {
        if (!(error instanceof Superseded)) client.send({kind: 'failed', id, message: error.message});
      });
    return context.json({id}, 202);
  });
  app.openapi(zips, (context) => {
    const frame = clients.find(context.req.valid('query').client).frames.get(context.req.valid('param').id);
    if (frame === undefined) throw new HTTPException(404, {message: 'that preview is gone; newer ones have come'});
    return context.body(frame, 200, {'Content-Type': 'application/octet-stream'});
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

import {createRoute, type OpenAPIHono} from '@hono/zod-openapi';
import {HTTPException} from 'hono/http-exception';
import type {Catalog} from '../tables/catalog.ts';
import {PlanFacts} from '../tables/plan-files.ts';
import {frameAnswer, jsonAnswer, problems, twinAt} from './answers.ts';
import type {AppParts} from './parts.ts';
import {BidParams, BidsAnswer, PlanAnswer, PlanParams} from './schemas.ts';

const plan = createRoute({
  method: 'get',
  path: '/api/plans/{plan}',
  request: {params: PlanParams},
  responses: {...jsonAnswer(PlanAnswer, 'weeks, waves and loads of stations'), ...problems},
});
const zips = createRoute({
  method: 'get',
  path: '/api/plans/{plan}/zips',
  request: {params: PlanParams},
  responses: {...frameAnswer, ...problems},
});
const bids = createRoute({
  method: 'get',
  path: '/api/bids/{bids}',
  request: {params: BidParams},
  responses: {...jsonAnswer(BidsAnswer, 'the rows of a bid book'), ...problems},
});

export function planRoutes(app: OpenAPIHono, {catalog, reader}: AppParts): void {
  app.openapi(plan, async (context) => {
    const at = planAt(catalog(), context.req.valid('param').plan);
    const {waves, stations, loadPackagesPerDay, isFull} = await reader.ask('planTables', at);
    const lists = {waves: [...waves], stations: [...stations], isFull: [...isFull]};
    const facts = PlanFacts.omit({twin: true}).parse(at.facts); // no path leaves the server
    return context.json({...facts, ...lists, loadPackagesPerDay: [...loadPackagesPerDay]}, 200);
  });
  app.openapi(zips, async (context) => {
    const frame = await reader.ask('planZips', planAt(catalog(), context.req.valid('param').plan));
    return context.body(frame, 200, {'Content-Type': 'application/octet-stream'});
  });
  app.openapi(bids, async (context) => {
    const id = context.req.valid('param').bids;
    const found = catalog().bids.find((each) => each.id === id);
    if (found === undefined) throw new HTTPException(404, {message: `no bid book "${id}" is served`});
    return context.json([...(await reader.ask('bids', {path: found.path}))], 200);
  });
}

/** @throws HTTPException 404 if there is no such plan, or its twin is gone */
function planAt(catalog: Catalog, id: string) {
  const found = catalog.plans.find((each) => each.id === id);
  if (found === undefined) throw new HTTPException(404, {message: `no plan "${id}" is served`});
  const {path, facts, twinId} = found;
  if (twinId === null) throw new HTTPException(404, {message: `the twin of plan "${id}" is gone`});
  return {path, facts, twin: twinAt(catalog, twinId).path};
}

import {createRoute, type OpenAPIHono} from '@hono/zod-openapi';
import {HTTPException} from 'hono/http-exception';
import {frameAnswer, jsonAnswer, problems, twinAt} from './answers.ts';
import {namedBy, refuseUnknown} from './named.ts';
import type {AppParts} from './parts.ts';
import {
  Facilities,
  Opening,
  OpeningParams,
  OriginQuery,
  Origins,
  ScenarioAnswer,
  ScenarioQuestion,
  TwinAnswer,
  TwinList,
  TwinParams,
} from './schemas.ts';

const list = createRoute({
  method: 'get',
  path: '/api/catalog',
  responses: {...jsonAnswer(TwinList, 'twins and runs that are served'), ...problems},
});
const twin = createRoute({
  method: 'get',
  path: '/api/twins/{twin}',
  request: {params: TwinParams},
  responses: {...jsonAnswer(TwinAnswer, 'a twin and its scenarios'), ...problems},
});
const geometry = createRoute({
  method: 'get',
  path: '/api/twins/{twin}/geometry',
  request: {params: TwinParams},
  responses: {...frameAnswer, ...problems},
});
const facilities = createRoute({
  method: 'get',
  path: '/api/twins/{twin}/facilities',
  request: {params: TwinParams},
  responses: {...jsonAnswer(Facilities, 'buildings in columns, in the order of facilities.csv'), ...problems},
});
const origins = createRoute({
  method: 'get',
  path: '/api/twins/{twin}/origins',
  request: {params: TwinParams, query: OriginQuery},
  responses: {...jsonAnswer(Origins, 'FCs of a ZIP, or ZIP3s of an FC, largest first'), ...problems},
});
const opening = createRoute({
  method: 'get',
  path: '/api/twins/{twin}/scenarios/{scenario}/openings/{zip}',
  request: {params: OpeningParams},
  responses: {...jsonAnswer(Opening, 'the station that a what-if opens at a ZIP, all of it assumed'), ...problems},
});
const save = createRoute({
  method: 'post',
  path: '/api/twins/{twin}/scenarios',
  request: {
    params: TwinParams,
    body: {required: true, content: {'application/json': {schema: ScenarioQuestion}}},
  },
  responses: {
    201: {description: 'written', content: {'application/json': {schema: ScenarioAnswer}}},
    409: {description: 'Problem: there is one of that name'},
    ...problems,
  },
});

export function twinRoutes(app: OpenAPIHono, parts: AppParts): void {
  const {catalog, reader, maps} = parts;
  saveRoute(app, parts);
  app.openapi(list, (context) => {
    const {twins, runs, plans, bids} = catalog();
    return context.json(
      {
        twins: twins.map(({id}) => ({id})),
        runs: runs.map(({id, twinId, packages, hasDraws, summary: {scenarios, horizon}}) => ({
          ...{id, twin: twinId, packages, horizon, hasDraws},
          scenarios: scenarios.map(({name}) => name),
        })),
        plans: plans.map(({id, twinId, facts: {scenario}}) => ({id, twin: twinId, scenario})),
        bids: bids.map(({id}) => ({id})),
      },
      200,
    );
  });
  app.openapi(twin, async (context) => {
    const {path} = twinAt(catalog(), context.req.valid('param').twin);
    const facts = await maps.twin(path);
    return context.json(
      {...facts, scenarios: facts.scenarios.map((each) => ({...each})), attribution: [...facts.attribution]},
      200,
    );
  });
  app.openapi(geometry, async (context) => {
    const {path} = twinAt(catalog(), context.req.valid('param').twin);
    return context.body(await maps.geometry(path), 200, {'Content-Type': 'application/octet-stream'});
  });
  app.openapi(facilities, async (context) => {
    const {path} = twinAt(catalog(), context.req.valid('param').twin);
    return context.body(await maps.facilities(path), 200, {'Content-Type': 'application/json'});
  });
  app.openapi(origins, async (context) => {
    const {path} = twinAt(catalog(), context.req.valid('param').twin);
    const {zip, facility} = context.req.valid('query');
    if ((zip === undefined) === (facility === undefined)) {
      throw new HTTPException(400, {message: 'give either zip or facility'});
    }
    const wanted = zip === undefined ? {facility: facility!} : {zip};
    const named =
      zip === undefined ? {facilities: [['facility', facility!]] as const} : {zips: [['zip', zip]] as const};
    refuseUnknown(await maps.names(path), named);
    const {names, shares} = await reader.ask('origins', {twin: path, wanted});
    return context.json({names: [...names], shares: [...shares]}, 200);
  });
  app.openapi(opening, async (context) => {
    const {twin: id, scenario, zip} = context.req.valid('param');
    const {path} = twinAt(catalog(), id);
    refuseUnknown(await maps.names(path), {scenario, zips: [['zip', zip]]});
    const {fedFrom, ...facts} = await reader.ask('opening', {twin: path, scenario, zip});
    return context.json({...facts, fedFrom: [...fedFrom]}, 200);
  });
}

/** A what-if becomes a scenario of its twin. */
function saveRoute(app: OpenAPIHono, {catalog, maps, engine}: AppParts): void {
  app.openapi(save, async (context) => {
    const {path} = twinAt(catalog(), context.req.valid('param').twin);
    const {name, about, base, whatIf} = context.req.valid('json');
    const names = await maps.names(path);
    refuseUnknown(names, {scenario: base, ...namedBy(whatIf)});
    if (names.opens.has(name)) {
      throw new HTTPException(409, {message: `there is a scenario "${name}" already; choose another name`});
    }
    const file = await engine.ask('save', {twin: path, name, about, base, whatIf});
    return context.json({file}, 201);
  });
}

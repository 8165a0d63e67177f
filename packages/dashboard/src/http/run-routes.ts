import {createRoute, type OpenAPIHono} from '@hono/zod-openapi';
import {HTTPException} from 'hono/http-exception';
import {frameAnswer, jsonAnswer, problems, runAt, scenarioAt} from './answers.ts';
import type {AppParts} from './parts.ts';
import {
  Handoffs,
  RunParams,
  RunScenarioParams,
  RunZipAnswer,
  RunZipParams,
  Stations,
  SummaryAnswer,
} from './schemas.ts';

const summary = createRoute({
  method: 'get',
  path: '/api/runs/{run}/summary',
  request: {params: RunParams},
  responses: {...jsonAnswer(SummaryAnswer, 'summary.json as it is'), ...problems},
});
const zips = createRoute({
  method: 'get',
  path: '/api/runs/{run}/scenarios/{scenario}/zips',
  request: {params: RunScenarioParams},
  responses: {...frameAnswer, ...problems},
});
const stations = createRoute({
  method: 'get',
  path: '/api/runs/{run}/scenarios/{scenario}/stations',
  request: {params: RunScenarioParams},
  responses: {...jsonAnswer(Stations, 'load and capacity of each delivery station'), ...problems},
});
const handoffs = createRoute({
  method: 'get',
  path: '/api/runs/{run}/scenarios/{scenario}/handoffs',
  request: {params: RunScenarioParams},
  responses: {...jsonAnswer(Handoffs, 'packages and postage where they enter the mail'), ...problems},
});
const zip = createRoute({
  method: 'get',
  path: '/api/runs/{run}/scenarios/{scenario}/zips/{zip}',
  request: {params: RunZipParams},
  responses: {...jsonAnswer(RunZipAnswer, 'the row of a ZIP and its options'), ...problems},
});
export function runRoutes(app: OpenAPIHono, {catalog, reader, maps}: AppParts): void {
  app.openapi(summary, (context) => context.json(runAt(catalog(), context.req.valid('param').run).summary, 200));
  app.openapi(zips, async (context) => {
    const {run, scenario} = context.req.valid('param');
    const {path} = scenarioAt(catalog(), run, scenario);
    return context.body(await maps.runZips(path, scenario), 200, {'Content-Type': 'application/octet-stream'});
  });
  app.openapi(stations, async (context) => {
    const {run, scenario} = context.req.valid('param');
    const {path} = scenarioAt(catalog(), run, scenario);
    return context.body(await maps.runStations(path, scenario), 200, {'Content-Type': 'application/json'});
  });
  app.openapi(handoffs, async (context) => {
    const {run, scenario} = context.req.valid('param');
    const {path} = scenarioAt(catalog(), run, scenario);
    return context.json(await reader.ask('runHandoffs', {run: path, scenario}), 200);
  });
  app.openapi(zip, async (context) => {
    const {run, scenario, zip: code} = context.req.valid('param');
    const {path} = scenarioAt(catalog(), run, scenario);
    const {row, options} = await reader.ask('runZip', {run: path, scenario, zip: code});
    if (row === null)
      throw new HTTPException(404, {message: `run "${run}" has no ZIP "${code}"; give one of its twin`});
    return context.json({row, options: [...options]}, 200);
  });
}

import {createRoute, type OpenAPIHono} from '@hono/zod-openapi';
import {HTTPException} from 'hono/http-exception';
import {NOWHERE, type Paths} from '../provenance/paths.ts';
import type {Catalog} from '../tables/catalog.ts';
import {jsonAnswer, problems, scenarioAt, twinAt} from './answers.ts';
import {type Named, namedBy, refuseUnknown} from './named.ts';
import type {AppParts} from './parts.ts';
import {ProvenanceAnswer, Quantity} from './quantity.ts';

const provenance = createRoute({
  method: 'post',
  path: '/api/provenance',
  request: {body: {required: true, content: {'application/json': {schema: Quantity}}}},
  responses: {
    ...jsonAnswer(ProvenanceAnswer, 'cells and inputs of a number, with source, date and confidence'),
    ...problems,
  },
});

/** Where any number that the page shows comes from. */
export function provenanceRoutes(app: OpenAPIHono, {catalog, reader, maps}: AppParts): void {
  app.openapi(provenance, async (context) => {
    const quantity = context.req.valid('json');
    const paths: Paths = {...NOWHERE, ...pathsOf(quantity, catalog())};
    if (paths.twin !== '') refuseUnknown(await maps.names(paths.twin), namedIn(quantity));
    return context.json(await reader.ask('provenance', {quantity, paths}), 200);
  });
}

/** Names of a twin; those of a run's or plan's files are found there. */
function namedIn(quantity: Quantity): Named {
  const {zip, facility} = {zip: undefined, facility: undefined, ...quantity};
  const {zips = [], facilities = []} = quantity.kind === 'preview' ? namedBy(quantity.whatIf) : {};
  return {
    ...('scenario' in quantity ? {scenario: quantity.scenario} : {}),
    zips: [...zips, ...(zip === undefined ? [] : [['zip', zip] as const])],
    facilities: [...facilities, ...(facility === undefined ? [] : [['facility', facility] as const])],
  };
}

/** @throws HTTPException 404 where an id names nothing */
function pathsOf(quantity: Quantity, catalog: Catalog): Partial<Paths> {
  switch (quantity.kind) {
    case 'run':
      return {run: scenarioAt(catalog, quantity.run, quantity.scenario).path};
    case 'comparison':
      return {
        before: quantity.before === '' ? '' : scenarioAt(catalog, quantity.before, quantity.beforeScenario).path,
        after: quantity.after === '' ? '' : scenarioAt(catalog, quantity.after, quantity.afterScenario).path,
        twin: quantity.before !== '' && quantity.after !== '' ? '' : twinAt(catalog, quantity.twin ?? '').path,
      };
    case 'plan':
      return {plan: placeAt(catalog.plans, quantity.plan, 'plan'), twin: planTwinAt(catalog, quantity.plan)};
    case 'bid':
      return {bids: placeAt(catalog.bids, quantity.bids, 'bid book'), twin: twinAt(catalog, quantity.twin).path};
    case 'preview':
    case 'twin':
      return {twin: twinAt(catalog, quantity.twin).path};
  }
}

/** Of a plan; '' where it is gone. */
function planTwinAt({plans, twins}: Catalog, id: string): string {
  const twinId = plans.find((each) => each.id === id)?.twinId;
  return twins.find((each) => each.id === twinId)?.path ?? '';
}

function placeAt(places: readonly {readonly id: string; readonly path: string}[], id: string, what: string): string {
  const found = places.find((each) => each.id === id);
  if (found === undefined) throw new HTTPException(404, {message: `no ${what} "${id}" is served`});
  return found.path;
}

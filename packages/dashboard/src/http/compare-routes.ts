import {costParts, summaryBridge} from '@cutover/reporting';
import {createRoute, type OpenAPIHono} from '@hono/zod-openapi';
import type {RunPlace} from '../tables/catalog.ts';
import type {WeekTotals} from '../tables/compare-tables.ts';
import {uspsCompared} from '../tables/compare-usps.ts';
import {frameAnswer, jsonAnswer, problems, scenarioAt} from './answers.ts';
import type {AppParts} from './parts.ts';
import {CompareAnswer, CompareQuery} from './schemas.ts';

const compare = createRoute({
  method: 'get',
  path: '/api/compare',
  request: {query: CompareQuery},
  responses: {...jsonAnswer(CompareAnswer, 'one scenario against another'), ...problems},
});
const compareZips = createRoute({
  method: 'get',
  path: '/api/compare/zips',
  request: {query: CompareQuery},
  responses: {...frameAnswer, ...problems},
});

export function compareRoutes(app: OpenAPIHono, {catalog, reader}: AppParts): void {
  app.openapi(compare, async (context) => {
    const {before, after, tables} = sidesOf(context.req.valid('query'));
    const [was, is] = [summaryOf(before), summaryOf(after)];
    const {segments, states, movers, slower, weeks, tornado, ...rest} = await reader.ask('compare', tables);
    const cost = await uspsCostAt(after);
    const group = (groups: typeof states) =>
      groups.map((each) => ({...each, transitDays: Number.isNaN(each.transitDays) ? null : each.transitDays}));
    return context.json(
      {
        before: was,
        after: is,
        bridge: summaryBridge(was, is).map((step, i) => ({...step, part: costParts[i]})),
        notes: differencesBetween(before.place, after.place),
        ...{segments: group(segments), states: group(states), movers: group(movers), slower: group(slower)},
        ...{stations: [...rest.stations], slowerCount: rest.slowerCount, fasterCount: rest.fasterCount},
        usps: cost === null ? null : uspsCompared(was, is, rest.uspsPackages, cost),
        weeks: {before: weeksOf(weeks.before), after: weeksOf(weeks.after)},
        tornado: tornado === null ? null : {...tornado, drivers: [...tornado.drivers]},
      },
      200,
    );
  });
  app.openapi(compareZips, async (context) => {
    const {zips: frame} = await reader.ask('compare', sidesOf(context.req.valid('query')).tables);
    return context.body(frame, 200, {'Content-Type': 'application/octet-stream'});
  });

  /** Null where the twin or the scenario is gone, or states no such cost. */
  async function uspsCostAt({place: {twinId}, scenario}: {place: RunPlace; scenario: string}) {
    const twin = catalog().twins.find(({id}) => id === twinId);
    if (twin === undefined) return null;
    return reader.ask('uspsCost', {twin: twin.path, scenario});
  }

  function sidesOf(query: {before: string; beforeScenario: string; after: string; afterScenario: string}) {
    const before = {place: scenarioAt(catalog(), query.before, query.beforeScenario), scenario: query.beforeScenario};
    const after = {place: scenarioAt(catalog(), query.after, query.afterScenario), scenario: query.afterScenario};
    const [was, is] = [before, after].map(({place, scenario}) => ({run: place.path, scenario}));
    return {before, after, tables: {before: was, after: is}};
  }
}

function weeksOf({packages, capacity}: WeekTotals) {
  return {packages: [...packages], capacity: [...capacity]};
}

function summaryOf({place, scenario}: {place: RunPlace; scenario: string}) {
  return place.summary.scenarios.find(({name}) => name === scenario)!; // `scenarioAt` has looked
}

/** What keeps two runs from being like for like. */
function differencesBetween(before: RunPlace, after: RunPlace): string[] {
  const [a, b] = [before.summary, after.summary];
  const notes: string[] = [];
  if (before.twinSha256 !== after.twinSha256) notes.push('The runs are of different twins, or the twin was changed.');
  if (a.horizon.from !== b.horizon.from || a.horizon.to !== b.horizon.to) notes.push('The runs are of different days.');
  if (a.seed !== b.seed) notes.push('The runs have different seeds.');
  if (a.sampling.packages !== b.sampling.packages) notes.push('The runs drew different samples.');
  return notes;
}

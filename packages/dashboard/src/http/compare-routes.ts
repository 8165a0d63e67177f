import {summaryBridge} from '@cutover/reporting';
import {createRoute, type OpenAPIHono, type z} from '@hono/zod-openapi';
import type {WeekTotals} from '../tables/compare-tables.ts';
import {uspsCompared} from '../tables/compare-usps.ts';
import {frameAnswer, jsonAnswer, problems} from './answers.ts';
import type {Clients} from './clients.ts';
import {type ComparedSide, createSides, type OnPlanning} from './compare-sides.ts';
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

export function compareRoutes(app: OpenAPIHono, {catalog, engine, reader}: AppParts, clients: Clients): void {
  const sideOf = createSides(catalog, engine);

  app.openapi(compare, async (context) => {
    const [before, after] = await sidesOf(context.req.valid('query'));
    const tables = {before: before.tables, after: after.tables};
    const {segments, states, movers, slower, weeks, tornado, ...rest} = await reader.ask('compare', tables);
    const cost = await uspsCostAt(after);
    const group = (groups: typeof states) =>
      groups.map((each) => ({...each, transitDays: Number.isNaN(each.transitDays) ? null : each.transitDays}));
    const [was, is] = [before.summary, after.summary];
    return context.json(
      {
        before: was,
        after: is,
        bridge: [...summaryBridge(was, is)],
        notes: differencesBetween(before, after),
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
    const [before, after] = await sidesOf(context.req.valid('query'));
    const {zips: frame} = await reader.ask('compare', {before: before.tables, after: after.tables});
    return context.body(frame, 200, {'Content-Type': 'application/octet-stream'});
  });

  /** Null where the twin or the scenario is gone, or states no such cost. */
  async function uspsCostAt({twin: id, scenario}: ComparedSide) {
    const twin = catalog().twins.find((each) => each.id === id);
    if (twin === undefined) return null;
    return reader.ask('uspsCost', {twin: twin.path, scenario});
  }

  /** One after the other: a plan of a nation holds some hundred megabytes. */
  async function sidesOf({before, beforeScenario, after, afterScenario, twin, client}: z.infer<typeof CompareQuery>) {
    const page = client === undefined ? undefined : clients.find(client);
    const onPlanning: OnPlanning = (scenario, done, all) => page?.send({kind: 'planning', scenario, done, all});
    const was = await sideOf({run: before, scenario: beforeScenario, twin}, onPlanning);
    return [was, await sideOf({run: after, scenario: afterScenario, twin}, onPlanning)] as const;
  }
}

function weeksOf({packages, capacity}: WeekTotals) {
  return {packages: [...packages], capacity: [...capacity]};
}

/** What keeps two sides from being like for like. */
function differencesBetween({run: before}: ComparedSide, {run: after}: ComparedSide): string[] {
  if (before === null && after === null) return [];
  if (before === null || after === null) {
    return ['One is planned, the other simulated: part of the difference is that of a run and its preview.'];
  }
  const [a, b] = [before.summary, after.summary];
  const notes: string[] = [];
  if (before.twinSha256 !== after.twinSha256) notes.push('The runs are of different twins, or the twin was changed.');
  if (a.horizon.from !== b.horizon.from || a.horizon.to !== b.horizon.to) notes.push('The runs are of different days.');
  if (a.seed !== b.seed) notes.push('The runs have different seeds.');
  if (a.sampling.packages !== b.sampling.packages) notes.push('The runs drew different samples.');
  return notes;
}

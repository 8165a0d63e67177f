import {applyScenario, dayNumber, type Reads, resolveParameters, type Twin} from '@cutover/core';
import {recordPrices} from '@cutover/reporting';
import {
  createPool,
  type NamedTwin,
  type Pool,
  recordRun,
  sliceScenario,
  watchPlan,
  watchScenario,
} from '@cutover/runner';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {middleTwin} from '../support/middle-twin.ts';
import {named} from '../support/run.ts';
import {smallScenarios} from '../support/small-twin.ts';

let pool: Pool;
beforeAll(() => {
  pool = createPool(2);
});
afterAll(() => pool.close());

/** 480 ZIPs; one of them has an override, the last station opens late, a unit of its own has a bid. */
function whole(name: string): NamedTwin {
  const scenario = named(smallScenarios(), name);
  const {twin, about} = {twin: applyScenario(middleTwin(40), scenario), about: scenario.about};
  const last = twin.facilities.findLastIndex(({facilityType}) => facilityType === 'ds');
  const opensOn = twin.settings.horizon.to;
  const facilities = twin.facilities.map((row, i) => (i === last ? {...row, opensOn, rampWeeks: 2} : row));
  const {zip, facilityId} = twin.entry[twin.entry.length - 1];
  const station = facilities[last].facilityId;
  const service: Twin['service'] = [
    ...twin.service,
    {zip, facilityId: station, deliverer: 'van', open: true, roadMiles: 7},
  ];
  return {name, about, twin: {...twin, facilities, service, won: [{facilityId, usdPerPackage: 2}]}};
}

/** One line for everything that was read. */
function linesOf(reads: Readonly<Record<string, Reads>>): string[] {
  return Object.entries(reads).flatMap(([stage, {parameters, columns, rates, modifiers, terms, settings, files}]) => {
    const fields = [...columns].flatMap(([table, names]) => [...names].map((name) => `${table}.${name}`));
    const rows = [...rates, ...modifiers].map((row) => JSON.stringify(row));
    return [...parameters, ...fields, ...rows, ...terms, ...settings, ...files].map((line) => `${stage} ${line}`);
  });
}

/** Read where packages of a way are priced, if it has any: in a slice each way may have some. */
const IF_ANY = / (mix\.(share|classGroup)|today\.\w+|shortfall\.usdPerMissingPackage\.base|promisePackagesPerYear)$/;

test.each(['keep-80', 'no-deal'])(
  'a slice of %s is read as the whole is, and cut into the same epochs',
  async (name) => {
    const scenario = whole(name);
    const {outcome, reads} = await recordRun(pool, scenario, 1, undefined, 5000);
    const full = linesOf({...reads, ...recordPrices(outcome, resolveParameters(scenario.twin.parameters))});
    const watched = await watchScenario(scenario, 1);
    const slice = linesOf(watched.reads);
    expect(full.filter((line) => !slice.includes(line))).toEqual([]);
    expect(slice.filter((line) => !full.includes(line) && !IF_ANY.test(line))).toEqual([]);
    expect(watched.outcome.ledger.epochs).toEqual(outcome.ledger.epochs);
    expect(watched.outcome.twin).toBe(scenario.twin);
  },
);

test('a slice keeps the first of each kind: few ZIPs of many, and what is alone of its kind', () => {
  const {twin} = whole('keep-80');
  const {twin: slice} = sliceScenario(whole('keep-80'));
  expect(slice.zips.length).toBeLessThan(twin.zips.length / 10);
  expect(new Set(slice.zips.map(({segment}) => segment))).toEqual(new Set(twin.zips.map(({segment}) => segment)));
  const {to} = twin.settings.horizon;
  expect(slice.facilities.filter(({opensOn}) => opensOn === to)).toHaveLength(1);
  expect(slice.service.some(({roadMiles}) => roadMiles !== undefined)).toBe(true);
  expect(slice.won).toHaveLength(1);
  const ids = new Set(slice.facilities.map(({facilityId}) => facilityId));
  for (const {originId, destinationId} of slice.lanes) expect(ids.has(originId) && ids.has(destinationId)).toBe(true);
});

test('a plan of the whole is executed on the slice, row by row', async () => {
  const scenario = whole('keep-80');
  const share = new Uint16Array([1024, 0, 0, 1024, 0, 0, 0, 1024, 0]);
  const {twin} = scenario;
  const at = (type: string): number => twin.facilities.findLastIndex(({facilityType}) => facilityType === type);
  const changes = twin.zips.map((_, zip) => ({day: 0, zip, station: at('ds') - 1, handoff: at('ddu'), share}));
  const {twin: slice, plan} = sliceScenario({...scenario, plan: {changes}});
  expect(plan!.changes.map(({zip}) => zip)).toEqual(slice.zips.map((_, row) => row));
  for (const {station, handoff} of plan!.changes) {
    expect(slice.facilities[station].facilityId).toBe(twin.facilities[at('ds') - 1].facilityId);
    expect(slice.facilities[handoff].facilityId).toBe(twin.facilities[at('ddu')].facilityId);
  }
  const firstDay = dayNumber(twin.settings.horizon.from);
  const {outcome} = await watchScenario({...scenario, plan: {changes}}, 1, {fromDay: 1, toDay: 8});
  expect(outcome.ledger.dayCount).toBe(7);
  expect(firstDay + outcome.ledger.fromDay).toBe(firstDay + 1);
});

test('a plan of weeks reads what a change costs, beside all that merit order reads', async () => {
  const scenario = whole('keep-80');
  const plan = await watchPlan(scenario, 1);
  const {reads} = await watchScenario(scenario, 1);
  for (const name of ['switch_usd_per_zip', 'dual_running_days', 'volume_zip_sd', 'plan_headroom_sd']) {
    expect(plan.parameters, name).toContain(name);
    expect(reads.plan.parameters, name).not.toContain(name);
  }
  expect(plan.parameters).toContain('driver_wage_usd_per_hour');
});

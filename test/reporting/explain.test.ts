import {type Outcome, resolveParameters, type Twin} from '@cutover/core';
import {
  buildSummary,
  costParts,
  explain,
  listPrices,
  numberOf,
  numbersOf,
  partFormulas,
  priceOutcome,
  recordPrices,
  summarize,
} from '@cutover/reporting';
import {expect, test} from 'vitest';
import {failureTwin} from '../support/failure-twin.ts';
import {twoZipOutcome} from '../support/two-zips.ts';

/** Parcel Select ends on 2026-07-12 and no card follows. */
function expired(twin: Twin): Twin {
  return {
    ...twin,
    rates: twin.rates.map((row) => (row.product === 'parcel_select' ? {...row, to: '2026-07-12'} : row)),
  };
}

const outcome = twoZipOutcome({twin: expired(failureTwin())});
const p = resolveParameters(outcome.twin.parameters);
const prices = recordPrices(outcome, p);

function summaryOf(outcomes: readonly Outcome[]) {
  const scenarios = outcomes.map((each) => summarize(each, priceOutcome(each)));
  const stamp = {version: '1', inputsSha256: '', firstDay: 20_727, lastDay: 20_728, packagesPerSecond: 1};
  return buildSummary(outcomes, scenarios, stamp);
}
const summary = summaryOf([outcome, {...outcome, name: 'second'}]);

/** Every path to a number, found by walking the summary. */
function leaves(tree: unknown, path: string): string[] {
  if (typeof tree === 'number') return [path];
  if (typeof tree !== 'object' || tree === null) return [];
  const named = Array.isArray(tree) ? tree.map((each: {name: string}) => [each.name, each]) : Object.entries(tree);
  return (named as [string, unknown][]).flatMap(([key, each]) => leaves(each, path === '' ? key : `${path}.${key}`));
}

test('each number of a summary has an explanation, and nothing else has', () => {
  const paths = numbersOf(summary).map(({path}) => path);
  expect([...paths].sort()).toEqual(leaves(summary, '').sort());
  for (const {path, value, rule} of numbersOf(summary)) {
    expect(typeof value, path).toBe('number');
    expect(rule.how.length, path).toBeGreaterThan(20);
  }
});

test('a number is named by scenario or by its place', () => {
  const {postage} = summary.scenarios[1].costUsd;
  const path = 'scenarios.second.costUsd.postage';
  expect(numberOf(summary, path)).toMatchObject({path, scenario: 1, value: postage});
  expect(numberOf(summary, 'scenarios.1.costUsd.postage')).toMatchObject({path, scenario: 1, value: postage});
  expect(numberOf(summary, 'scenarios.2.costUsd.postage')).toBeUndefined();
  expect(numberOf(summary, 'scenarios.second.costUsd')).toBeUndefined();
});

test('what is watched is priced by the formulas of the cost', () => {
  const {costUsd} = priceOutcome(outcome);
  const {counts} = priceOutcome(outcome);
  const packages = new Float64Array(2 * 3 * 3); // the contract's rule is a fee: no package is rebilled
  const counted = {counts, postage: {zipUsd: new Float64Array(2), buildingUsd: new Float64Array(4), packages}};
  for (const part of costParts) expect(partFormulas[part](outcome, counted, p), part).toBeCloseTo(costUsd[part], 2);
});

test('a part names what it reads and nothing of the others', () => {
  expect([...prices.sort.columns.get('facilities')!].sort()).toEqual(['facilityType', 'handlingUsdPerPackage']);
  expect(prices.sort.parameters.size).toBe(0);
  expect([...prices.otherCarrier.parameters].sort()).toEqual(['other_carrier_discount', 'other_carrier_fuel']);
  expect([...prices.contractShortfall.terms].sort()).toEqual([
    ...['endsOn', 'promisePackagesPerYear', 'shortfall.rule', 'shortfall.usdPerMissingPackage.base', 'startsOn'],
  ]);
  expect(prices.linehaul.parameters.has('truck_speed_mph')).toBe(false); // hours are no money
});

test('postage shows the card that stands in with its days, and the contract of the second day', () => {
  const plan = prices.fixed; // stands in here for what a run reads beyond prices
  const reads = {...prices, demand: plan, capacity: plan, lateness: plan, plan};
  const {inputs, value} = explain(numberOf(summary, 'scenarios.0.costUsd.postage')!, {outcome, reads});
  expect(value).toBe(summary.scenarios[0].costUsd.postage);
  const card = inputs.find(({name}) => name === 'parcel_select, ddu, from 2026-01-18')!;
  expect(card).toMatchObject({kind: 'rate card', value: '6 to 10', confidence: 'assumption', source: 'test'});
  expect(card.standsInOn).toEqual(['2026-10-01']); // the contract holds from the second day on
  expect(inputs.find(({kind}) => kind === 'contract term' && kind)).toMatchObject({asOf: '2026-10-02'});
  expect(inputs.find(({name}) => name === 'usps.prices.0.usdPerPackage')).toMatchObject({low: 2, base: 3, high: 5});
  expect(inputs.find(({name}) => name === 'parcel_select_uplift')).toMatchObject({kind: 'parameter'});
});

test('an end of the range names every influence too, with those that are no parameter', () => {
  const plan = prices.fixed;
  const reads = {...prices, demand: plan, capacity: plan, lateness: plan, plan};
  const {inputs} = explain(numberOf(summary, 'scenarios.0.range.totalLow')!, {outcome, reads});
  expect(inputs.find(({name}) => name === 'growth_per_year')).toMatchObject({kind: 'parameter'});
  expect(inputs.find(({name}) => name === 'station_handling')).toMatchObject({low: 0.35, base: 0.6, high: 1});
});

test('list prices tell which scenario each card and modifier prices', () => {
  const contractAlways = {...outcome.twin.contract!, startsOn: '2026-10-01', prices: outcome.twin.contract!.prices};
  const prices3 = (['ddu', 'dhub', 'dscf'] as const).map((entry) => ({...contractAlways.prices[0], entry}));
  const under = {...outcome, name: 'under', twin: {...outcome.twin, contract: {...contractAlways, prices: prices3}}};
  const rows = listPrices([outcome, under], [p, p]);
  const scenariosOf = (name: string) => rows.find(({input}) => input.name === name)?.scenarios;
  expect(scenariosOf('parcel_select, ddu, from 2026-01-18')).toEqual(['base']);
  expect(scenariosOf('ground_saver, 2, from 2026-01-18')).toEqual(['base', 'under']);
  expect(scenariosOf('ground_saver: discount')).toEqual(['base', 'under']);
  expect(scenariosOf('parcel_select: package uplift of 2026-04-26')).toEqual(['base']);
});

import {applyScenario, failureParameters, resolveParameters, type Twin} from '@cutover/core';
import {buildSummary, explain, numbersOf, priceOutcome, recordPrices, summarize} from '@cutover/reporting';
import {createPool, type Pool, recordRun, type RecordedRun} from '@cutover/runner';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {digest, named, runScenarios} from '../support/run.ts';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';

/** Parameters no number of a run comes from, and who reads them. */
const READ_ELSEWHERE: Readonly<Record<string, string>> = {
  usps_base_packages: 'the data build, which makes today.csv; a sanity row of the report',
  owned_base_packages: 'the data build; a fact of the report',
  other_base_packages: 'the data build',
  usps_only_share: 'the data build',
  usps_base_revenue_usd: 'the joint draws: with the volume it gives the contract price',
  drivers_per_route: 'a fact of the report: drivers on the books',
  partner_fee_usd: 'the density section of the report: no run has partners',
  partner_packages_per_day: 'the density section of the report',
  partners_per_zip: 'the density section of the report',
  gig_usd_per_hour: 'the density section of the report: no run has gig drivers',
  gig_usd_per_mile: 'the density section of the report',
  gig_block_hours: 'the density section of the report',
  gig_usable_cube_ft3: 'the density section of the report',
  switch_usd_per_zip: 'a plan of weeks',
  hire_train_usd_per_driver: 'a plan of weeks',
  hire_train_weeks: 'a plan of weeks',
  dual_running_days: 'a plan of weeks',
  notice_days: 'a plan of weeks',
  volume_zip_sd: 'a plan of weeks',
  volume_week_sd: 'a plan of weeks',
  plan_headroom_sd: 'a plan of weeks',
  plan_overflow_share_max: 'a plan of weeks',
  usps_attributable_usd: 'the bid book and the ledger of the Postal Service',
  usps_short_run_loss_share: 'the ledger of the Postal Service',
  tender_next_day_hours: 'the bid book',
  discount_rate: 'the finance of a plan',
  station_capex_usd: 'the finance of a plan',
  fiscal_year_first_month: 'the finance of a plan',
  track_hold_volume_share: 'track',
  track_hold_ramp_share: 'track',
  track_hold_cost_share: 'track',
  track_hold_late_share: 'track',
  track_rollback_multiple: 'track',
  track_rollback_weeks: 'track',
  ...Object.fromEntries(failureParameters.map((name) => [name, 'what failed deliveries cost, beside the numbers'])),
};

/** The small twin with an aircraft beside its first truck, so that every mode is there. */
function twinWithAir(): Twin {
  const twin = smallTwin();
  const {originId, destinationId, days, stopsPerTrip, planFill} = twin.lanes.find(({mode}) => mode === 'truck')!;
  const air = {
    laneId: 'AIR',
    mode: 'air' as const,
    tripsPerDay: 1,
    originId,
    destinationId,
    days,
    stopsPerTrip,
    planFill,
  };
  return {...twin, lanes: [...twin.lanes, air]};
}

let pool: Pool;
let recorded: RecordedRun;
const scenario = named(smallScenarios(), 'no-deal');
const twin = applyScenario(twinWithAir(), scenario);
beforeAll(async () => {
  pool = createPool(2);
  recorded = await recordRun(pool, {name: scenario.name, about: scenario.about, twin}, 1, undefined, 5000);
});
afterAll(() => pool.close());

test('a run that is watched comes to what it comes to unwatched', async () => {
  const [{outcome}] = await runScenarios(pool, twinWithAir(), [scenario], {packages: 5000});
  expect(digest(recorded.outcome)).toBe(digest(outcome));
});

test('each parameter of the facts is in the explanation of a number, or it is known who else reads it', () => {
  const {outcome, reads} = recorded;
  const priced = priceOutcome(outcome);
  const stamp = {version: '1', inputsSha256: '', firstDay: 0, lastDay: 1, packagesPerSecond: 1};
  const summary = buildSummary([outcome], [summarize(outcome, priced)], stamp);
  const all = {...reads, ...recordPrices(outcome, resolveParameters(twin.parameters))};
  const explained = new Set<string>();
  for (const number of numbersOf(summary)) {
    const {inputs, countInputs} = explain(number, {outcome, reads: all});
    for (const {kind, name} of [...inputs, ...countInputs]) if (kind === 'parameter') explained.add(name);
  }
  const keys = twin.parameters.map(({name, segment}) => (segment === undefined ? name : `${name}/${segment}`));
  const unread = keys.filter((key) => !explained.has(key));
  expect(unread.sort()).toEqual(Object.keys(READ_ELSEWHERE).sort());
});

test('stages read their own: growth makes demand, headroom capacity, late shares lateness; planning all', () => {
  const {demand, capacity, lateness, plan} = recorded.reads;
  expect([...demand.parameters].sort()).toEqual(['growth_per_year', 'other_base_remaining']);
  expect(capacity.parameters.has('capacity_headroom')).toBe(true);
  expect([...lateness.parameters].sort()).toEqual([
    ...['late_again_share', 'late_share_other', 'late_share_owned', 'late_share_usps'],
  ]);
  for (const stage of [demand, capacity, lateness]) {
    for (const name of stage.parameters) expect(plan.parameters, name).toContain(name);
  }
  expect(plan.parameters).not.toContain('partner_fee_usd');
  expect(plan.parameters).toContain('air_speed_mph');
});

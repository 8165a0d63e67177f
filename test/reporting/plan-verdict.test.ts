import {judgePlan, type PlanSide, planVerdictText} from '@cutover/reporting';
import {expect, test} from 'vitest';

const meritOrder: PlanSide = {
  valueUsd: 1000e6,
  isKept: true,
  overflowPackages: 10,
  waitingPackageDays: 20,
  latePackageDays: 30,
  fallbackPackages: 40,
  simulatedUsd: 1010e6,
};
const plan: PlanSide = {...meritOrder, valueUsd: 900e6, simulatedUsd: 940e6};

test('a plan that saves more than its gap and is nowhere worse is better', () => {
  const verdict = judgePlan(plan, meritOrder, 50e6);
  expect(verdict).toEqual({savingUsd: 100e6, gapUsd: 50e6, isBetter: true, worse: [], simulatedSavingUsd: 70e6});
  expect(planVerdictText(verdict, meritOrder.valueUsd)).toContain('saves $100 m (10.00%)'); // of $1 bn
});

test.each<[string, Partial<PlanSide>, Partial<PlanSide>, number]>([
  ['within the certified gap', {}, {}, 100e6],
  ['the plan misses the target', {isKept: false}, {}, 50e6],
  ['merit order misses the target', {}, {isKept: false}, 50e6],
  ['11 against 10 packages are planned beyond', {overflowPackages: 11}, {}, 50e6],
  ['21 against 20 package-days of backlog', {waitingPackageDays: 21}, {}, 50e6],
  ['31 against 30 package-days late', {latePackageDays: 31}, {}, 50e6],
  ['41 against 40 packages fall back', {fallbackPackages: 41}, {}, 50e6],
])('no better: %s', (words, ofPlan, ofMerit, gapUsd) => {
  const verdict = judgePlan({...plan, ...ofPlan}, {...meritOrder, ...ofMerit}, gapUsd);
  expect(verdict.isBetter).toBe(false);
  expect(planVerdictText(verdict, meritOrder.valueUsd)).toMatch(new RegExp(`^The plan is no better.*${words}`));
});

test('a plan with more late days is no better, and is said to save what it does with them at their price', () => {
  const words = 'it would save $70 m all the same';
  const late = {...plan, latePackageDays: 31};
  expect(planVerdictText(judgePlan(late, meritOrder, 50e6), meritOrder.valueUsd)).toContain(words);
  const others = [
    judgePlan(late, meritOrder, 70e6), // it saves no more than the gap
    judgePlan({...late, isKept: false}, meritOrder, 50e6), // a gap means nothing there
  ];
  for (const verdict of others) expect(planVerdictText(verdict, meritOrder.valueUsd)).not.toContain('all the same');
});

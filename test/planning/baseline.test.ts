import {createPaths, repairBaseline, weighPlan} from '@cutover/planning';
import {expect, test} from 'vitest';
import {type SmallState, weekProblem} from '../support/weeks.ts';

/** A ZIP of ten packages: by USPS for $1 each, or from a station for $2 each. */
function ten(): SmallState[] {
  return [
    {station: -1, load: 0, usps: 10, weekUsd: [10]},
    {station: 0, load: 10, usps: 0, weekUsd: [20]},
  ];
}

test('merit order takes what fits, until the target is met', () => {
  const problem = weekProblem({zips: [ten(), ten()], capacity: [[10]], uspsWithin: [9, 11]});
  const paths = repairBaseline(problem, createPaths(problem));
  // One ZIP leaves USPS, $20, the other stays, $10.
  expect(weighPlan(problem, paths)).toEqual({valueUsd: 30, uspsPackages: 10, overflowPackages: 0, isKept: true});
});

test('what does not fit is bought, so that the target is kept', () => {
  const problem = weekProblem({zips: [ten(), ten()], capacity: [[10]], uspsWithin: [0, 5], overflowUsd: 3});
  const paths = repairBaseline(problem, createPaths(problem));
  // Both leave USPS, 2 x $20; ten packages are beyond the station, $3 each.
  expect(weighPlan(problem, paths)).toEqual({valueUsd: 70, uspsPackages: 0, overflowPackages: 10, isKept: true});
});

test('where no way leads to the target it says so', () => {
  const [onlyUsps] = ten();
  const problem = weekProblem({zips: [[onlyUsps]], capacity: [[10]], uspsWithin: [0, 5]});
  expect(weighPlan(problem, repairBaseline(problem, createPaths(problem))).isKept).toBe(false);
});

test('a plan is left as it is', () => {
  const problem = weekProblem({zips: [ten(), ten()], capacity: [[10]], uspsWithin: [0, 5]});
  const start = createPaths(problem);
  repairBaseline(problem, start);
  expect([...start]).toEqual([0, 0]);
});

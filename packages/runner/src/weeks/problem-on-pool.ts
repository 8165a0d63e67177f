import type {WeekProblem} from '@cutover/planning';
import {type Pool, ranges} from '../pool.ts';
import {priceCloseness} from './closeness.ts';
import {costScene} from './cost-scene.ts';
import type {StatesTask} from './cost-task.ts';
import {createProblem, statesRule} from './problem.ts';
import type {WeekRule} from './week-rule.ts';
import type {WeekScene} from './week-scene.ts';

const TASKS_PER_THREAD = 2; // each is sent the scene

/** The same as `buildProblem` makes, on all threads. */
export async function buildProblemOn(pool: Pool, scene: WeekScene, rule: WeekRule): Promise<WeekProblem> {
  const problem = createProblem(scene, rule);
  const sent: Omit<StatesTask, 'fromZip' | 'toZip'> = {
    kind: 'states',
    scene: costScene(scene),
    problem,
    rule: statesRule(scene, rule),
  };
  await Promise.all(
    ranges(problem.zipCount, Math.ceil(problem.zipCount / TASKS_PER_THREAD / pool.threads)).map(({from, to}) =>
      pool.run({...sent, fromZip: from, toZip: to}),
    ),
  );
  priceCloseness(scene, problem, rule);
  return problem;
}

import type {WeekProblem} from '@cutover/planning';
import type {CostScene} from './cost-scene.ts';
import {fillStates, type StatesRule} from './problem.ts';
import {lateUsd} from './week-cost.ts';

/** ZIPs whose states are priced into a problem, whose arrays are shared. */
export interface StatesTask {
  readonly kind: 'states';
  readonly scene: CostScene;
  readonly problem: WeekProblem;
  readonly rule: StatesRule;
  readonly fromZip: number;
  readonly toZip: number;
}

export function priceStates({scene, problem, rule, fromZip, toZip}: StatesTask): void {
  fillStates(scene, problem, rule, {fromZip, toZip});
}

/** A plan whose days late are priced, as `lateUsd` does. */
export interface LateUsdTask {
  readonly kind: 'lateUsd';
  readonly scene: CostScene;
  readonly paths: Uint8Array;
}

export function priceLate({scene, paths}: LateUsdTask): Float64Array {
  return lateUsd(scene, paths);
}

import type {Quantity, QuantityOf} from '@cutover/dashboard';
import {splitRun} from '../state/api.ts';
import type {PageState} from '../state/hash.ts';

type Keys<Kind extends Quantity['kind']> = Partial<QuantityOf<Kind>>;

/** @param at - run/scenario */
export function ofRun(at: string, measure: string, keys: Keys<'run'> = {}): Quantity {
  return {kind: 'run', ...splitRun(at), measure, ...keys};
}

/** @param runs - run/scenario, before and after */
export function ofBoth(runs: readonly [string, string], measure: string, keys: Keys<'comparison'> = {}): Quantity {
  const [from, to] = runs.map(splitRun);
  const sides = {before: from.run, beforeScenario: from.scenario, after: to.run, afterScenario: to.scenario};
  return {kind: 'comparison', ...sides, measure, ...keys};
}

export function ofPlan(plan: string, measure: string, keys: Keys<'plan'> = {}): Quantity {
  return {kind: 'plan', plan, measure, ...keys};
}

export function ofPreview(
  {twin, scenario, whatIf}: Pick<PageState, 'twin' | 'scenario' | 'whatIf'>,
  measure: string,
  keys: Keys<'preview'> = {},
): Quantity {
  return {kind: 'preview', twin, scenario, whatIf, measure, ...keys};
}

/** A measure of a ZIP in the layer that is shown; undefined where the layer says it of nothing. */
export function ofZip(state: PageState, zip: string, measure: string): Quantity | undefined {
  switch (state.layer) {
    case 'run':
      return state.run === '' ? undefined : ofRun(state.run, measure, {zip});
    case 'preview':
      return ofPreview(state, measure, {zip});
    case 'plan':
      return ofPlan(state.plan, measure, {zip});
    case 'difference':
      return undefined;
  }
}

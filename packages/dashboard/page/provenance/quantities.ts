import type {Quantity, QuantityOf} from '@cutover/dashboard';
import {splitRun} from '../state/api.ts';
import {NO_CHANGE, type PageState} from '../state/hash.ts';

type Keys<Kind extends Quantity['kind']> = Partial<QuantityOf<Kind>>;

/** @param at - run/scenario */
export function ofRun(at: string, measure: string, keys: Keys<'run'> = {}): Quantity {
  return {kind: 'run', ...splitRun(at), measure, ...keys};
}

/** Two sides of a comparison. */
export interface Pair {
  readonly twin: string; // of scenarios as planned
  readonly runs: readonly [string, string]; // run/scenario, before and after; without a run: as planned
}

export function ofBoth({twin, runs}: Pair, measure: string, keys: Keys<'comparison'> = {}): Quantity {
  const [from, to] = runs.map(splitRun);
  const sides = {before: from.run, beforeScenario: from.scenario, after: to.run, afterScenario: to.scenario};
  return {kind: 'comparison', twin, ...sides, measure, ...keys};
}

/** @param measure - of summary.json, as in costUsd.total */
export function ofSide({twin, runs}: Pair, side: 0 | 1, measure: string): Quantity {
  const {run, scenario} = splitRun(runs[side]);
  if (run !== '') return ofRun(runs[side], measure);
  return ofPreview({twin, scenario, whatIf: NO_CHANGE}, measure.slice(measure.indexOf('.') + 1));
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

/** A measure of a ZIP in the layer that is shown. */
export function ofZip(state: PageState, zip: string, measure: string): Quantity | undefined {
  return ofLayer(state, measure, {zip});
}

/** A measure of the layer that is shown: of a ZIP, or of the legend, as in `zips.savingUsd`. */
export function ofLayer(state: PageState, measure: string, keys: {readonly zip?: string} = {}): Quantity | undefined {
  switch (state.layer) {
    case 'run':
      return state.run === '' ? undefined : ofRun(state.run, measure, keys);
    case 'preview':
      return ofPreview(state, measure, keys);
    case 'plan':
      return ofPlan(state.plan, measure, keys);
    case 'difference':
      return ofBoth({twin: state.twin, runs: [state.before, state.after]}, measure, keys);
  }
}

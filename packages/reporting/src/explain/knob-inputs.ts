import {type Change, mergeReads, type Outcome, type Reads, type Twin, WhatIf, whatIfChanges} from '@cutover/core';
import {type ExplainedInput, inputsOf} from './inputs.ts';

/** What a planner turns in a what-if as a number. */
export type Knob = Exclude<keyof WhatIf, 'openedZips' | 'closedStations'>;

export function isKnob(name: string): name is Knob {
  return name in WhatIf.shape && name !== 'openedZips' && name !== 'closedStations';
}

const TURNED = 2; // twice as much, or a share that no scenario has

/**
 * The inputs that a knob of a what-if turns, as the scenario has them: those that its changes would replace.
 *
 * @param outcome - of the scenario, without a what-if
 */
export function knobInputs(outcome: Outcome, knob: Knob): ExplainedInput[] {
  const {twin} = outcome;
  const changes = whatIfChanges(twin, {...WhatIf.parse({}), [knob]: TURNED});
  return inputsOf(outcome, mergeReads(changes.map((change) => ({...mergeReads([]), ...replacedBy(change, twin)}))));
}

function replacedBy(change: Change, {rates}: Twin): Partial<Reads> {
  switch (change.change) {
    case 'setParameter': {
      const {name, segment} = change;
      return {parameters: new Set([segment === undefined ? name : `${name}/${segment}`])};
    }
    case 'setContract':
      return {terms: new Set((change.contract?.prices ?? []).map((_, i) => `prices.${i}.usdPerPackage.base`))};
    case 'setTariff':
      return {rates: new Set(rates.filter(({product}) => product === change.product))};
    case 'setShare':
      return {settings: new Set(['target.uspsKept'])};
    case 'setCapacity':
      return {columns: new Map([['facilities', new Set(['capacityPackagesPerDay'])]])};
    default:
      return {}; // no knob makes another
  }
}

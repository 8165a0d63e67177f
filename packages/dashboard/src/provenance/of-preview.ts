import {WhatIf} from '@cutover/core';
import {explainRule, isKnob, type Knob, knobInputs, legendRules, previewRules} from '@cutover/reporting';
import type {ProvenanceAnswer, QuantityOf} from '../http/quantity.ts';
import {answer, made, ruleOf} from './answer.ts';
import {cell} from './cells.ts';
import {watchedPreview} from './watched.ts';

const STILL = WhatIf.parse({});
const previewed = {...previewRules, ...legendRules};

/** A number of a what-if: what was turned, and the inputs as that leaves them. Or where a knob of it stands. */
export async function ofPreview(quantity: QuantityOf<'preview'>, twin: string): Promise<ProvenanceAnswer> {
  const {scenario, measure, whatIf} = quantity;
  if (isKnob(measure)) return ofKnob(measure, quantity, twin);
  const found = answer(ruleOf(previewed, measure), [], await watchedPreview(twin, scenario, whatIf));
  return {...found, inputs: [...turned(whatIf), ...found.inputs]};
}

/** What a knob turns, as the scenario has it: its inputs are those of the scenario, whatever else is turned. */
async function ofKnob(knob: Knob, {scenario, whatIf}: QuantityOf<'preview'>, twin: string): Promise<ProvenanceAnswer> {
  const watched = await watchedPreview(twin, scenario, STILL);
  const inputs = knobInputs(watched.outcome, knob);
  const how = `Where the slider stands: ${aboutOf(knob)}. What it turns has these sources; the choice is yours.`;
  const isStill = whatIf[knob] === null; // it shows the input itself
  const cells = isStill ? inputs.map(({file, name, value}) => cell(file, name, 'value', value)) : [];
  const {calibrated} = explainRule({readBy: [], counts: false}, watched);
  const found = made({unit: '', how}, cells, watched, {calibrated, inputs, countInputs: []});
  return {...found, inputs: [...turned({...STILL, [knob]: whatIf[knob]}), ...found.inputs]};
}

/** What the planner turned in a what-if; rows that it changes say so by themselves. */
function turned(whatIf: WhatIf): ProvenanceAnswer['inputs'] {
  const keys = Object.keys(WhatIf.shape) as (keyof WhatIf)[];
  return keys
    .filter((key) => JSON.stringify(whatIf[key]) !== JSON.stringify(STILL[key]))
    .map((name) => {
      const value = whatIf[name];
      return {
        ...{kind: 'what-if', file: '', name, value: typeof value === 'number' ? value : (value ?? []).join(' ')},
        ...{low: null, base: null, high: null, unit: '', asOf: '', confidence: 'choice', standsInOn: []},
        ...{source: 'turned on this page', note: aboutOf(name)},
      };
    });
}

function aboutOf(name: keyof WhatIf): string {
  const about = WhatIf.shape[name].meta()?.about;
  return typeof about === 'string' ? about : '';
}

import {WhatIf} from '@cutover/core';
import {previewRules} from '@cutover/reporting';
import type {ProvenanceAnswer, QuantityOf} from '../http/quantity.ts';
import {answer, ruleOf} from './answer.ts';
import {watchedPreview} from './watched.ts';

/** A number of a what-if: what was turned, and the inputs as that leaves them. */
export async function ofPreview(
  {scenario, measure, whatIf}: QuantityOf<'preview'>,
  twin: string,
): Promise<ProvenanceAnswer> {
  const found = answer(ruleOf(previewRules, measure), [], await watchedPreview(twin, scenario, whatIf));
  return {...found, inputs: [...turned(whatIf), ...found.inputs]};
}

/** What the planner turned in a what-if; rows that it changes say so by themselves. */
function turned(whatIf: WhatIf): ProvenanceAnswer['inputs'] {
  const still = WhatIf.parse({});
  const keys = Object.keys(WhatIf.shape) as (keyof WhatIf)[];
  return keys
    .filter((key) => JSON.stringify(whatIf[key]) !== JSON.stringify(still[key]))
    .map((name) => {
      const value = whatIf[name];
      return {
        ...{kind: 'what-if', file: '', name, value: typeof value === 'number' ? value : (value ?? []).join(' ')},
        ...{low: null, base: null, high: null, unit: '', asOf: '', confidence: 'choice', standsInOn: []},
        ...{source: 'turned on this page', note: WhatIf.shape[name].description ?? ''},
      };
    });
}

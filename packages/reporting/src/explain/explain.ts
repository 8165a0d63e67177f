import {CONTRACT_PRICE, CONTRACT_SHORTFALL, mergeReads, type Outcome, type Reads} from '@cutover/core';
import {influences} from '../range/influences.ts';
import type {NumberAt, NumberRule, ReadBy} from './numbers.ts';
import {type ExplainedInput, inputsOf} from './inputs.ts';

export {columnInputs, type ExplainedInput, parameterInput} from './inputs.ts';

/** A scenario that was run and priced again while it was watched. */
export interface Watched {
  readonly outcome: Outcome;
  readonly reads: Readonly<Record<ReadBy, Reads>>;
}

/** Where a number of `summary.json` comes from. */
export interface Explanation {
  readonly path: string;
  readonly value: number;
  readonly unit: string;
  readonly how: string;
  readonly calibrated: string | null; // what calibration.yaml laid over the inputs
  readonly inputs: readonly ExplainedInput[]; // read where the number is made
  readonly countInputs: readonly ExplainedInput[]; // read by planning and books, which decide what it counts
}

/**
 * The inputs of a number, as they were read.
 *
 * @param watched - of the number's scenario; null for a number that has no inputs (`needsRun`)
 */
export function explain({path, value, rule}: NumberAt, watched: Watched | null): Explanation {
  return {path, value, unit: rule.unit, how: rule.how, ...explainRule(rule, watched)};
}

/** What a number that is made by a rule rests on. */
export type Inputs = Pick<Explanation, 'calibrated' | 'inputs' | 'countInputs'>;

/** @param watched - null for a number that has no inputs */
export function explainRule(rule: Omit<NumberRule, 'unit' | 'how'>, watched: Watched | null): Inputs {
  if (watched === null) return {calibrated: null, inputs: [], countInputs: []};
  const {outcome, reads} = watched;
  const inputs = inputsOf(outcome, mergeReads([...rule.readBy.map((by) => reads[by]), ...rangeReads(rule, outcome)]));
  const touches = rule.ranged ? touchInputs() : [];
  const known = new Set(inputs.map(nameOf));
  const behind = rule.counts ? inputsOf(outcome, reads.plan).filter((input) => !known.has(nameOf(input))) : [];
  return {calibrated: calibratedText(outcome), inputs: [...inputs, ...touches], countInputs: behind};
}

/** Whether a number has inputs, so that its scenario must be run again to see them. */
export function needsRun({rule}: {readonly rule: Pick<NumberRule, 'readBy' | 'counts'>}): boolean {
  return rule.readBy.length > 0 || rule.counts;
}

function nameOf({kind, name}: ExplainedInput): string {
  return `${kind} ${name}`;
}

/** Ends of ranges are repriced with every influence, also those the base price does not read. */
function rangeReads({ranged}: Pick<NumberRule, 'ranged'>, {twin}: Outcome): Reads[] {
  if (!ranged) return [];
  const names = new Set(influences.map(({name}) => name));
  const keys = twin.parameters.flatMap(({name, segment}) => {
    return names.has(name) ? [segment === undefined ? name : `${name}/${segment}`] : [];
  });
  const terms = twin.contract === null ? [] : contractTerms(names, twin.contract);
  return [{...mergeReads([]), parameters: new Set(keys), terms: new Set(terms)}];
}

function contractTerms(
  names: ReadonlySet<string>,
  {prices, shortfall}: NonNullable<Outcome['twin']['contract']>,
): string[] {
  const priceTerms = names.has(CONTRACT_PRICE) ? prices.map((_, i) => `prices.${i}.usdPerPackage.base`) : [];
  const hasFee = names.has(CONTRACT_SHORTFALL) && shortfall.rule === 'fee';
  return hasFee ? [...priceTerms, 'shortfall.usdPerMissingPackage.base'] : priceTerms;
}

function touchInputs(): ExplainedInput[] {
  return influences.flatMap(({name, label, touchUsd}): ExplainedInput[] => {
    if (touchUsd === undefined) return [];
    return [
      {
        ...{
          kind: 'estimate',
          file: 'facilities.csv',
          name,
          value: null,
          ...touchUsd,
          unit: 'USD/package',
          asOf: '',
          confidence: 'estimate',
        },
        ...{
          source: 'carried by the code beside facilities.csv, whose rows have no range',
          note: `${label}: the range`,
          standsInOn: [],
        },
      },
    ];
  });
}

function calibratedText({twin: {calibration}}: Outcome): string | null {
  if (calibration === undefined) return null;
  const {fitted, shipments, from, to} = calibration;
  return `calibration.yaml replaces ${fitted} inputs: fitted to ${shipments} shipments, ${from} to ${to}`;
}

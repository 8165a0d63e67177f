import {join} from 'node:path';
import {Summary} from '@cutover/core';
import {
  legendRules,
  needsRun,
  planWorthRules,
  type QuantityRule,
  type QuantityRules,
  scenarioRules,
  stationRules,
  zipRules,
} from '@cutover/reporting';
import type {Cell, ProvenanceAnswer, QuantityOf} from '../http/quantity.ts';
import {answer, jsonAt, ruleOf} from './answer.ts';
import {jsonCells, legendCells, optionCells, stationCells, zipCells} from './cells.ts';
import type {Paths} from './paths.ts';
import {watchedRun} from './watched.ts';

/** A number of a run: of its summary, of a ZIP or of a station. */
export async function ofRun(
  {scenario, measure, zip, facility}: QuantityOf<'run'>,
  paths: Paths,
): Promise<ProvenanceAnswer> {
  const at = {run: paths.run, scenario};
  const watch = (rule: QuantityRule) => (needsRun({rule}) ? watchedRun(paths.run, scenario) : null);
  if (zip !== undefined) {
    const rule = ruleOf(zipRules, measure);
    const cells = measure === 'optionShare' ? optionCells(at, zip) : zipCells(at, zip, rule.columns);
    return answer(rule, await cells, await watch(rule));
  }
  if (facility !== undefined) {
    const rule = ruleOf(stationRules, measure);
    return answer(rule, await stationCells(at, facility, measure, rule.columns), await watch(rule));
  }
  if (legendRules[measure] !== undefined) {
    const rule = legendRules[measure];
    return answer(rule, await legendCells(at, rule.columns), await watchedRun(paths.run, scenario));
  }
  if (planWorths[measure] !== undefined) {
    const cells = jsonCells('summary.json', jsonAt(join(paths.run, 'summary.json')) as Summary, 'plan', [measure]);
    return answer(planWorths[measure], cells, await watchedRun(paths.run, scenario));
  }
  const rule = ruleOf(summaryRules, measure);
  return answer(rule, summaryCells(paths.run, scenario, [measure]), await watch(rule));
}

/** As in plan.savingUsd, of the plan that the run did as. */
const planWorths: QuantityRules = Object.fromEntries(
  Object.entries(planWorthRules).map(([key, rule]) => [`plan.${key}`, {...rule, columns: []}]),
);

/** As in costUsd.postage. */
export const summaryRules: QuantityRules = Object.fromEntries(
  Object.entries(scenarioRules).flatMap(([group, rules]) =>
    Object.entries(rules).map(([key, rule]) => [`${group}.${key}`, {...rule, columns: []}]),
  ),
);

export function summaryCells(run: string, name: string, columns: readonly string[]): Cell[] {
  const {scenarios} = Summary.parse(jsonAt(join(run, 'summary.json')));
  return jsonCells('summary.json', scenarios.find((each) => each.name === name) ?? {}, name, columns);
}

import {join} from 'node:path';
import {waveTable} from '@cutover/core';
import {drawnRules, legendRules, planRules, zipRules} from '@cutover/reporting';
import type {ProvenanceAnswer, QuantityOf} from '../http/quantity.ts';
import {waveRowsAt} from '../tables/plan-files.ts';
import {answer, jsonAt, named, ruleOf, tableRule} from './answer.ts';
import {jsonCells} from './cells.ts';
import type {Paths} from './paths.ts';
import {PlanStamp, watchedPlan} from './watched.ts';

/** A number of a plan: of the whole, of a week, of a wave or of a ZIP. */
export async function ofPlan(quantity: QuantityOf<'plan'>, paths: Paths): Promise<ProvenanceAnswer> {
  const {measure, week, facility, deliverer, zip} = quantity;
  const plan = PlanStamp.parse(jsonAt(join(paths.plan, 'plan.json')));
  const watched = await watchedPlan(paths.plan, plan);
  if (zip !== undefined) return answer(ruleOf({...zipRules, ...drawnRules}, measure), [], watched);
  if (facility !== undefined) {
    const wave = waveRowsAt(paths.plan).find(
      (row) => row.week === week && row.facilityId === facility && row.toDeliverer === deliverer,
    );
    const rule = tableRule(waveTable, measure);
    return answer(rule, jsonCells(waveTable.file, named(wave), `${week} ${facility}`, rule.columns), watched);
  }
  if (legendRules[measure] !== undefined) return answer(legendRules[measure], [], watched);
  const rule = ruleOf(planRules, measure);
  const at = week === undefined ? plan : (plan.weeks.find(({from}) => from === week) ?? {});
  return answer(rule, jsonCells('plan.json', at, week ?? 'plan', rule.columns), watched);
}

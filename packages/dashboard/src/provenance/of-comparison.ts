import {CONTRACT_PRICE, CONTRACT_SHORTFALL, WhatIf} from '@cutover/core';
import {
  costParts,
  differenceRules,
  explainRule,
  type ExplainedInput,
  legendRules,
  mailRules,
  parameterInput,
  stationRules,
} from '@cutover/reporting';
import type {Cell, ProvenanceAnswer, QuantityOf} from '../http/quantity.ts';
import {answer, made, ruleOf} from './answer.ts';
import {drawnCells, groupCells, legendCells, stationCells} from './cells.ts';
import {summaryCells, summaryRules} from './of-run.ts';
import type {Paths} from './paths.ts';
import {watchedPreview, watchedRun} from './watched.ts';

/** Second side less first: of the whole, of ZIPs, of stations, of the Postal Service, or of a driver's draws. */
export async function ofComparison(quantity: QuantityOf<'comparison'>, paths: Paths): Promise<ProvenanceAnswer> {
  const {beforeScenario, afterScenario, measure, zip, state, segment, facility, driver} = quantity;
  const sides = [
    {run: paths.before, scenario: beforeScenario},
    {run: paths.after, scenario: afterScenario},
  ];
  const watched =
    paths.after === ''
      ? await watchedPreview(paths.twin, afterScenario, WhatIf.parse({}))
      : await watchedRun(paths.after, afterScenario);
  const ofRuns = sides.filter(({run}) => run !== ''); // a side that is planned only is in no file
  const both = async (cells: (side: (typeof sides)[number]) => Promise<Cell[]> | Cell[]): Promise<Cell[]> =>
    (await Promise.all(ofRuns.map(async (side) => cells(side)))).flat();
  if (driver !== undefined) {
    const total = explainRule({readBy: costParts, counts: false, ranged: true}, watched);
    const rows = watched.outcome.twin.parameters.filter(({name}) => name === driver).map(parameterInput);
    const inputs = rows.length > 0 ? rows : total.inputs.filter((input) => isOf(driver, input));
    return {...made({unit: 'USD', how: DRIVER}, drawnCells(sides[1], sides[0], driver), watched, {...total, inputs})};
  }
  if (facility !== undefined) {
    const rule = ruleOf(stationRules, measure);
    return answer(rule, await both((side) => stationCells(side, facility, measure, rule.columns)), watched);
  }
  if (legendRules[measure] !== undefined) {
    const rule = legendRules[measure];
    return answer(rule, await both((side) => legendCells(side, rule.columns)), watched);
  }
  if (measure === 'drawnUsd') {
    const rule = {...ruleOf(summaryRules, 'range.totalLow'), how: DRAWN};
    return answer(rule, drawnCells(sides[1], sides[0], undefined), watched);
  }
  const of = {...(zip && {zip}), ...(state && {state}), ...(segment && {segment})};
  const rules = {...differenceRules, ...mailRules, ...stationRules};
  if (rules[measure] !== undefined) {
    const rule = ruleOf(rules, measure);
    if (stationRules[measure] !== undefined) {
      return answer(rule, await both((side) => stationCells(side, undefined, measure, rule.columns)), watched);
    }
    const paid = mailRules[measure] === undefined ? [] : ['costUsd.postage', 'costUsd.contractShortfall'];
    const cells = await both(async (side) => [
      ...(await groupCells(side, of, rule.columns)),
      ...summaryCells(side.run, side.scenario, paid),
    ]);
    return answer(rule, cells, watched);
  }
  const rule = ruleOf(summaryRules, measure);
  return answer(
    {...rule, how: `${rule.how} The second run less the first.`},
    await both((side) => summaryCells(side.run, side.scenario, [measure])),
    watched,
  );
}

const DRAWN = 'Joint draws of all ranges: the total at their P10 and P90, and with every input at its base.';
const DRIVER =
  'What this input alone does to the cost at its P10 and at its P90 of the joint draws, all others at base.';

/** Whether an input is what a driver of the tornado turns. */
function isOf(driver: string, {kind, name}: ExplainedInput): boolean {
  if (driver === CONTRACT_PRICE) return kind === 'contract term' && name.endsWith('usdPerPackage');
  if (driver === CONTRACT_SHORTFALL) return kind === 'contract term' && name.endsWith('usdPerMissingPackage');
  return name === driver;
}

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {
  bidTable,
  CONTRACT_PRICE,
  CONTRACT_SHORTFALL,
  DataError,
  snakeCase,
  Summary,
  type Table,
  waveTable,
  WhatIf,
} from '@cutover/core';
import {
  columnRule,
  costParts,
  differenceRules,
  explainRule,
  type ExplainedInput,
  type Inputs,
  mailRules,
  needsRun,
  parameterInput,
  planRules,
  previewRules,
  type QuantityRule,
  type QuantityRules,
  scenarioRules,
  stationRules,
  type Watched,
  zipRules,
} from '@cutover/reporting';
import {twinAt} from '../engine/twins.ts';
import type {Cell, ProvenanceAnswer, Quantity, QuantityOf} from '../http/quantity.ts';
import {bidRows, waveRowsAt} from '../tables/plan-files.ts';
import {drawnCells, groupCells, jsonCells, optionCells, stationCells, zipCells} from './cells.ts';
import {facilityProvenance} from './facility.ts';
import type {Paths} from './paths.ts';
import {PlanStamp, watchedPlan, watchedPreview, watchedRun} from './watched.ts';

/** A quantity, and where what its ids name stands. */
export interface Located {
  readonly quantity: Quantity;
  readonly paths: Paths;
}

/** Where a number that the page shows comes from. @throws DataError if there is no such number, or its twin changed */
export async function provenanceOf({quantity, paths}: Located): Promise<ProvenanceAnswer> {
  switch (quantity.kind) {
    case 'run':
      return ofRun(quantity, paths);
    case 'preview': {
      const {scenario, measure, whatIf} = quantity;
      const found = answer(ruleOf(previewRules, measure), [], await watchedPreview(paths.twin, scenario, whatIf));
      return {...found, inputs: [...turned(whatIf), ...found.inputs]};
    }
    case 'plan':
      return ofPlan(quantity, paths);
    case 'comparison':
      return ofComparison(quantity, paths);
    case 'bid':
      return ofBid(quantity, paths);
    case 'twin':
      return facilityProvenance(quantity, paths.twin);
  }
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

async function ofRun({scenario, measure, zip, facility}: QuantityOf<'run'>, paths: Paths) {
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
  const rule = ruleOf(summaryRules, measure);
  return answer(rule, summaryCells(paths.run, scenario, [measure]), await watch(rule));
}

/** As in costUsd.postage. */
const summaryRules: QuantityRules = Object.fromEntries(
  Object.entries(scenarioRules).flatMap(([group, rules]) =>
    Object.entries(rules).map(([key, rule]) => [`${group}.${key}`, {...rule, columns: []}]),
  ),
);

function summaryCells(run: string, name: string, columns: readonly string[]): Cell[] {
  const {scenarios} = Summary.parse(jsonAt(join(run, 'summary.json')));
  return jsonCells('summary.json', scenarios.find((each) => each.name === name) ?? {}, name, columns);
}

async function ofPlan(quantity: QuantityOf<'plan'>, paths: Paths) {
  const {measure, week, facility, deliverer, zip} = quantity;
  const plan = PlanStamp.parse(jsonAt(join(paths.plan, 'plan.json')));
  const watched = await watchedPlan(paths.plan, plan);
  if (zip !== undefined) return answer(ruleOf(zipRules, measure), [], watched);
  if (facility !== undefined) {
    const wave = waveRowsAt(paths.plan).find(
      (row) => row.week === week && row.facilityId === facility && row.toDeliverer === deliverer,
    );
    const rule = tableRule(waveTable, measure);
    return answer(rule, jsonCells(waveTable.file, named(wave), `${week} ${facility}`, rule.columns), watched);
  }
  const rule = ruleOf(planRules, measure);
  const at = week === undefined ? plan : (plan.weeks.find(({from}) => from === week) ?? {});
  return answer(rule, jsonCells('plan.json', at, week ?? 'plan', rule.columns), watched);
}

async function ofComparison(quantity: QuantityOf<'comparison'>, paths: Paths) {
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

async function ofBid({measure, unit, unitType, tender}: QuantityOf<'bid'>, paths: Paths) {
  const row = bidRows(paths.bids).find(
    (each) => each.unit === unit && each.unitType === unitType && each.tender === tender,
  );
  const rule = tableRule(bidTable, measure);
  const cells = jsonCells(bidTable.file, named(row), `${unit} ${tender}`, rule.columns);
  const isFloor = measure.startsWith('floor') || measure === 'zone';
  const {baseScenario: scenario} = (await twinAt(paths.twin)).settings;
  return answer(
    {
      ...rule,
      how: `${rule.how} The book names no plan: inputs are those of the twin shown, scenario ${scenario}.`,
      ...(isFloor ? {parameters: ['usps_attributable_usd']} : {}),
    },
    cells,
    await watchedPreview(paths.twin, scenario, WhatIf.parse({})),
  );
}

/** A number of a table of files, by field: its unit and meaning are the column's. */
function tableRule(table: Table, measure: string): QuantityRule {
  const column = table.columns.find(({field}) => field === measure);
  if (column === undefined)
    throw unknown(
      measure,
      table.columns.map(({field}) => field),
    );
  return {
    ...columnRule,
    unit: column.unit,
    columns: [column.name],
    how: `Column ${column.name}: ${column.about}.`,
  };
}

/** A row as in its file, by the names of columns. */
function named(row: object | undefined): object {
  if (row === undefined) throw new DataError('there is no such row; the file was changed since it was shown');
  return Object.fromEntries(Object.entries(row).map(([field, value]) => [snakeCase(field), value as unknown]));
}

function ruleOf(rules: QuantityRules, measure: string): QuantityRule {
  if (!Object.hasOwn(rules, measure)) throw unknown(measure, Object.keys(rules));
  return rules[measure];
}

function unknown(measure: string, known: readonly string[]): DataError {
  return new DataError(`there is no measure "${measure}" of that; ask for one of ${known.join(', ')}`);
}

function answer(rule: QuantityRule, cells: Cell[], watched: Watched | null): ProvenanceAnswer {
  const inputs = explainRule(rule, watched);
  const shown = rule.parameters ?? [];
  const more = (watched?.outcome.twin.parameters ?? []).filter(({name}) => shown.includes(name)).map(parameterInput);
  return made(rule, cells, watched, {...inputs, inputs: [...more, ...inputs.inputs]});
}

function made(
  {unit, how}: Pick<QuantityRule, 'unit' | 'how'>,
  cells: Cell[],
  watched: Watched | null,
  {calibrated, inputs, countInputs}: Inputs,
): ProvenanceAnswer {
  const all = [...inputs, ...countInputs];
  const plain = (list: readonly ExplainedInput[]) =>
    list.map((input) => ({...input, standsInOn: [...input.standsInOn]}));
  const marks: ProvenanceAnswer['marks'] = [
    ...(watched?.outcome.twin.settings.synthetic === true ? (['synthetic'] as const) : []),
    ...(watched !== null && calibrated === null ? (['uncalibrated'] as const) : []),
    ...(all.some(({confidence}) => confidence === 'assumption') ? (['assumption'] as const) : []),
  ];
  return {unit, how, marks, calibrated, cells, inputs: plain(inputs), countInputs: plain(countInputs)};
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

function jsonAt(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

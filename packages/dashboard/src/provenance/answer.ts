import {readFileSync} from 'node:fs';
import {DataError, snakeCase, type Table, type TwinTableName} from '@cutover/core';
import {
  columnInputs,
  columnRule,
  explainRule,
  type ExplainedInput,
  type Inputs,
  parameterInput,
  type QuantityRule,
  type QuantityRules,
  type Watched,
} from '@cutover/reporting';
import type {Cell, ProvenanceAnswer} from '../http/quantity.ts';

/** @throws DataError that names the measures there are */
export function ruleOf(rules: QuantityRules, measure: string): QuantityRule {
  if (!Object.hasOwn(rules, measure)) throw unknown(measure, Object.keys(rules));
  return rules[measure];
}

function unknown(measure: string, known: readonly string[]): DataError {
  return new DataError(`there is no measure "${measure}" of that; ask for one of ${known.join(', ')}`);
}

/** A number of a table of files, by field: its unit and meaning are the column's. */
export function tableRule(table: Table, measure: string): QuantityRule {
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
export function named(row: object | undefined): object {
  if (row === undefined) throw new DataError('there is no such row; the file was changed since it was shown');
  return Object.fromEntries(Object.entries(row).map(([field, value]) => [snakeCase(field), value as unknown]));
}

/** What a number made by a rule rests on. @param watched - null for one that has no inputs */
export function answer(rule: QuantityRule, cells: Cell[], watched: Watched | null): ProvenanceAnswer {
  const inputs = explainRule(rule, watched);
  return made(rule, cells, watched, {...inputs, inputs: [...shownInputs(rule, watched), ...inputs.inputs]});
}

/** Read where the number is shown. */
function shownInputs({parameters = [], twinColumns = {}}: QuantityRule, watched: Watched | null): ExplainedInput[] {
  if (watched === null) return [];
  const {outcome} = watched;
  const columns = new Map(Object.entries(twinColumns).map(([table, fields]) => [table, new Set(fields)] as const));
  return [
    ...outcome.twin.parameters.filter(({name}) => parameters.includes(name)).map(parameterInput),
    ...columnInputs(outcome, {columns: columns as Map<TwinTableName, Set<string>>}),
  ];
}

/** The answer of inputs that are known. */
export function made(
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

export function jsonAt(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

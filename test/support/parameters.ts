import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {type Parameter, parameterTable, type ParameterSet, resolveParameters} from '@cutover/core';
import {parseTable} from '@cutover/files';

const FACTS = fileURLToPath(new URL('../../data/facts/parameters.csv', import.meta.url));

/** A parameter set of a few numbers, the same in every segment, without a range. */
export function parametersOf(values: Record<string, number>): ParameterSet {
  return resolveParameters(Object.entries(values).map(([name, base]) => parameterRow(name, base)));
}

export function parameterRow(name: string, base: number, rest: Partial<Parameter> = {}): Parameter {
  const provenance = {unit: '1', asOf: '2026', confidence: 'assumption' as const, source: 'test'};
  return {name, low: base, base, high: base, ...provenance, ...rest};
}

/** The rows of the reference twin's parameters. */
export function factParameterRows(): readonly Parameter[] {
  const {rows, issues} = parseTable(parameterTable, readFileSync(FACTS, 'utf8'), 'parameters.csv');
  if (issues.length > 0) throw new Error(JSON.stringify(issues));
  return rows;
}

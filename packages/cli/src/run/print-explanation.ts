import type {ExplainedInput, Explanation, TextTable} from '@cutover/reporting';
import {printLine, printTable} from '../terminal/output.ts';

/** A number and its inputs on a terminal. */
export function printExplanation({path, value, unit, how, calibrated, inputs, countInputs}: Explanation): void {
  printLine(`${path} = ${value}${unit === '' ? '' : ` ${unit}`}`);
  printLine(how);
  if (calibrated !== null) printLine(calibrated);
  printInputs('Inputs, as read where the number is made', inputs);
  printInputs('Inputs behind what is counted: who carries which package, on which way', countInputs);
}

function printInputs(title: string, inputs: readonly ExplainedInput[]): void {
  if (inputs.length === 0) return;
  printLine();
  printLine(`${title} (${inputs.length}):`);
  printTable(inputTable(inputs));
}

function inputTable(inputs: readonly ExplainedInput[]): TextTable {
  return {
    head: ['kind', 'name', 'low', 'base', 'high', 'unit', 'as of', 'confidence', 'source', ''],
    rows: inputs.map(({kind, name, value, low, base, high, unit, asOf, confidence, source, note}) => [
      ...[kind, name, numberText(low), base === null ? numberText(value) : numberText(base), numberText(high)],
      ...[unit, asOf, confidence, source, note],
    ]),
  };
}

function numberText(value: number | string | null): string {
  return value === null ? '' : String(value);
}

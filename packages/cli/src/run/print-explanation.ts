import type {ExplainedInput, Explanation} from '@cutover/reporting';
import {printLine} from '../terminal/output.ts';

/** A number and its inputs on a terminal: each with where it comes from on the next line. */
export function printExplanation({path, value, unit, how, calibrated, inputs, countInputs}: Explanation): void {
  printLine(`${path} = ${value}${unit === '' ? '' : ` ${unit}`}`);
  printLine(how);
  if (calibrated !== null) printLine(calibrated);
  printInputs('Inputs, as read where the number is made', inputs);
  printInputs(
    'Behind what it counts, as read by planning and books: who carries which package, on which way',
    countInputs,
  );
}

function printInputs(title: string, inputs: readonly ExplainedInput[]): void {
  if (inputs.length === 0) return;
  printLine();
  printLine(`${title}:`);
  for (const input of inputs.filter(({kind}) => kind !== 'column')) printInput(input);
  for (const [file, columns] of columnsByFile(inputs)) {
    const [{asOf, confidence, source}] = columns;
    printLine(`  ${columns.length === 1 ? 'column' : 'columns'} ${columns.map(columnText).join(', ')} of ${file}`);
    printLine(`      ${provenanceText({asOf, confidence, source})}`);
  }
}

function printInput(input: ExplainedInput): void {
  const {kind, name, value, low, base, high, unit, note} = input;
  const number = base === null ? (value ?? '') : `${base}${low === high ? '' : ` (${low} to ${high})`}`;
  printLine(`  ${kind} ${name}: ${number}${unit === '' || unit === '1' ? '' : ` ${unit}`}`);
  printLine(`      ${provenanceText(input)}`);
  if (note !== '') printLine(`      ${note}`);
}

function provenanceText({asOf, confidence, source}: Pick<ExplainedInput, 'asOf' | 'confidence' | 'source'>): string {
  return `${confidence}${asOf === '' ? '' : `, ${asOf}`}: ${source}`;
}

function columnText({name, unit}: ExplainedInput): string {
  const column = name.slice(name.indexOf(' ') + 1);
  return unit === '' ? column : `${column} (${unit})`;
}

/** Columns of a file stand together; their name is `FILE COLUMN`. */
function columnsByFile(inputs: readonly ExplainedInput[]): Map<string, ExplainedInput[]> {
  const files = new Map<string, ExplainedInput[]>();
  for (const input of inputs.filter(({kind}) => kind === 'column')) {
    const file = input.name.slice(0, input.name.indexOf(' '));
    files.set(file, [...(files.get(file) ?? []), input]);
  }
  return files;
}

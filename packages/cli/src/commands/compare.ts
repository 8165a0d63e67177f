import {resolve} from 'node:path';
import {Command} from '@commander-js/extra-typings';
import {type Comparison, compareRuns, compareScenarios} from '../run/compare.ts';
import {comparedTable} from '../run/print-compare.ts';
import {readRun} from '../run/read-run.ts';
import {printJson, printLine, printTable, warning} from '../terminal/output.ts';

export const compareCommand = new Command('compare')
  .argument('<run>', 'run directory')
  .argument('[other]', 'run directory whose difference to the first is shown')
  .option('--json', 'print the comparison as JSON')
  .action(async (directory, other, options) => {
    const before = await readRun(directory);
    const isOne = other === undefined || resolve(other) === resolve(directory);
    const comparison = isOne ? compareScenarios(before) : compareRuns(before, await readRun(other));
    if (options.json) return printJson(comparison);
    print(comparison);
  });

function print(comparison: Comparison): void {
  printTable(comparedTable(comparison), {numbers: true});
  for (const note of comparison.notes) printLine(warning(note));
}

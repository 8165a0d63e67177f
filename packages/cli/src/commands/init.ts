import {Command} from '@commander-js/extra-typings';
import {initTwin} from '@cutover/files';
import {referenceTwin} from '../twin/reference-twin.ts';
import {printJson, printLine} from '../terminal/output.ts';

export const initCommand = new Command('init')
  .argument('<dir>', 'new directory')
  .option('--from <dir>', 'twin directory to copy (default: the reference twin of the United States)')
  .option('--json', 'print what was made as JSON')
  .action(async (directory, options) => {
    const source = options.from ?? referenceTwin();
    await initTwin(source, directory);
    if (options.json) return printJson({twin: directory, from: source});
    printLine(`${directory} is a copy of ${source}.`);
    printLine('Its tables are CSV and YAML: edit them, then prove and run them:');
    printLine(`  cutover check ${directory}`);
    printLine(`  cutover run ${directory} --packages 1e7`);
  });

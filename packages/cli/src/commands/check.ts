import {Command} from '@commander-js/extra-typings';
import {DataError, issueText} from '@cutover/core';
import {checkTwin} from '@cutover/files';
import {printJson, printLine} from '../terminal/output.ts';

export const checkCommand = new Command('check')
  .argument('<dir>', 'twin directory')
  .option('--json', 'print the problems as JSON')
  .action(async (directory, options) => {
    const issues = await checkTwin(directory);
    if (options.json) printJson({twin: directory, issues});
    else if (issues.length === 0) printLine(`${directory} is fine.`);
    else for (const issue of issues) printLine(issueText(issue));
    if (issues.length === 1) throw new DataError(`"${directory}" has 1 problem`);
    if (issues.length > 1) throw new DataError(`"${directory}" has ${issues.length} problems`);
  });

import {Command} from '@commander-js/extra-typings';
import {openToday} from '@cutover/runner';
import {threadCount} from '../arguments.ts';
import {financeOf} from '../run/finance.ts';
import {openWritten, readWrittenPlan, unannounced} from '../run/open-plan.ts';
import {financeTable, financeTotals, ledgerTable} from '../run/print-finance.ts';
import {withPool} from '../run/with-pool.ts';
import {printFacts, printJson, printLine, printTable} from '../terminal/output.ts';
import {withProgress} from '../terminal/progress.ts';

export const financeCommand = new Command('finance')
  .description('Show a plan by fiscal quarter against staying as today, and what it means for the Postal Service')
  .argument('<plan>', 'plan directory')
  .option('--threads <count>', 'changes the speed, never a number (default: all cores)', threadCount)
  .option('--json', 'print everything as JSON, every hand-off node too')
  .action(async (directory, options) => {
    const made = await withProgress(async (progress) => {
      progress.say(`Reading ${directory}`);
      const read = await readWrittenPlan(directory);
      progress.say('Pricing every way');
      return withPool(options.threads, async (pool) => {
        const plan = await openWritten(pool, unannounced(read));
        const [named] = read.inputs.named;
        return financeOf(
          read,
          plan,
          named.twin.won === undefined ? plan : await openToday(pool, named, read.facts.seed),
        );
      });
    });
    if (options.json) return printJson(made);
    printTable(financeTable(made.finance), {numbers: true});
    printLine();
    printFacts(financeTotals(made));
    printLine();
    printTable(ledgerTable(made.usps), {numbers: true});
  });

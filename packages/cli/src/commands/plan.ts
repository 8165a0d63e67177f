import {resolve} from 'node:path';
import {Command} from '@commander-js/extra-typings';
import {planWeeks, policyChanges} from '@cutover/runner';
import {seedNumber, threadCount} from '../arguments.ts';
import {readInputs} from '../run/inputs.ts';
import {policyText} from '../run/plan-directory.ts';
import {withPool} from '../run/with-pool.ts';
import {intoPlace} from '../run/write-run.ts';
import {jsonText, printJson, printLine} from '../terminal/output.ts';
import {withProgress} from '../terminal/progress.ts';
import {version} from '../version.ts';

export const planCommand = new Command('plan')
  .description('Decide which ZIPs go which way in which week, at least cost, and how far that is from the best possible')
  .argument('<dir>', 'twin directory')
  .option('--scenario <name>', "one of the twin's (default: its baseScenario)")
  .option('--out <dir>', 'plan directory to write', 'plan')
  .option('--seed <number>', 'of the chance in the search', seedNumber, 1)
  .option('--threads <count>', 'changes the speed, never a number (default: all cores)', threadCount)
  .option('--json', 'print plan.json and nothing else')
  .action(async (directory, options) => {
    const facts = await withProgress(async (progress) => {
      progress.say(`Reading ${directory}`);
      const inputs = await readInputs(directory, options.scenario === undefined ? {} : {scenario: [options.scenario]});
      const [named] = inputs.named;
      return withPool(options.threads, async (pool) => {
        const plan = await planWeeks(pool, named, options.seed, {}, undefined, ({step, steps}) =>
          progress.count('Planning', step, steps, ''),
        );
        const {paths: _paths, prices: _prices, ...solution} = plan.solution;
        const file = {
          ...{version, inputsSha256: inputs.inputsSha256, twin: resolve(directory), scenario: named.name},
          ...{seed: options.seed, ...solution},
        };
        await intoPlace(options.out, 'plan.json', async (run) => {
          await run.writeText('policy.csv', policyText(policyChanges(plan), named.twin));
          await run.writeText('plan.json', jsonText(file));
        });
        return file;
      });
    });
    if (options.json) printJson(facts);
    else printLine(`${facts.scenario}: $${facts.valueUsd.toFixed(0)}, at least $${facts.boundUsd.toFixed(0)}`);
  });

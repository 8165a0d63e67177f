import {Command} from '@commander-js/extra-typings';
import {planWeeks} from '@cutover/runner';
import {daySpan, seedNumber, shareNumber, type Span, threadCount, wholeCount} from '../arguments.ts';
import {readInputs} from '../run/inputs.ts';
import {type PlanRule, weekRule} from '../run/plan-directory.ts';
import {planTable} from '../run/print-plan.ts';
import {withPool} from '../run/with-pool.ts';
import {wonFile} from '../run/won-file.ts';
import {planFile, writePlan} from '../run/write-plan.ts';
import {printJson, printLine, printTable} from '../terminal/output.ts';
import {withProgress} from '../terminal/progress.ts';

export const planCommand = new Command('plan')
  .description('Decide which ZIPs go which way in which week, at least cost, and prove how far from the best that is')
  .argument('<dir>', 'twin directory')
  .option('--scenario <name>', "one of the twin's (default: its baseScenario)")
  .option('--target-share <share>', "of today's USPS packages that USPS keeps (default: the scenario's)", shareNumber)
  .option('--freeze <days>', 'weeks that begin within change nothing, as in 2026-11-15..2026-12-31', daySpan)
  .option('--max-zips-per-week <count>', 'ZIPs that may change in a week (default: any number)', wholeCount)
  .option(
    '--bids <file>',
    'CSV of answers to bids (facility_id, answer, usd_per_package, packages_per_day): plan with them',
  )
  .option('--out <dir>', 'plan directory to write', 'plan')
  .option('--seed <number>', "of the stations' capacity shocks", seedNumber, 1)
  .option('--threads <count>', 'changes the speed, never a number (default: all cores)', threadCount)
  .option('--json', 'print plan.json and nothing else')
  .action(async (directory, options) => {
    const {seed} = options;
    const file = await withProgress(async (progress) => {
      progress.say(`Reading ${directory}`);
      const inputs = await readInputs(directory, options.scenario === undefined ? {} : {scenario: [options.scenario]});
      const [named] = inputs.named;
      const bids = options.bids === undefined ? undefined : await wonFile(options.bids, named.twin);
      const rule = askedRule(options);
      const answered = bids === undefined ? named : {...named, twin: {...named.twin, won: bids.rows}};
      progress.say('Pricing every way');
      const plan = await withPool(options.threads, (pool) =>
        planWeeks(pool, answered, seed, weekRule(rule, inputs.twin), undefined, (at) =>
          progress.count(stageText(at.boundUsd, at.valueUsd), at.step, at.steps, ''),
        ),
      );
      const made = planFile(inputs, {seed, rule, ...(bids === undefined ? {} : {bids})}, plan);
      await writePlan(options.out, inputs, made, plan, bids);
      return made;
    });
    if (options.json) return printJson(file);
    printTable(planTable(file), {numbers: true});
    printLine();
    const files = ['plan.json', 'policy.csv', 'checklist.csv', 'prices.csv'];
    if (file.bids !== undefined) files.push('won.csv');
    printLine(`Written to ${options.out}: ${files.join(', ')}.`);
  });

interface Asked {
  readonly targetShare?: number;
  readonly freeze?: Span;
  readonly maxZipsPerWeek?: number;
}

function askedRule({targetShare, freeze, maxZipsPerWeek}: Asked): PlanRule {
  return {
    ...(targetShare === undefined ? {} : {targetShare}),
    ...(freeze === undefined ? {} : {freeze}),
    ...(maxZipsPerWeek === undefined ? {} : {maxZipsPerWeek}),
  };
}

function stageText(boundUsd: number, valueUsd: number): string {
  const millions = (usd: number): string => (Number.isFinite(usd) ? `${(usd / 1e6).toFixed(1)} m` : 'none yet');
  return `Planning: at least $${millions(boundUsd)}, plan $${millions(valueUsd)}`;
}

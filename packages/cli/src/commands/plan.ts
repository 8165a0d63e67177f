import {resolve} from 'node:path';
import {Command, Option} from '@commander-js/extra-typings';
import type {Twin} from '@cutover/core';
import {planWeeks, provePlan, waveRows, type WeekRule} from '@cutover/runner';
import {
  daySpan,
  isoDay,
  partCount,
  seedNumber,
  shareNumber,
  type Span,
  threadCount,
  usdNumber,
  wholeCount,
} from '../arguments.ts';
import {UsageError} from '../errors.ts';
import {readInputs} from '../run/inputs.ts';
import {ANNOUNCED, type AnnouncedPlan, type PlanRule, readAnnounced, weekRule} from '../run/plan-directory.ts';
import {planTable, planText, relaxationTable} from '../run/print-plan.ts';
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
  .addOption(
    new Option('--shortfall <how>', "keep that share, or any at the contract's fee for what its promise lacks")
      .choices(['keep', 'fee'] as const)
      .default('keep' as const),
  )
  .option('--freeze <days>', 'weeks that begin within change nothing, as in 2026-11-15..2026-12-31', daySpan)
  .option('--hire-from <day>', 'first day on which drivers can be hired (default: in time for any week)', isoDay)
  .option('--max-zips-per-week <count>', 'ZIPs that may change in a week (default: any number)', wholeCount)
  .option('--max-zips-per-station-week <count>', 'ZIPs that may come to one station in a week', wholeCount)
  .option('--split <parts>', 'carriers may share a class group in a ZIP, in 2, 3 or 4 equal parts', partCount)
  .option('--stay-close <plan>', 'plan directory that was announced; with --change-usd')
  .option('--change-usd <usd>', 'price of each package that goes another way than announced', usdNumber)
  .option(
    '--bids <file>',
    'CSV of answers to bids (facility_id, answer, usd_per_package, packages_per_day, from, to): plan with them',
  )
  .option('--out <dir>', 'plan directory to write', 'plan')
  .option('--seed <number>', "of the stations' capacity shocks", seedNumber, 1)
  .option('--threads <count>', 'changes the speed, never a number (default: all cores)', threadCount)
  .option('--json', 'print plan.json and nothing else')
  .addHelpText('after', helpText)
  .action(async (directory, options) => {
    refuseHalves(options);
    const {seed} = options;
    const file = await withProgress(async (progress) => {
      progress.say(`Reading ${directory}`);
      const inputs = await readInputs(directory, options.scenario === undefined ? {} : {scenario: [options.scenario]});
      const [named] = inputs.named;
      const bids = options.bids === undefined ? undefined : await wonFile(options.bids, named.twin);
      const asked = await askedRule(options, inputs.twin);
      const answered = bids === undefined ? named : {...named, twin: {...named.twin, won: bids.rows}};
      progress.say('Pricing every way');
      const {plan, runs} = await withPool(options.threads, async (pool) => {
        const plan = await planWeeks(pool, answered, seed, asked.week, undefined, (at) =>
          progress.count(stageText(at.boundUsd, at.valueUsd), at.step, at.steps, ''),
        );
        const runs = await provePlan(pool, plan, (done, all) =>
          progress.count('Running the plan and merit order, day by day', done, all, 'days'),
        );
        return {plan, runs};
      });
      const waves = waveRows(plan);
      const made = planFile(inputs, {seed, rule: asked.rule, ...(bids === undefined ? {} : {bids})}, plan, runs, waves);
      await writePlan(options.out, inputs, made, plan, {waves, bids, announced: asked.announced});
      return made;
    });
    if (options.json) return printJson(file);
    printTable(planTable(file), {numbers: true});
    printLine();
    if (file.relaxations.length > 0) {
      printTable(relaxationTable(file), {numbers: true});
      printLine();
    }
    printLine(planText(file));
    const files = ['plan.json', 'policy.csv', 'checklist.csv', 'prices.csv'];
    if (file.bids !== undefined) files.push('won.csv');
    if (file.rule?.stayClose !== undefined) files.push(ANNOUNCED);
    printLine(`Written to ${options.out}: ${files.join(', ')}.`);
  });

interface Asked {
  readonly targetShare?: number;
  readonly shortfall: 'keep' | 'fee';
  readonly freeze?: Span;
  readonly hireFrom?: string;
  readonly maxZipsPerWeek?: number;
  readonly maxZipsPerStationWeek?: number;
  readonly split?: number;
  readonly stayClose?: string;
  readonly changeUsd?: number;
}

function refuseHalves({targetShare, shortfall, stayClose, changeUsd}: Asked): void {
  if (shortfall === 'fee' && targetShare !== undefined) {
    throw new UsageError('--shortfall fee lets USPS carry any volume; leave out --target-share');
  }
  if (stayClose !== undefined && changeUsd === undefined) {
    throw new UsageError('--stay-close needs the price of a package that goes another way: add --change-usd');
  }
  if (stayClose === undefined && changeUsd !== undefined) {
    throw new UsageError('--change-usd needs the plan that was announced: add --stay-close');
  }
}

interface PlanAsk {
  readonly rule: PlanRule;
  readonly week: WeekRule;
  readonly announced: AnnouncedPlan | undefined;
}

/** What was asked, as `plan.json` records it and as the planner takes it. */
async function askedRule(asked: Asked, twin: Twin): Promise<PlanAsk> {
  const {targetShare, shortfall, freeze, hireFrom, split, stayClose, changeUsd} = asked;
  const {maxZipsPerWeek, maxZipsPerStationWeek} = asked;
  const announced = stayClose === undefined ? undefined : await readAnnounced(stayClose, twin);
  const rule: PlanRule = {
    ...(targetShare === undefined ? {} : {targetShare}),
    ...(shortfall === 'keep' ? {} : {shortfall}),
    ...(freeze === undefined ? {} : {freeze}),
    ...(hireFrom === undefined ? {} : {hireFrom}),
    ...(maxZipsPerWeek === undefined ? {} : {maxZipsPerWeek}),
    ...(maxZipsPerStationWeek === undefined ? {} : {maxZipsPerStationWeek}),
    ...(split === undefined ? {} : {splitParts: split}),
    ...(announced === undefined
      ? {}
      : {stayClose: {plan: resolve(stayClose!), policySha256: announced.sha256, usdPerPackage: changeUsd!}}),
  };
  return {rule, week: weekRule(rule, twin, announced?.policy), announced};
}

function helpText(): string {
  return `
Each ZIP gives all of a class group to one carrier, unless --split lets carriers share it. A ZIP that comes to a station
counts at that station for --max-zips-per-station-week; all that change count for --max-zips-per-week. With --hire-from
no ZIP goes a way that needs more drivers than today before the weeks of hiring and training (hire_train_weeks) are
over; without it the checklist says by when they must be hired, which may be before the plan begins. The price of
leaving an announced plan (--stay-close) is paid in every week in which a package goes by another carrier, or by own
vans from another station, than announced for that day; it is part of the value and the bound. What does not fit is
listed with station, weeks and the least that has to give, and is in plan.json with its ZIPs.`;
}

function stageText(boundUsd: number, valueUsd: number): string {
  const millions = (usd: number): string => (Number.isFinite(usd) ? `$${(usd / 1e6).toFixed(1)} m` : 'none yet');
  return `Planning: at least ${millions(boundUsd)}, plan ${millions(valueUsd)}`;
}

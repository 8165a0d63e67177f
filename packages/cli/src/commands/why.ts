import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {Command} from '@commander-js/extra-typings';
import {dayNumber, meantText, priceTable, type Twin, TwinError} from '@cutover/core';
import {parseTable} from '@cutover/files';
import {wholeText} from '@cutover/reporting';
import {flipsOf, type WeekPrices, weekScene, type ZipOption, zipOptions} from '@cutover/runner';
import {threadCount, wholeCount} from '../arguments.ts';
import {UsageError} from '../errors.ts';
import {type OpenPlan, openPlan, weekDays} from '../run/open-plan.ts';
import {flipText, optionTable, wayText} from '../run/print-why.ts';
import {withPool} from '../run/with-pool.ts';
import {printJson, printLine, printTable} from '../terminal/output.ts';
import {withProgress} from '../terminal/progress.ts';

export const whyCommand = new Command('why')
  .argument('<zip>', 'ZIP, five digits')
  .option('--plan <dir>', 'plan directory', 'plan')
  .option('--week <number>', 'week of the plan, 1 is the first', wholeCount, 1)
  .option('--threads <count>', 'changes the speed, never a number (default: all cores)', threadCount)
  .option('--json', 'print options and what would change the choice as JSON')
  .action(async (zip, options) => {
    const {days, ways, flips} = await withProgress(async (progress) => {
      progress.say(`Reading ${options.plan}`);
      const opened = await openPlan(options.plan);
      const {plan, named} = opened;
      const row = zipRow(named.twin, zip);
      const week = weekDays(plan.facts, named.twin, options.week);
      const prices = await pricesOf(opened, week);
      progress.say('Pricing every way');
      const scene = await withPool(options.threads, (pool) => weekScene(pool, named, plan.facts.seed));
      const optionsAt = zipOptions(scene, plan.policy, prices, {zip: row, week: options.week - 1});
      return {days: week, ways: optionsAt(1), flips: flipsOf(optionsAt)};
    });
    if (options.json) return printJson({plan: options.plan, zip, ...days, options: ways, flips});
    const planned = ways.find(({isPlanned}) => isPlanned);
    printLine(
      `${zip} from ${days.from} to ${days.to}: ${planned === undefined ? 'a way of your own' : wayText(planned)}.`,
    );
    printLine();
    printTable(optionTable(ways), {numbers: true});
    printLine();
    for (const line of reasons(ways, planned)) printLine(line);
    for (const flip of flips) printLine(flipText(flip));
  });

function reasons(ways: readonly ZipOption[], planned: ZipOption | undefined): string[] {
  if (planned === undefined) return ['policy.csv was edited: the plan did not weigh this way.'];
  const best = ways.filter(({isOpen}) => isOpen).reduce((a, b) => (b.totalUsd < a.totalUsd ? b : a), planned);
  if (best.isPlanned) return ['With what room and USPS volume are worth this week, it is the cheapest way.'];
  const more = wholeText(planned.totalUsd - best.totalUsd);
  return [
    `Alone in this week ${wayText(best)} costs $${more} less; the change would cost $${wholeText(best.changeUsd)} once, ` +
      'and weeks before and after, whole ZIPs and limits on changes count too.',
  ];
}

function zipRow({zips}: Twin, zip: string): number {
  const row = zips.findIndex((each) => each.zip === zip);
  if (row >= 0) return row;
  const known = zips.map((each) => each.zip);
  throw new UsageError(`"${zip}" is no ZIP of the twin; ${meantText(zip, known)}give one of zips.csv`);
}

/** What limits are worth in a week: `prices.csv` is by package a day, here it is by package. */
async function pricesOf({plan}: OpenPlan, week: {from: string; to: string}): Promise<WeekPrices> {
  const text = await readFile(join(plan.path, 'prices.csv'), 'utf8');
  const {rows, issues} = parseTable(priceTable, text, 'prices.csv');
  if (issues.length > 0) throw new TwinError(issues);
  const days = dayNumber(week.to) - dayNumber(week.from) + 1;
  const ofWeek = rows.filter((row) => row.week === week.from);
  return {
    stationUsd: new Map(ofWeek.map(({facilityId, usdPerPackageADay}) => [facilityId, usdPerPackageADay / days])),
    uspsUsd: plan.facts.uspsUsdPerPackage,
  };
}

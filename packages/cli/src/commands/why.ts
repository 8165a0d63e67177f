import {Command} from '@commander-js/extra-typings';
import {dayNumber, meantText, type Twin} from '@cutover/core';
import {wholeText} from '@cutover/reporting';
import {flipsOf, handoffPrice, type WeekPrices, type ZipOption, zipOptions, zipScene} from '@cutover/runner';
import {threadCount, wholeCount} from '../arguments.ts';
import {UsageError} from '../errors.ts';
import {weekDays} from '../run/executed-plan.ts';
import {needAnnounced, type ReadPlan, readWrittenPlan} from '../run/open-plan.ts';
import {flipText, handoffText, optionTable, wayText} from '../run/print-why.ts';
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
    const {days, ways, flips, handoff, hireFrom} = await withProgress(async (progress) => {
      progress.say(`Reading ${options.plan}`);
      const opened = await readWrittenPlan(options.plan);
      needAnnounced(opened);
      const {inputs, facts, written} = opened;
      const [named] = inputs.named;
      const at = {zip: zipRow(named.twin, zip), week: options.week - 1};
      const week = weekDays(opened, options.week);
      const prices = pricesOf(opened, week, options.week);
      progress.say('Pricing its ways');
      const {rule} = written;
      const scene = await withPool(options.threads, (pool) => zipScene(pool, named, facts.seed, at, rule.splitParts));
      const optionsAt = zipOptions(scene, written.policy, prices, at, rule);
      const flips = flipsOf(optionsAt);
      return {days: week, ways: optionsAt(1), flips, handoff: handoffPrice(scene, at), hireFrom: facts.rule?.hireFrom};
    });
    if (options.json) return printJson({plan: options.plan, zip, ...days, handoff, options: ways, flips});
    const planned = ways.find(({isPlanned}) => isPlanned);
    printLine(
      `${zip} from ${days.from} to ${days.to}: ${planned === undefined ? 'a way of your own' : wayText(planned)}.`,
    );
    printLine();
    printTable(optionTable(ways), {numbers: true});
    printLine();
    if (handoff !== null) printLine(handoffText(handoff));
    if (hireFrom !== undefined && ways.some(({isOpen}) => !isOpen)) printLine(hireText(hireFrom));
    for (const line of reasons(ways, planned)) printLine(line);
    for (const flip of flips) printLine(flipText(flip));
  });

function hireText(hireFrom: string): string {
  return `Drivers are hired from ${hireFrom} on: until they are trained, ways that need more than today are closed.`;
}

function reasons(ways: readonly ZipOption[], planned: ZipOption | undefined): string[] {
  if (planned === undefined) return ['policy.csv was edited: the plan did not weigh this way.'];
  const best = ways.filter(({isOpen}) => isOpen).reduce((a, b) => (b.totalUsd < a.totalUsd ? b : a), planned);
  if (best.isPlanned) return ['With what room and USPS volume are worth this week, it is the cheapest way.'];
  const more = wholeText(planned.totalUsd - best.totalUsd);
  return [
    `Alone in this week ${wayText(best)} costs $${more} less; ` +
      `the change would cost $${wholeText(best.changeUsd)} once, ` +
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
function pricesOf(
  {written: {prices, uspsUsd, weekPrices}}: ReadPlan,
  week: {from: string; to: string},
  number: number,
): WeekPrices {
  const days = dayNumber(week.to) - dayNumber(week.from) + 1;
  const ofWeek = prices.filter((row) => row.week === week.from);
  return {
    stationUsd: new Map(ofWeek.map(({facilityId, usdPerPackageADay}) => [facilityId, usdPerPackageADay / days])),
    uspsUsd,
    otherUsd: weekPrices[number - 1].otherUsdPerPackage,
    switchUsd: weekPrices[number - 1].switchUsdPerZip,
    arrivalUsd: new Map(ofWeek.map(({facilityId, usdPerZipComing = 0}) => [facilityId, usdPerZipComing])),
  };
}

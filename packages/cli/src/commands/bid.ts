import {Command, Option} from '@commander-js/extra-typings';
import {bidCurveTable, bidTable, type OfferRow, offerTable as offerFile} from '@cutover/core';
import {csvText, replaceFile} from '@cutover/files';
import type {TextTable} from '@cutover/reporting';
import {type AnswerValue, answerValues, bidBook, type BidBook, bidLevels, groupOffers} from '@cutover/runner';
import {shareNumber, threadCount, usdNumbers, wholeCount} from '../arguments.ts';
import {UsageError} from '../errors.ts';
import {needAnnounced, openWritten, readWrittenPlan} from '../run/open-plan.ts';
import {answerTable, bidBookTable, offerTable} from '../run/print-bids.ts';
import {withPool} from '../run/with-pool.ts';
import {wonFile} from '../run/won-file.ts';
import {printJson, printLine, printTable} from '../terminal/output.ts';
import {withProgress} from '../terminal/progress.ts';

export const bidCommand = new Command('bid')
  .description('Say what entry into the mail is worth at each hand-off of a plan, and what to bid at most')
  .argument('<plan>', 'plan directory')
  .addOption(new Option('--level <level>', 'what one row of the book is').choices(bidLevels).default('unit' as const))
  .option('--out <file>', 'CSV of the bid book (price over volume goes beside it as FILE.curves.csv), or of offers')
  .option(
    '--won <file>',
    'CSV of answers (facility_id, answer, usd_per_package, packages_per_day, from, to): what each is worth',
  )
  .option(
    '--price <usd>',
    'value this price a package (or several, as in 2.50,3,3.50), for each group of the level, instead of the book',
    usdNumbers,
  )
  .option('--promise <share>', 'of the planned volume, paid whether it comes or not (with --price)', shareNumber, 0.8)
  .option('--term-weeks <count>', 'from the first week on (with --price; default: to the end of the plan)', wholeCount)
  .option('--threads <count>', 'changes the speed, never a number (default: all cores)', threadCount)
  .option('--json', 'print the book as JSON and nothing else')
  .addHelpText(
    'after',
    `
Walk-away prices are what the plan's ZIPs would cost more without the node, per package, with room at stations and the
volume target at the plan's prices (shadow prices: what the packages displace elsewhere is in them) and all other nodes
as planned. They are not additive: neighbours share stations. What to pay at most, beside the other rows of the book,
never adds up to more than the node's SCF, state or nation is worth. P10 to P90 draw what own vans cost on the road; the
floor is what a package costs the Postal Service, low to high; goes to: own vans, other hand-offs, list price or other
carriers, as FILE has them in packages a day, with the stations that gain.
Agree: open where the walk-away price is above the high
floor, unsure within it, none below, no volume where the plan enters nothing (FILE has the price of what could).

  cutover bid plan --out bids.csv                                           a book by node, for loads of either day
  cutover bid plan --level nation --price 3.40 --promise 0.8 --term-weeks 52   the contract first, then market, scf
  cutover bid plan --level scf --price 2.50,3,3.50 --promise 0 --out o.csv     volume of each group over the price
  cutover bid plan --won won.csv                                            what each answer is worth, and waiting
  cutover plan TWIN --bids won.csv                                          plan again with the answers`,
  )
  .action(async (directory, options) => {
    const {level, price, promise, termWeeks} = options;
    if (price !== undefined && level === 'unit') {
      throw new UsageError('--price values a bid for a group; give --level market, state, scf or nation with it');
    }
    const {book, answers, offers} = await withProgress(async (progress) => {
      progress.say(`Reading ${directory}`);
      const read = await readWrittenPlan(directory);
      needAnnounced(read);
      const won = options.won === undefined ? undefined : await wonFile(options.won, read.inputs.named[0].twin);
      progress.say('Pricing every way');
      return withPool(options.threads, async (pool): Promise<Asked> => {
        const plan = await openWritten(pool, read);
        if (won !== undefined) return {answers: answerValues(plan, won.rows)};
        const onGroup = (done: number, all: number): void => progress.count('Solving groups', done, all, 'groups');
        if (price !== undefined && level !== 'unit') {
          const ask = {usdPerPackage: price, promiseShare: promise, ...(termWeeks === undefined ? {} : {termWeeks})};
          return {offers: await groupOffers(pool, plan, level, ask, undefined, onGroup)};
        }
        progress.say('Solving each node without it');
        return {book: await bidBook(pool, plan, level, read.facts.seed, undefined, onGroup)};
      });
    });
    if (answers !== undefined) return show({answers}, answerTable(answers), options.json);
    if (offers !== undefined) {
      if (options.out !== undefined) await replaceFile(options.out, csvText(offerFile, offers));
      return show({offers}, offerTable(offers), options.json);
    }
    if (book === undefined) return;
    if (options.out !== undefined) await writeBook(options.out, book);
    if (options.json) return printJson(book);
    printTable(bidBookTable(book.rows), {numbers: true});
    printLine('\nWalk-away prices are not additive: neighbours share stations. What to pay at most is.');
    if (options.out !== undefined) printLine(`\nWritten to ${options.out}.`);
  });

interface Asked {
  readonly book?: BidBook;
  readonly answers?: readonly AnswerValue[];
  readonly offers?: readonly OfferRow[];
}

function show(result: object, table: TextTable, asJson: boolean | undefined): void {
  if (asJson) printJson(result);
  else printTable(table, {numbers: true});
}

async function writeBook(file: string, {rows, curves}: BidBook): Promise<void> {
  await replaceFile(file, csvText(bidTable, rows));
  if (curves.length > 0) await replaceFile(`${file.replace(/\.csv$/, '')}.curves.csv`, csvText(bidCurveTable, curves));
}

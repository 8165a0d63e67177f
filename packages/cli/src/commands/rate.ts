import {Command} from '@commander-js/extra-typings';
import {
  dayNumber,
  dimensionRuleDays,
  isoDate,
  measureParcel,
  type Parcel,
  type RatedOption,
  rateParcel,
  resolveParameters,
  type Twin,
  twinZones,
  zoneOf,
} from '@cutover/core';
import {type RatedFile, rateFile, ratingColumns, readTwin} from '@cutover/files';
import {fixedText, percentText, priceUsd, wholeText} from '@cutover/reporting';
import {isoDay} from '../arguments.ts';
import {UsageError} from '../errors.ts';
import {printJson, printLine, printTable, warning} from '../terminal/output.ts';
import {withProgress} from '../terminal/progress.ts';
import {referenceTwin} from '../twin/reference-twin.ts';

const SOURCE_MAX = 60; // characters of a source on a terminal

export const rateCommand = new Command('rate')
  .argument('[file]', 'CSV or Parquet of shipments; absent: the package of the options below')
  .option('--twin <dir>', 'twin directory whose rate cards, modifiers and contract count (default: the reference twin)')
  .option('--out <file>', 'CSV or .parquet to write: the shipments with a price for each option')
  .option('--date <day>', 'ship date of the one package, as in 2026-10-01', isoDay)
  .option('--from <zip>', 'ZIP or ZIP3 it leaves from')
  .option('--to <zip>', 'ZIP or ZIP3 it goes to')
  .option('--weight <lb>', 'pounds', positive)
  .option('--size <LxWxH>', 'inches, as in 12x10x6', sides)
  .option('--json', 'print the prices as JSON')
  .addHelpText('after', `\nColumns of the file:\n${columnsText()}`)
  .action(async (file, options) => {
    const twin = await readTwin(options.twin ?? referenceTwin());
    if (file === undefined) return rateOne(twin, packageOf(options), options.json);
    if (options.out === undefined) throw new UsageError('name the file to write with --out, as in --out rated.parquet');
    const {out} = options;
    const rated = await withProgress((progress) => {
      progress.say(`Rating ${file}`);
      return rateFile(twin, resolveParameters(twin.parameters), file, {out});
    });
    if (options.json) printJson({out, ...rated});
    else printFile(rated, out);
  });

interface OnePackage {
  readonly date: string;
  readonly from: string;
  readonly to: string;
  readonly parcel: Parcel;
}

interface PackageOptions {
  readonly date?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly weight?: number | undefined;
  readonly size?: readonly [number, number, number] | undefined;
}

/** @throws UsageError naming every option that is missing */
function packageOf({date, from, to, weight, size}: PackageOptions): OnePackage {
  const given = {'--date': date, '--from': from, '--to': to, '--weight': weight, '--size': size};
  const missing = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length > 0)
    throw new UsageError(`give a file of shipments, or for one package ${missing.join(', ')} too`);
  for (const [name, zip] of [
    ['--from', from!],
    ['--to', to!],
  ]) {
    if (!/^\d{3}(\d{2})?$/.test(zip)) throw new UsageError(`${name} ${zip} is no ZIP; give five digits, or three`);
  }
  if (dayNumber(date!) < dimensionRuleDays[0]) {
    throw new UsageError(`--date ${date!} is too early; rules are known from ${isoDate(dimensionRuleDays[0])} on`);
  }
  const [lengthIn, widthIn, heightIn] = size!;
  return {date: date!, from: from!, to: to!, parcel: {weightLb: weight!, lengthIn, widthIn, heightIn}};
}

function rateOne(twin: Twin, {date, from, to, parcel}: OnePackage, json = false): void {
  const day = dayNumber(date);
  const zone = zoneOf(twinZones(twin), from.slice(0, 3), to.slice(0, 3));
  const options = rateParcel(twin, resolveParameters(twin.parameters), {day, zone, parcel});
  const measures = measureParcel(parcel, day);
  if (json) return printJson({date, from, to, zone: zone ?? null, ...parcel, measures, options});
  printLine(
    `${date}, ${from} to ${to}: ${zone === undefined ? 'no zone' : `zone ${zone}`}; ` +
      `bills ${measures.billableLb < 1 ? 'under 1' : measures.billableLb} lb, ` +
      `length plus girth ${fixedText(measures.lengthPlusGirthIn, 0)} in, ${fixedText(measures.volumeFt3, 2)} ft3.`,
  );
  const cheapestUsd = Math.min(...options.flatMap(({usd}) => usd ?? []));
  for (const option of options) printOption(option, option.usd === cheapestUsd);
}

function printOption({name, usd, refusal, lines}: RatedOption, isCheapest: boolean): void {
  printLine();
  printLine(usd === null ? `${name}: ${refusal}` : `${name}: ${priceUsd(usd)}${isCheapest ? ', the cheapest' : ''}`);
  if (lines.length === 0) return;
  printTable({
    head: ['step', 'USD', 'price', 'confidence', 'source'],
    rows: lines.map(({what, changeUsd, usd: after, confidence, source}) => [
      ...[what, fixedText(changeUsd, 4), fixedText(after, 4), confidence, clipped(source)],
    ]),
  });
}

/** What a line has room for; `--json` has the whole. */
function clipped(text: string): string {
  return text.length <= SOURCE_MAX ? text : `${text.slice(0, SOURCE_MAX - 1)}…`;
}

function printFile({rows, options, cheapestUsd, unrated}: RatedFile, out: string): void {
  printTable(
    {
      head: ['option', 'rated', 'USD', 'mean', 'cheapest for'],
      rows: options.map(({option, rated, usd, cheapest}) => [
        ...[option, wholeText(rated), fixedText(usd, 2), priceUsd(usd / rated), percentText(cheapest / rows)],
      ]),
    },
    {numbers: true},
  );
  printLine();
  printLine(
    `${wholeText(rows)} shipments written to ${out}; at their cheapest they cost $${fixedText(cheapestUsd, 2)}.`,
  );
  for (const {reason, count, example} of unrated) {
    printLine(warning(`${wholeText(count)} rows have no price: ${reason}, as ${example}.`));
  }
}

function positive(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new UsageError(`--weight ${text} is no weight; give pounds above 0`);
}

function sides(text: string): [number, number, number] {
  const all = text.split('x').map(Number);
  if (all.length === 3 && all.every((side) => Number.isFinite(side) && side > 0))
    return all as [number, number, number];
  throw new UsageError(`--size ${text} is no size; give three sides in inches, as in 12x10x6`);
}

function columnsText(): string {
  return ratingColumns.map(({name, about}) => `  ${name.padEnd(10)}  ${about}`).join('\n');
}

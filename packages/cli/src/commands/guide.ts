import {readFile} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {Command} from '@commander-js/extra-typings';
import {DataError, type GuideRow, guideTable, type Issue, issueText, type Twin} from '@cutover/core';
import {checkGuide, csvText, type GuideDays, replaceFile} from '@cutover/files';
import {guideOf, placeText, routingGuide, type TextTable, wholeText} from '@cutover/reporting';
import {threadCount, wholeCount} from '../arguments.ts';
import {executePlan, weekDays} from '../run/executed-plan.ts';
import {readWrittenPlan} from '../run/open-plan.ts';
import {printJson, printLine, printTable} from '../terminal/output.ts';
import {withProgress} from '../terminal/progress.ts';

export const guideCommand = new Command('guide')
  .argument('<plan>', 'plan directory')
  .option('--week <number>', 'of one week only, 1 is the first (default: every day of the horizon)', wholeCount)
  .option('--changes', 'write only the rows that replace another: the difference to the week before')
  .option('--out <file>', 'CSV to write (default: routing-guide.csv in the plan directory)')
  .option('--check <file>', 'write nothing, but prove a guide for these days, as one that was edited')
  .option('--threads <count>', 'changes the speed, never a number (default: all cores)', threadCount)
  .option('--json', 'print what changes as JSON')
  .addHelpText('after', helpText)
  .action(async (directory, options) => {
    const opened = await withProgress(async (progress) => {
      progress.say(`Reading ${directory}`);
      return readWrittenPlan(directory);
    });
    const {twin} = opened.inputs.named[0];
    const {week} = options;
    const days = week === undefined ? twin.settings.horizon : weekDays(opened, week);
    if (options.check !== undefined) return check(options.check, twin, days, options.json ?? false);
    const {policy} = await withProgress(async (progress) => {
      progress.say('Choosing hand-offs');
      const {plans} = await executePlan(opened, options.threads);
      return {policy: plans.map((each) => each.policy)};
    });
    const rows = guideOf(routingGuide(twin, policy), days.from, days.to);
    const name = week === undefined ? 'routing-guide.csv' : `routing-guide-week-${week}.csv`;
    const out = options.out ?? join(directory, name);
    prove(csvText(guideTable, rows), twin, days);
    const changes = rows.filter(({replaces}) => replaces !== undefined);
    await replaceFile(out, csvText(guideTable, options.changes ? changes : rows));
    if (options.json) return printJson({out, from: days.from, to: days.to, rows: rows.length, changes});
    printLine(`Routing guide, ${days.from} to ${days.to}: ${wholeText(rows.length)} rows, ${changesText(changes)}.`);
    printLine();
    if (changes.length > 0) printTable(changeTable(changes));
    printLine(`Written to ${out}.`);
  });

/** A guide of ours with a gap is our fault, not the planner's. */
function prove(text: string, twin: Twin, days: GuideDays): void {
  const issues = checkGuide(text, 'routing-guide.csv', twin, days);
  if (issues.length > 0) throw new Error(`the routing guide is not whole: ${issueText(issues[0])}`);
}

async function check(file: string, twin: Twin, days: GuideDays, json: boolean): Promise<void> {
  const issues: Issue[] = checkGuide(await textOf(file), basename(file), twin, days);
  if (json) printJson({file, issues});
  else if (issues.length === 0) {
    printLine(`${file} is fine: each ZIP and class group has one row on every day from ${days.from} to ${days.to}.`);
  } else for (const issue of issues) printLine(issueText(issue));
  if (issues.length > 0) throw new DataError(`"${file}" has ${issues.length} problem${issues.length === 1 ? '' : 's'}`);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new DataError(`"${file}" cannot be read; give a routing guide that \`cutover guide\` wrote`);
  }
}

function changesText(changes: readonly GuideRow[]): string {
  const zips = new Set(changes.map(({zip}) => zip)).size;
  return changes.length === 0
    ? 'nothing changes'
    : `${wholeText(changes.length)} of them changes, in ${wholeText(zips)} ZIPs`;
}

const CHANGES_SHOWN = 12; // kinds of changes, the most frequent first

function changeTable(changes: readonly GuideRow[]): TextTable {
  const kinds = new Map<string, {row: GuideRow; zips: Set<string>}>();
  for (const row of changes) {
    const key = [row.effectiveFrom, beforeText(row), placeText(row)].join('|');
    const kind = kinds.get(key) ?? {row, zips: new Set()};
    kinds.set(key, kind);
    kind.zips.add(row.zip);
  }
  const most = [...kinds.values()].sort((a, b) => b.zips.size - a.zips.size).slice(0, CHANGES_SHOWN);
  return {
    head: ['From', 'Instead of', 'Now', 'ZIPs', 'As'],
    rows: most.map(({row, zips}) => {
      const [before, now] = [beforeText(row), placeText(row)];
      return [
        row.effectiveFrom,
        before,
        before === now ? 'the same, other parts' : now,
        wholeText(zips.size),
        [...zips][0],
      ];
    }),
  };
}

function beforeText({replaces}: GuideRow): string {
  return replaces!.replace(/ \d+%$/, '');
}

function helpText(): string {
  const width = Math.max(...guideTable.columns.map(({name}) => name.length));
  const columns = guideTable.columns.map(({name, about}) => `  ${name.padEnd(width)}  ${about}`);
  return `
Columns:
${columns.join('\n')}

Every (ZIP, class group) has exactly one row on each day; gaps and overlaps are refused. Where carriers share a class
group, owned, usps and other say in which parts.`;
}

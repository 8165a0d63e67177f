import type {Summary} from '@cutover/core';
import {
  answerText,
  calibrationStateText,
  comparisonTable,
  driverTexts,
  fixedText,
  packagesText,
  planWorthText,
  type SanityRow,
  type TextTable,
  uncertaintyTable,
  wholeText,
} from '@cutover/reporting';
import {printLine, printTable, warning} from '../terminal/output.ts';
import {basePlace} from './inputs.ts';
import {planTable, planWarnings} from './plan-facts.ts';
import type {WrittenRun} from './write-run.ts';

/** The answer of a run on a terminal. */
export function printRun({inputs, finished, summary, sanity, uncertainty}: WrittenRun, out: string): void {
  const base = basePlace(inputs);
  const outcomes = finished.map(({outcome}) => outcome);
  const priced = finished.map((each) => each.priced);
  const {calibration, settings} = inputs.twin;
  const {name, synthetic} = settings;
  printLine(`Twin ${name}, ${summary.horizon.from} to ${summary.horizon.to}, seed ${summary.seed}.`);
  if (synthetic)
    printLine('SYNTHETIC: its buildings and volumes are invented; they are not those of any real shipper.');
  printLine(`${calibrationStateText(calibration)}.`);
  printLine(sampleText(summary));
  printLine();
  printTable(comparisonTable(outcomes, priced, base), {numbers: true});
  printLine();
  printTable(planTable(outcomes), {numbers: true});
  printLine();
  for (const line of answerText(priced, base, uncertainty !== undefined)) printLine(line);
  if (summary.plan !== undefined) printLine(planWorthText(summary.plan));
  else if (priced.length === 1) printLine('Name more scenarios to compare.');
  for (const text of finished.flatMap(({outcome, priced}) => planWarnings(outcome, priced))) printLine(warning(text));
  if (uncertainty !== undefined) {
    printLine();
    printTable(uncertaintyTable(uncertainty), {numbers: true});
    printLine();
    for (const line of driverTexts(uncertainty)) printLine(line);
  }
  if (sanity.length > 0) {
    printLine();
    printTable(sanityTable(sanity), {numbers: true});
  }
  printLine();
  printLine(
    `Written to ${out}: open report.html in a browser; summary.json, manifest.json and Parquet tables beside it.`,
  );
}

function sampleText({sampling: {packages, weight}, throughput: {packagesPerSecond}}: Summary): string {
  const each =
    weight === 1 ? 'every one of them' : `each for ${fixedText(weight, 1)} real ones; money is at full volume`;
  const pace = `${packagesText(packagesPerSecond)} a second`;
  return `${wholeText(packages)} packages simulated in each scenario, ${each}; ${pace}.`;
}

/** One line for each row; a row of several readings has a line for each of them below it. */
function sanityTable(rows: readonly SanityRow[]): TextTable {
  const verdict = (ok: boolean) => (ok ? 'in range' : 'OUT OF RANGE');
  return {
    head: ['Does it make sense?', 'found', 'low', 'high', ''],
    rows: rows.flatMap(({name, value, low, high, ok, readings}) => {
      if (readings.length === 1) return [[name, value, low, high, verdict(ok)]];
      const lines = readings.map((each) => [`  ${each.name}`, ...readingTexts(each), each.ok ? '' : verdict(false)]);
      return [[name.replace(/:.*/, ''), '', '', '', verdict(ok)], ...lines];
    }),
  };
}

function readingTexts({value, low, high, digits}: SanityRow['readings'][number]): string[] {
  return [value, low, high].map((number) => fixedText(number, digits));
}

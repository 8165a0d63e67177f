import type {Outcome} from '@cutover/core';
import {headlineUsd, packagesText, percentText} from './format.ts';
import {fallbackPackages} from './measures/measure.ts';
import {sum} from './money/counts.ts';
import {costParts, partLabels} from './money/parts.ts';
import type {Priced} from './money/price.ts';
import {differenceRange} from './range/range.ts';
import {lateness} from './summary.ts';

/** A table of text: one row for each measure, one column for each scenario. */
export interface TextTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The answer for the terminal: cost with its range, the difference to the base, who delivered, and how it held. */
export function comparisonTable(outcomes: readonly Outcome[], priced: readonly Priced[], base: number): TextTable {
  const line = (label: string, cell: (i: number) => string) => [label, ...outcomes.map((_, i) => cell(i))];
  const volume = (i: number) => priced[i].counts.zip;
  return {
    head: [
      outcomes[base].twin.calibration === undefined ? 'UNCALIBRATED' : '',
      ...outcomes.map(({name}, i) => (i === base ? `${name} (base)` : name)),
    ],
    rows: [
      line('Cost', (i) => headlineUsd(priced[i].costUsd.total)),
      line('  low to high', (i) => span(priced[i].range.totalLowUsd, priced[i].range.totalHighUsd)),
      line('Against the base', (i) => (i === base ? '' : headlineUsd(differenceUsd(i).usd, {sign: true}))),
      line('  low to high', (i) =>
        i === base ? '' : span(differenceUsd(i).lowUsd, differenceUsd(i).highUsd, {sign: true}),
      ),
      ...costParts.map((part) => line(`  ${partLabels[part]}`, (i) => headlineUsd(priced[i].costUsd[part]))),
      line('Packages by own vans', (i) => packagesText(sum(volume(i).owned))),
      line('  by USPS', (i) => packagesText(sum(volume(i).usps))),
      line('  by other carriers', (i) => packagesText(sum(volume(i).other))),
      line('  waiting at the end', (i) => packagesText(sum(volume(i).backlogEnd))),
      line('Fell back', (i) => percentText(sum(fallbackPackages(priced[i])) / sum(volume(i).demanded), 2)),
      line('On time', (i) => percentText(lateness(outcomes[i].ledger).onTimeShare)),
    ],
  };

  function differenceUsd(i: number): ReturnType<typeof differenceRange> {
    return differenceRange(priced[i], priced[base]);
  }
}

function span(lowUsd: number, highUsd: number, options: {sign?: boolean} = {}): string {
  return `${headlineUsd(lowUsd, options)} to ${headlineUsd(highUsd, options)}`;
}

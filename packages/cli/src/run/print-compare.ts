import {costParts, partLabels, percentText, type TextTable, wholeText} from '@cutover/reporting';
import type {ComparedScenario, Comparison} from './compare.ts';

/** One column for each pair, in whole dollars: what an edit changes may be far below what a headline shows. */
export function comparedTable({scenarios, isCalibrated}: Comparison): TextTable {
  const line = (label: string, cell: (pair: ComparedScenario) => string) => [label, ...scenarios.map(cell)];
  return {
    head: [
      isCalibrated ? '' : 'UNCALIBRATED',
      ...scenarios.map(({name, against}) => (name === against ? name : `${name} against ${against}`)),
    ],
    rows: [
      line('Cost, first', ({before}) => `$${wholeText(before.costUsd.total)}`),
      line('Cost, second', ({after}) => `$${wholeText(after.costUsd.total)}`),
      line('Difference', ({differenceUsd}) => differenceText(differenceUsd.total)),
      ...costParts.map((part) =>
        line(`  ${partLabels[part]}`, ({differenceUsd}) => differenceText(differenceUsd[part])),
      ),
      line('On time, first', ({before}) => percentText(before.service.onTimeShare, 2)),
      line('On time, second', ({after}) => percentText(after.service.onTimeShare, 2)),
    ],
  };
}

function differenceText(usd: number): string {
  return `${usd < 0 ? '−' : usd > 0 ? '+' : ''}$${wholeText(Math.abs(usd))}`;
}

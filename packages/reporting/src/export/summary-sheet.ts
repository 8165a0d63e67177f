import type {ScenarioSummary, Summary, Twin} from '@cutover/core';
import {calibrationStateText} from '../calibration.ts';
import {planWorthText} from '../plan-verdict.ts';
import {costParts, partLabels} from '../money/parts.ts';
import type {Cell, RunTable, Sheet} from './sheet.ts';
import {zipTotal} from './zip-sheet.ts';

/** What a summary sheet is made from. */
export interface SummaryInput {
  readonly summary: Summary;
  readonly baseScenario: string; // the one the others are compared with
  readonly scenario: string; // whose ZIPs stand in the workbook
  readonly zips: RunTable; // of that scenario
  readonly twin: Twin;
}

/** `summary.json` in rows, to the cent; the cost of one scenario also as what its ZIPs add up to and the rest. */
export function summarySheet(input: SummaryInput): Sheet {
  const {scenarios} = input.summary;
  const rows = [...costRows(input), ...planRows(input), ...otherRows(input), ...aboutRows(input)];
  return {
    name: 'Summary',
    columns: [
      {head: 'Measure', width: 38, format: 'text'},
      {head: 'Unit', width: 12, format: 'text'},
      ...scenarios.map(({name}) => ({head: name, width: 22, format: 'number' as const})),
      {head: `${input.scenario}: of its ZIPs`, width: 24, format: 'usd'},
      {head: `${input.scenario}: of no ZIP`, width: 24, format: 'usd'},
    ],
    rowCount: rows.length,
    rows: () => rows,
  };
}

function costRows({summary, baseScenario, scenario, zips}: SummaryInput): Cell[][] {
  const {scenarios} = summary;
  const shown = scenarios.find(({name}) => name === scenario)!.costUsd;
  let ofZips = 0;
  const parts = costParts.map((part): Cell[] => {
    const total = zipTotal(zips, part);
    const usd = typeof total === 'number' ? total : total.result;
    ofZips += usd;
    const rest = Math.round(100 * (shown[part] - usd)) / 100;
    return [`Cost: ${partLabels[part]}`, 'USD', ...scenarios.map(({costUsd}) => costUsd[part]), total, rest];
  });
  const {total} = scenarios.find(({name}) => name === baseScenario)!.costUsd;
  const usd = (label: string, read: (one: ScenarioSummary) => number): Cell[] => [
    ...[label, 'USD', ...scenarios.map((one) => read(one))],
    ...[null, null],
  ];
  return [
    ...parts,
    [
      ...['Cost: total', 'USD', ...scenarios.map(({costUsd}) => costUsd.total)],
      ...[ofZips, Math.round(100 * (shown.total - ofZips)) / 100],
    ],
    usd('Cost: total, low', ({range}) => range.totalLow),
    usd('Cost: total, high', ({range}) => range.totalHigh),
    usd(`Cost against ${baseScenario}`, ({costUsd}) => Math.round(100 * (costUsd.total - total)) / 100),
  ];
}

/** What the plan is worth that a scenario ran by, in that scenario's column; nothing without one. */
function planRows({summary: {scenarios, plan}}: SummaryInput): Cell[][] {
  if (plan === undefined) return [];
  const {savingUsd, gapUsd, simulatedSavingUsd, meritOrderUsd} = plan;
  const row = (label: string, unit: string, value: Cell): Cell[] => [
    ...[label, unit, ...scenarios.map(({name}) => (name === plan.scenario ? value : null))],
    ...[null, null],
  ];
  return [
    row('Plan: merit order kept to capacity', 'USD', meritOrderUsd),
    row('Plan: saving against it', 'USD', savingUsd),
    row('Plan: certified gap', 'USD', gapUsd),
    row('Plan: no plan saves more than', 'USD', savingUsd + gapUsd),
    ...(simulatedSavingUsd === undefined
      ? []
      : [row('Plan: saving, late days and fallback too', 'USD', simulatedSavingUsd)]),
    row('Plan: verdict', '', planWorthText(plan)),
  ];
}

function otherRows({summary: {scenarios}}: SummaryInput): Cell[][] {
  const row = (label: string, unit: string, read: (one: ScenarioSummary) => number): Cell[] => [
    ...[label, unit, ...scenarios.map((one) => read(one))],
    ...[null, null],
  ];
  return [
    row('Simulated: demanded', 'packages', ({packages}) => packages.demanded),
    row('Simulated: by own vans', 'packages', ({packages}) => packages.deliveredOwned),
    row('Simulated: by USPS', 'packages', ({packages}) => packages.deliveredUsps),
    row('Simulated: by other carriers', 'packages', ({packages}) => packages.deliveredOther),
    row('Simulated: waiting at the end', 'packages', ({packages}) => packages.backlogEnd),
    row('On time', 'share', ({service}) => service.onTimeShare),
    row('Days late that 95% do not exceed', 'days', ({service}) => service.p95DaysLate),
    row('Days late, all packages together', 'package-days', ({service}) => service.latePackageDays),
  ];
}

function aboutRows({summary, twin}: SummaryInput): Cell[][] {
  const {horizon, sampling, seed, inputsSha256, version} = summary;
  const marks = Array.from({length: summary.scenarios.length + 1}, () => null);
  return [
    ['Twin', '', twin.settings.name],
    ['Network', '', twin.settings.synthetic ? 'synthetic: not anybody’s real buildings or volumes' : 'as given'],
    ['Calibration', '', calibrationStateText(twin.calibration)],
    ['First day', '', horizon.from],
    ['Last day', '', horizon.to],
    ['A simulated package stands for', 'packages', sampling.weight],
    ['Seed', '', seed],
    ['Inputs', 'sha256', inputsSha256],
    ['Cutover', 'version', version],
  ].map((row) => [...row, ...marks]);
}

import {headlineUsd, percentText, wholeText} from '../format.ts';
import type {Driver, ScenarioSpread, Uncertainty} from '../uncertainty/uncertainty.ts';
import {html, type Markup, nothing} from './html.ts';
import type {ReportInput} from './input.ts';
import {rangeChart} from './range-chart.ts';
import {recordTable} from './table.ts';
import {tornadoChart} from './tornado-chart.ts';

/** Joint draws: percentiles of each cost and difference, and what drives each difference. */
export function uncertaintySection({uncertainty}: ReportInput): Markup {
  if (uncertainty === undefined) return nothing;
  const {samples, scenarios, baseScenario} = uncertainty;
  const others = scenarios.filter(({differenceUsd}) => differenceUsd !== undefined);
  return html`<section><h2>All at once: ${wholeText(samples)} joint draws</h2>
<p>${methodText(uncertainty)}</p>
${percentileTable(uncertainty)}
${others.length === 0 ? nothing : differenceChart(others, baseScenario)}
<h3>What drives it</h3>
<p>Each number alone at its P10 (blue) and P90 (orange), the rest at base. The table adds how strongly it and the
result rise together over all draws (rank correlation, 1 to −1).</p>
<div class="pair">${(others.length === 0 ? scenarios : others).map((one) => driverChart(one, baseScenario))}</div>
${(others.length === 0 ? scenarios : others).map((one) => driverTable(one, baseScenario))}</section>`;
}

function methodText({inputs, contractPrice, correlations}: Uncertainty): string {
  const replanned = inputs.filter(({method}) => method === 'replanned').map(({label}) => label);
  return (
    'Every number with a low and a high is drawn at once (triangular: low and high are the ends, base the likeliest; ' +
    'Latin hypercube), the same draw in every scenario. ' +
    (correlations.length === 0 ? 'All are independent. ' : `${correlations.length} pairs move together as declared. `) +
    (contractPrice === 'drawn'
      ? ''
      : 'The contract price is not drawn: it is the drawn revenue over the drawn volume of the base year. ') +
    (replanned.length === 0
      ? 'Who carries what stays as decided.'
      : `${replanned.join(' and ')}: planned and run again at the ends of the range, straight lines between.`)
  );
}

interface Row {
  readonly label: string;
  readonly base: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly sign: boolean;
  readonly cheaper?: number;
}

function percentileTable({scenarios, baseScenario}: Uncertainty): Markup {
  const rows = scenarios.flatMap(({name, costUsd, differenceUsd, cheaperShare}): Row[] => [
    {label: `${name}, cost`, ...costUsd, sign: false},
    ...(differenceUsd === undefined
      ? []
      : [{label: `${name} against ${baseScenario}`, ...differenceUsd, sign: true, cheaper: cheaperShare!}]),
  ]);
  const usd = (key: 'base' | 'p10' | 'p50' | 'p90') => (row: Row) => headlineUsd(row[key], {sign: row.sign});
  return recordTable(rows, [
    {head: '', cell: ({label}) => label},
    {head: 'All at base', cell: usd('base')},
    {head: 'P10', cell: usd('p10')},
    {head: 'P50', cell: usd('p50')},
    {head: 'P90', cell: usd('p90')},
    {head: 'Cheaper in', cell: ({cheaper}) => (cheaper === undefined ? '' : percentText(cheaper, 0))},
  ]);
}

function differenceChart(others: readonly ScenarioSpread[], baseScenario: string): Markup {
  const rows = others.map(({name, differenceUsd}) => ({
    ...{label: name, usd: differenceUsd!.p50, lowUsd: differenceUsd!.p10, highUsd: differenceUsd!.p90},
  }));
  return rangeChart(rows, `Cost against ${baseScenario}: the median as a dot, P10 to P90 as a bar.`);
}

function driverChart({name, costUsd, differenceUsd}: ScenarioSpread, baseScenario: string): Markup {
  const swings = (differenceUsd ?? costUsd).drivers.map(({label, atP10Usd, atP90Usd, ...rest}) => ({
    ...{name: rest.name, label, atLowUsd: atP10Usd, atHighUsd: atP90Usd},
  }));
  const what = differenceUsd === undefined ? `Total of ${name}` : `Difference of ${name} against ${baseScenario}`;
  return tornadoChart(swings, `${what}, P10 to P90`);
}

function driverTable({name, costUsd, differenceUsd}: ScenarioSpread, baseScenario: string): Markup {
  const what = differenceUsd === undefined ? name : `${name} against ${baseScenario}`;
  return html`<details><summary>All drivers of ${what}</summary>${recordTable((differenceUsd ?? costUsd).drivers, [
    {head: 'Number', cell: ({label}: Driver) => label},
    {head: 'At its P10', cell: ({atP10Usd}) => headlineUsd(atP10Usd, {sign: true})},
    {head: 'At its P90', cell: ({atP90Usd}) => headlineUsd(atP90Usd, {sign: true})},
    {head: 'Rank correlation', cell: ({rankCorrelation}) => rankCorrelation.toFixed(2).replace('-', '−')},
  ])}</details>`;
}

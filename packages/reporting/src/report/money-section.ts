import {costBridge} from '../bridge.ts';
import {headlineUsd, wholeText} from '../format.ts';
import {costParts, type CostPart, partLabels} from '../money/parts.ts';
import type {Priced} from '../money/price.ts';
import {tornado} from '../range/range.ts';
import {differenceRange} from '../range/range.ts';
import {bridgeChart, bridgeExtent} from './bridge-chart.ts';
import {html, type Markup, nothing} from './html.ts';
import {casesOf, type ReportInput} from './input.ts';
import {recordTable} from './table.ts';
import {tornadoChart} from './tornado-chart.ts';

/** Where the difference comes from, and every part of every cost. */
export function moneySection(input: ReportInput): Markup {
  const cases = casesOf(input);
  const base = cases[input.base];
  const others = cases.filter(({isBase}) => !isBase);
  const bridges = others.map(({priced}) => costBridge(priced, base.priced));
  const extent = bridgeExtent(bridges);
  const charts = others.map(
    ({outcome}, i) =>
      html`<div><h3>${outcome.name}</h3>${bridgeChart(outcome.name, base.outcome.name, bridges[i], extent)}</div>`,
  );
  return html`<section><h2>Where the difference comes from</h2>
<p>From the cost of ${base.outcome.name} on the left to each scenario's, part by part: blue saves, orange costs
more.</p>
<div class="pair">${charts}</div>
<h2>Every part of the cost</h2>
${costTable(input)}</section>`;
}

interface CostLine {
  readonly label: string;
  readonly read: (priced: Priced) => number;
  readonly isTotal: boolean;
}

/** Linehaul and last mile stand in two lines each: what ZIPs cause, and what whole trailers and whole vans add. */
const splitParts: Partial<Record<CostPart, readonly [string, string]>> = {
  linehaul: ['Linehaul at plan fill', 'Unfilled trailers'],
  lastMile: ['Own last mile, part routes', 'Rounding up to whole routes'],
};

function costTable(input: ReportInput): Markup {
  const lines = costParts.flatMap((part): CostLine[] => {
    const split = splitParts[part];
    if (split === undefined) return [{label: partLabels[part], read: ({costUsd}) => costUsd[part], isTotal: false}];
    return [
      {label: split[0], read: ({costUsd, nationalUsd}) => costUsd[part] - nationalUsd[part], isTotal: false},
      {label: split[1], read: ({nationalUsd}) => nationalUsd[part], isTotal: false},
    ];
  });
  lines.push({label: 'Total', read: ({costUsd}) => costUsd.total, isTotal: true});
  lines.push({label: 'Low', read: ({range}) => range.totalLowUsd, isTotal: false});
  lines.push({label: 'High', read: ({range}) => range.totalHighUsd, isTotal: false});
  return recordTable(
    lines,
    [
      {head: '$ m', cell: ({label}) => label},
      ...input.outcomes.map(({name}, i) => ({
        head: name,
        cell: ({read}: CostLine) => millions(read(input.priced[i])),
      })),
    ],
    {
      caption: 'Millions of dollars, full volume. Unfilled trailers: booked trips less what packages pay at plan fill.',
      lineClass: ({isTotal}) => (isTotal ? 'strong' : ''),
    },
  );
}

function millions(usd: number): string {
  return usd < 0 ? `−${wholeText(-usd / 1e6)}` : wholeText(usd / 1e6);
}

/** What the range is made of: one influence at a time, on the base's total and on each difference. */
export function rangeSection(input: ReportInput): Markup {
  const cases = casesOf(input);
  const base = cases[input.base];
  const others = cases.filter(({isBase}) => !isBase);
  const charts = [
    tornadoChart(base.priced.range.swings, `Total of ${base.outcome.name}`),
    ...others.map(({outcome, priced}) =>
      tornadoChart(
        differenceRange(priced, base.priced).swings,
        `Difference of ${outcome.name} against ${base.outcome.name}`,
      ),
    ),
  ];
  return html`<section><h2>What the range is made of</h2>
<p>Each number alone at its low end (blue) and its high end (orange), the rest at base; low and high of a
headline add them in quadrature. Who carries what stays as decided: planning again, another split of today's volume and
other capacities need a run of their own.</p>
<div class="pair">${charts}</div>
${swingTable(input)}</section>`;
}

function swingTable({outcomes, priced, base}: ReportInput): Markup {
  const rows = tornado(priced[base].range.swings);
  if (rows.length === 0) return nothing;
  const differences = priced.map((one, i) => (i === base ? one.range : differenceRange(one, priced[base])));
  return html`<details><summary>All influences as a table</summary>${recordTable(rows, [
    {head: 'Low / high', cell: ({label}) => label},
    ...outcomes.map(({name}, i) => ({
      head: i === base ? `${name}, total` : `${name}, difference`,
      cell: ({name: influence}: (typeof rows)[number]) => {
        const swing = differences[i].swings.find((each) => each.name === influence)!;
        return `${headlineUsd(swing.atLowUsd, {sign: true})} / ${headlineUsd(swing.atHighUsd, {sign: true})}`;
      },
    })),
  ])}</details>`;
}

import type {Supply} from '@cutover/core';
import {fixedText, percentText, priceUsd, wholeText} from '../format.ts';
import {DENSITY_SHARES, type DensityPoint, type DensityRow, densityRows} from '../measures/density.ts';
import {outOfRange, type Range, typicalRanges} from '../measures/typical-ranges.ts';
import {html, type Markup, nothing} from './html.ts';
import type {ReportInput} from './input.ts';
import {type Column, recordTable} from './table.ts';

/** What the first and the last package of a ZIP cost, by segment; from which share on keeping a ZIP pays. */
export function densitySection({outcomes, priced, base}: ReportInput): Markup {
  const rows = densityRows(outcomes[base], priced[base]);
  if (rows.length === 0) return nothing;
  const knowsSupplies = rows.some(({points}) => points.some(({cheapest}) => cheapest !== null));
  return html`<section><h2>What density does</h2>
<p>Of the middle fifth of each segment's ZIPs by packages a square mile, the one with the median way to its station,
in ${outcomes[base].name}. Own last mile on the road, on a mean day, by the part of the ZIP's packages that own
vans carry; further is what one package a day more costs.</p>
${recordTable(rows.flatMap(curveLines), curveColumns, {group: ({row}) => row.segment})}
<p class="soft">The first packages are dear because the van drives out for few stops; each further one makes legs
shorter. So a ZIP costs most between all and nothing: going over to own vans pays from the break-even share on, and
up to there each share costs more than none.${knowsSupplies ? supplyText : ''}</p>
${recordTable(rows, zipColumns)}
<p class="soft">USPS price: postage a package in force, mean of the segment. Budget: what the road may cost to match
it, with the way to the hand-off on top and the own way to the station off. Dearest: the most that keeping a part costs
over keeping none, and at which part. In brackets the ranges of public figures: minutes a stop were set so that stops a
route lie in theirs; miles and dollars follow from that.</p>
</section>`;
}

const supplyText = ` Cheapest is who would drive that part for least: own vans, gig drivers (paid by block and mile)
or a rural partner (a fee a package, up to its daily limit). The simulation sends vans alone.`;

interface CurveLine {
  readonly row: DensityRow;
  readonly label: string;
  readonly read: (point: DensityPoint) => string;
}

const supplyNames: Readonly<Record<Supply, string>> = {van: 'van', gig: 'gig', partner: 'partner'};

function curveLines(row: DensityRow): CurveLine[] {
  const lines = [
    {row, label: 'average', read: (point: DensityPoint) => priceUsd(point.averageUsd)},
    {row, label: 'further', read: (point: DensityPoint) => priceUsd(point.marginalUsd)},
  ];
  if (row.points.every(({cheapest}) => cheapest === null)) return lines;
  const read = ({cheapest}: DensityPoint) => (cheapest === null ? '' : supplyNames[cheapest]);
  return [...lines, {row, label: 'cheapest', read}];
}

const curveColumns: readonly Column<CurveLine>[] = [
  {head: 'Segment', cell: ({row}) => row.segment},
  {head: 'ZIP', cell: ({row}) => `${row.zip} ${row.state}`, isText: true},
  {head: '$ a package', cell: ({label}) => label, isText: true},
  ...DENSITY_SHARES.map((share, i) => ({
    head: percentText(share, 0),
    cell: ({row, read}: CurveLine) => read(row.points[i]),
  })),
];

const zipColumns: readonly Column<DensityRow>[] = [
  {head: 'Segment', cell: ({segment}) => segment},
  {head: 'Packages a day', cell: ({packagesPerDay}) => wholeText(packagesPerDay)},
  {head: 'Sq mi', cell: ({areaSqMi}) => fixedText(areaSqMi, 1)},
  {head: 'Miles to station', cell: ({stemMiles}) => fixedText(stemMiles, 1)},
  {head: 'Stops a route', cell: (row) => ranged(row, 'stopsPerRoute', wholeText)},
  {head: 'Miles a route', cell: (row) => ranged(row, 'milesPerRoute', wholeText)},
  {head: '$ on the road', cell: (row) => ranged(row, 'roadUsd', priceUsd)},
  {head: 'USPS price', cell: ({uspsUsd}) => priceUsd(uspsUsd)},
  {head: 'Budget', cell: ({roadBudgetUsd}) => priceUsd(roadBudgetUsd)},
  {head: 'Pays from', cell: breakEvenText},
  {head: 'Dearest, $ a day', cell: topText},
];

function ranged(row: DensityRow, name: ReturnType<typeof outOfRange>[number], text: (value: number) => string): Markup {
  const [low, high]: Range = typicalRanges(row.segment)[name];
  const isOut = outOfRange(row).includes(name);
  const shown = isOut ? html`<strong>${text(row[name])}, out of range</strong>` : html`${text(row[name])}`;
  return html`${shown} <span class="soft">(${text(low)}–${text(high)})</span>`;
}

function breakEvenText({hump}: DensityRow): string {
  if (hump === null) return '–';
  if (hump.breakEvenShare === Infinity) return 'never';
  return hump.breakEvenShare === 0 ? 'the first' : percentText(hump.breakEvenShare);
}

function topText({hump}: DensityRow): string {
  if (hump === null || hump.topUsdPerDay === 0) return '–';
  return `$${wholeText(hump.topUsdPerDay)} at ${percentText(hump.topShare)}`;
}

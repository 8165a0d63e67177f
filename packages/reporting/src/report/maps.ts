import {NO_BUILDING, type Outcome} from '@cutover/core';
import {priceUsd} from '../format.ts';
import {sum} from '../money/counts.ts';
import type {Priced} from '../money/price.ts';
import {html, type Markup} from './html.ts';
import type {Case} from './input.ts';
import {type MapClass, statesOutline, zipMap} from './map.ts';

const MOST = 0.75; // of a ZIP's packages: from here on the ZIP belongs to one deliverer

/** Two maps of the base scenario: who delivers, and the USPS price at which a ZIP would change sides. */
export function mapSection({outcome, priced}: Case): Markup {
  const {settings} = outcome.twin;
  const invented = settings.synthetic ? ' Stations and lanes are synthetic.' : '';
  const paidUsd = priced.costUsd.postage / Math.max(1, sum(priced.counts.zip.usps));
  const who = whoDelivers(outcome, priced);
  const breakEven = breakEvenClass(outcome, priced, paidUsd);
  const breakEvenTitle = `Break-even USPS price per package in ${outcome.name}.${invented}`;
  return html`<section><h2>Where</h2>${statesOutline()}
<h3>Who delivers in ${outcome.name}</h3>
${zipMap(outcome.twin.zips, who, delivererClasses, `Who carries at least three in four packages.${invented}`)}
<h3>Break-even USPS price</h3>
<p>The price per package at which a ZIP costs the same with own vans as with USPS, all its packages together:
own last mile at full density, linehaul and sort, minus linehaul and sort to the hand-off. Where it is below the mean
price paid (${priceUsd(paidUsd)}), own vans are cheaper; where it is above, USPS is.</p>
${zipMap(outcome.twin.zips, breakEven, breakEvenClasses(paidUsd, breakEven), breakEvenTitle)}
</section>`;
}

const delivererClasses: readonly MapClass[] = [
  {label: 'Own vans', color: 'var(--own)'},
  {label: 'Mixed', color: 'var(--own-soft)'},
  {label: 'Other carriers', color: 'var(--other)'},
  {label: 'USPS', color: 'var(--usps)'},
  {label: 'USPS, no own way', color: 'var(--none)'},
];

function whoDelivers({facts}: Outcome, {counts: {zip}}: Priced): Int8Array {
  const uncovered = new Set(facts.uncoveredZips);
  return Int8Array.from(zip.demanded, (_, row) => {
    const delivered = zip.owned[row] + zip.usps[row] + zip.other[row];
    if (delivered === 0) return -1;
    if (zip.owned[row] >= MOST * delivered) return 0;
    if (zip.other[row] >= MOST * delivered) return 2;
    if (zip.usps[row] >= MOST * delivered) return uncovered.has(row) ? 4 : 3;
    return 1;
  });
}

/** Steps away from the price paid, in USD: two on the side of own vans, three on the side of USPS. */
const breakEvenSteps = [-1, 0, 1, 3] as const;

/** What has no price: without any own way, or without a station in a plan, which names one only where it drives. */
const NO_WAY = breakEvenSteps.length + 1;
const NO_STATION = breakEvenSteps.length + 2;

function breakEvenClasses(paidUsd: number, classes: Int8Array): MapClass[] {
  const at = breakEvenSteps.map((step) => priceUsd(paidUsd + step));
  return [
    {label: `below ${at[0]}: own`, color: 'var(--own)'},
    {label: `${at[0]} to ${at[1]}: own`, color: 'var(--own-soft)'},
    {label: `${at[1]} to ${at[2]}: USPS`, color: 'var(--usps-soft)'},
    {label: `${at[2]} to ${at[3]}: USPS`, color: 'var(--usps)'},
    {label: `above ${at[3]}: USPS`, color: 'var(--usps-deep)'},
    {label: 'no own way', color: 'var(--none)'},
    ...(classes.includes(NO_STATION) ? [{label: 'all by USPS in the plan: not priced', color: 'var(--soft)'}] : []),
  ];
}

function breakEvenClass({facts}: Outcome, {breakEvenUspsUsd, stems, counts}: Priced, paidUsd: number): Int8Array {
  const uncovered = new Set(facts.uncoveredZips);
  return Int8Array.from(breakEvenUspsUsd, (usd, zip) => {
    if (counts.zip.demanded[zip] === 0) return -1;
    if (Number.isNaN(usd) && stems.station[zip] !== NO_BUILDING) return -1;
    if (Number.isNaN(usd)) return uncovered.has(zip) ? NO_WAY : NO_STATION;
    const place = breakEvenSteps.findIndex((step) => usd < paidUsd + step);
    return place < 0 ? breakEvenSteps.length : place;
  });
}

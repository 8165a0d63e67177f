import {headlineUsd, packagesText, percentText, priceUsd, wholeText} from '../format.ts';
import {html, type Markup, nothing} from './html.ts';
import type {PlannedWave, ReportInput} from './input.ts';
import {type Column, recordTable} from './table.ts';

const BIDS_SHOWN = 25; // with most volume; the book has them all

/** Which ZIPs change in which week; nothing without a plan. */
export function wavesSection({plan}: ReportInput): Markup {
  if (plan === undefined) return nothing;
  const waves = plan.weeks.filter(({zipsChanged}) => zipsChanged > 0);
  return html`<section><h2>Waves</h2>
<p>${plan.scenario} runs by a plan, decided week by week. It is planned at ${headlineUsd(plan.valueUsd)}; no plan costs
less than ${headlineUsd(plan.boundUsd)} (${percentText(plan.gap, 2)} apart), and merit order kept to capacity costs
${headlineUsd(plan.verdict.savingUsd, {sign: true})} against it. What changes in the first week goes another way
today.</p>
${waves.length === 0 ? html`<p>No ZIP changes.</p>` : recordTable(waves, waveColumns)}</section>`;
}

const waveColumns: readonly Column<PlannedWave>[] = [
  {head: 'Week from', cell: ({from}) => from},
  {head: 'ZIPs that change', cell: ({zipsChanged}) => wholeText(zipsChanged)},
  {head: 'Packages of the week', cell: ({packages}) => packagesText(packages)},
];

/** The most to bid at each hand-off; nothing without a bid book. */
export function bidsSection({bids}: ReportInput): Markup {
  if (bids === undefined) return nothing;
  const shown = [...bids].sort((a, b) => b.packagesPerDay - a.packagesPerDay).slice(0, BIDS_SHOWN);
  return html`<section><h2>Bids</h2>
<p>Entry into the mail by hand-off node, the ${shown.length} of ${wholeText(bids.length)} rows with most volume. Walk
away above the first price; <i>pay at most</i> is what all rows together may come to. Dollars a package.</p>
${recordTable(shown, bidColumns)}</section>`;
}

const price = (usd: number | undefined): string => priceUsd(usd ?? Number.NaN);

const bidColumns: readonly Column<NonNullable<ReportInput['bids']>[number]>[] = [
  {head: 'Hand-off', cell: ({unit}) => unit},
  {head: 'Tender', cell: ({tender}) => tender.replace('_', ' '), isText: true},
  {head: 'Packages a day', cell: ({packagesPerDay}) => wholeText(packagesPerDay)},
  {head: 'Walk away', cell: ({walkAwayUsd}) => price(walkAwayUsd)},
  {head: 'P10', cell: ({walkAwayP10Usd}) => price(walkAwayP10Usd)},
  {head: 'P90', cell: ({walkAwayP90Usd}) => price(walkAwayP90Usd)},
  {head: 'Pay at most', cell: ({payUsd}) => price(payUsd)},
  {head: 'In the plan', cell: ({plannedUsd}) => price(plannedUsd)},
  {head: 'Cost of USPS, low', cell: ({floorLowUsd}) => price(floorLowUsd)},
  {head: 'high', cell: ({floorHighUsd}) => price(floorHighUsd)},
  {head: 'Agreement', cell: ({zone}) => zone, isText: true},
];

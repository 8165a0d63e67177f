import {type MailTotals, type UsdRange, uspsAgainst, uspsCostOf, type UspsLedgerRow} from '../finance/usps-ledger.ts';
import {headlineUsd, packagesText} from '../format.ts';
import {sum} from '../money/counts.ts';
import {html, type Markup, nothing} from './html.ts';
import {casesOf, type ReportInput} from './input.ts';
import {type Column, recordTable} from './table.ts';

/** Each scenario as the Postal Service sees it, against the base; nothing where the twin states no cost of its. */
export function uspsSection(input: ReportInput): Markup {
  const cases = casesOf(input);
  const base = cases[input.base];
  const cost = uspsCostOf(base.outcome.twin.parameters);
  if (cost === undefined) return nothing;
  const {attributable, loss} = cost;
  const mailOf = ({outcome: {name}, priced: {counts, costUsd}}: typeof base): MailTotals => ({
    ...{name, packages: sum(counts.zip.usps), revenueUsd: costUsd.postage + costUsd.contractShortfall},
  });
  const rows = cases.map((one) => ({...uspsAgainst(mailOf(one), mailOf(base), cost), isBase: one.isBase}));
  return html`<section><h2>What it means for the Postal Service</h2>
${recordTable(rows, columns, {lineClass: ({isBase}) => (isBase ? 'strong' : '')})}
<p class="soft">Revenue is postage and what missing volume costs. Contribution is revenue less attributable cost
($${attributable.low.toFixed(2)} to $${attributable.high.toFixed(2)} a package, ${attributable.confidence}). Against
${base.outcome.name}, once carriers' routes are cut to the volume; in the first year they still walk them, and
${(100 * loss.low).toFixed(0)} to ${(100 * loss.high).toFixed(0)}% of the revenue is lost
(${loss.confidence}).</p></section>`;
}

const range = ({low, high}: UsdRange, sign = false): string =>
  `${headlineUsd(low, {sign})} to ${headlineUsd(high, {sign})}`;
const change = (usd: UsdRange, isBase: boolean): string => (isBase ? '' : range(usd, true));

const columns: readonly Column<UspsLedgerRow & {readonly isBase: boolean}>[] = [
  {head: 'Scenario', cell: ({unit}) => unit},
  {head: 'Packages', cell: ({packages}) => packagesText(packages)},
  {head: 'Revenue', cell: ({revenueUsd}) => headlineUsd(revenueUsd)},
  {head: 'Contribution', cell: ({contributionUsd}) => range(contributionUsd)},
  {head: 'Against the base', cell: ({changeUsd, isBase}) => change(changeUsd, isBase)},
  {head: 'in the first year', cell: ({shortRunUsd, isBase}) => change(shortRunUsd, isBase)},
];

import {DELIVERER_COUNT} from '@cutover/core';
import {headlineUsd, packagesText, percentText} from '../format.ts';
import {serviceFailures, type ServiceFailures, type Span} from '../measures/failures.ts';
import {lateness} from '../summary.ts';
import {html, type Markup, nothing} from './html.ts';
import {casesOf, type ReportInput} from './input.ts';
import {type Column, recordTable} from './table.ts';

const OPTIONS = ['own vans', 'USPS', 'other carriers'];

interface Row {
  readonly scenario: string;
  readonly option: string;
  readonly reattempts: number;
  readonly lost: number;
  readonly returned: number;
  readonly reattemptUsd: number;
  readonly lostUsd: number;
  readonly returnUsd: number;
  readonly usd: Span;
  readonly onTimeBefore: number; // at the first attempt
  readonly onTime: Span;
}

/** Second attempts, losses and returns, scenario by scenario; nothing where the twin has no numbers for them. */
export function failuresSection(input: ReportInput): Markup {
  const rows = casesOf(input).flatMap(({outcome, priced}) => {
    const failures = serviceFailures(outcome, priced);
    return failures === null ? [] : rowsOf(outcome.name, failures, lateness(outcome.ledger).onTimeShare);
  });
  if (rows.length === 0) return nothing;
  return html`<section><h2>When delivery fails</h2>
<p>Expected second attempts, packages lost or damaged, and packages returned to the sender, with what they cost
<b>beside the cost of the scenario, not in it</b>: no public figure says how often these packages fail, so every share
and price is an assumption with a range (first_attempt_share, reattempt_usd, lost_share, lost_package_usd, return_share
and return_usd below).</p>
${recordTable(rows, columns, {
  group: ({scenario}) => scenario,
  lineClass: ({option}) => (option === 'all' ? 'strong' : ''),
})}
<p class="soft">Lateness is drawn up to the first attempt (late_share): waiting, transport and sorting. A first attempt
that fails is in none of that; it comes on top here, arrives a day later, and counts as late even where the promise
would have left a day. A lost package is never on time. What a second attempt takes is no part of the vans' hours, and
USPS and other carriers try again within their price. Ranges: each parameter one at a time, added in
quadrature.</p></section>`;
}

function rowsOf(scenario: string, failures: ServiceFailures, onTimeShare: number): Row[] {
  const {byOption, total, usdByOption, usd, onTimeByOption, onTimeShare: onTime} = failures;
  const ways = Array.from({length: DELIVERER_COUNT}, (_, way) => ({
    ...{scenario, option: OPTIONS[way], ...byOption[way], usd: usdByOption[way]},
    ...{onTimeBefore: onTimeByOption[way].base / byOption[way].onTimeFactor, onTime: onTimeByOption[way]},
  }));
  return [{scenario, option: 'all', ...total, usd, onTimeBefore: onTimeShare, onTime}, ...ways];
}

const columns: readonly Column<Row>[] = [
  {head: 'Scenario', cell: ({scenario, option}) => (option === 'all' ? scenario : '')},
  {head: '', cell: ({option}) => option, isText: true},
  {head: 'Second attempts', cell: ({reattempts}) => packagesText(reattempts)},
  {head: 'Lost or damaged', cell: ({lost}) => packagesText(lost)},
  {head: 'Returned', cell: ({returned}) => packagesText(returned)},
  {head: 'Second attempts, $', cell: ({reattemptUsd}) => headlineUsd(reattemptUsd)},
  {head: 'Losses, $', cell: ({lostUsd}) => headlineUsd(lostUsd)},
  {head: 'Returns, $', cell: ({returnUsd}) => headlineUsd(returnUsd)},
  {head: 'All, $', cell: ({usd}) => headlineUsd(usd.base)},
  {head: 'low to high', cell: ({usd}) => `${headlineUsd(usd.low)} to ${headlineUsd(usd.high)}`},
  {head: 'On time at the first attempt', cell: ({onTimeBefore}) => percentText(onTimeBefore)},
  {head: 'after failures', cell: ({onTime}) => percentText(onTime.base)},
  {head: 'low to high', cell: ({onTime}) => `${percentText(onTime.low)} to ${percentText(onTime.high)}`},
];

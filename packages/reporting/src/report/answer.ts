import {answerText} from '../answer-text.ts';
import {calibrationStateText} from '../calibration.ts';
import {headlineUsd, packagesText, percentText} from '../format.ts';
import {sum} from '../money/counts.ts';
import {planWorthText} from '../plan-verdict.ts';
import {differenceRange} from '../range/range.ts';
import {html, type Markup, nothing, unbroken} from './html.ts';
import {type Case, casesOf, type ReportInput} from './input.ts';
import {rangeChart} from './range-chart.ts';

/** The answer: what each scenario costs, how sure that is, and what it differs from the base by. */
export function answerSection(input: ReportInput): Markup {
  const cases = casesOf(input);
  const base = cases[input.base];
  const others = cases.filter(({isBase}) => !isBase);
  const {settings, calibration} = base.outcome.twin;
  const {from, to} = input.summary.horizon;
  const [answer] = answerText(input.priced, input.base, input.uncertainty !== undefined);
  return html`<header>
<h1>USPS or our own vans?</h1>
<p class="lead"><b>${answer}</b> ${leadText(base)}</p>
${planLead(input)}
<p class="marks">${settings.synthetic ? syntheticMark : nothing}
<span class="mark">Prices and today's split rest on stated assumptions</span>
<span class="mark">${calibrationStateText(calibration)}</span></p>
<p class="soft">Twin ${settings.name}, ${from} to ${to}. Packages and dollars of these days at full volume; headlines
are rounded to $10 m.</p>
</header>
<section class="cards">${cases.map((one) => card(one, base, cases.length === 1))}</section>
${others.length === 0 ? nothing : differences(others, base)}`;
}

const syntheticMark = html`<span class="mark">Synthetic network: not anybody's real buildings or volumes</span>`;

function leadText({outcome, priced}: Case): string {
  const {zip} = priced.counts;
  const demanded = sum(zip.demanded);
  const share = (packages: Float64Array) => percentText(sum(packages) / demanded);
  return (
    `In ${outcome.name} own vans carry ${share(zip.owned)} of ${packagesText(demanded)} packages, ` +
    `USPS ${share(zip.usps)} and other carriers ${share(zip.other)}` +
    (sum(zip.backlogEnd) === 0 ? '.' : `; ${share(zip.backlogEnd)} still wait at the end, and are not in the cost.`)
  );
}

/** What deciding by a plan is worth, where a reader looks first; nothing without one. */
function planLead({summary: {plan}}: ReportInput): Markup {
  return plan === undefined ? nothing : html`<p class="lead"><b>${planWorthText(plan)}</b></p>`;
}

function card({outcome, priced, isBase}: Case, base: Case, isAlone: boolean): Markup {
  const {usd, lowUsd, highUsd} = differenceRange(priced, base.priced);
  const waiting = sum(priced.counts.zip.backlogEnd);
  const against = html`<div class="against">${headlineUsd(usd, {sign: true})}
<small>${unbroken(`${headlineUsd(lowUsd, {sign: true})} to ${headlineUsd(highUsd, {sign: true})}`)}</small></div>`;
  const itself = html`<div class="against">Base<small>of the comparison</small></div>`;
  return html`<div class="card ${isBase ? 'base' : ''}"><h3>${outcome.name}</h3><p>${outcome.about}</p>
<b>${headlineUsd(priced.costUsd.total)}</b>
<small>${unbroken(`${headlineUsd(priced.range.totalLowUsd)} to ${headlineUsd(priced.range.totalHighUsd)}`)}</small>
${waiting === 0 ? nothing : html`<small>${packagesText(waiting)} packages still wait at the end</small>`}
${isAlone ? nothing : isBase ? itself : against}</div>
`;
}

function differences(others: readonly Case[], base: Case): Markup {
  const rows = others.map(({outcome, priced}) => ({label: outcome.name, ...differenceRange(priced, base.priced)}));
  const open = rows.filter(({lowUsd, highUsd}) => lowUsd < 0 && highUsd > 0).map(({label}) => label);
  const title =
    `${base.outcome.twin.calibration === undefined ? 'Uncalibrated. ' : ''}` +
    `Cost against ${base.outcome.name}: base value and range. Both scenarios are priced with the same draw of ` +
    'every uncertain number, so what they share cancels. ' +
    (open.length === 0 ? '' : `The sign is not settled for ${open.join(', ')}: the range spans zero.`);
  return rangeChart(rows, title);
}

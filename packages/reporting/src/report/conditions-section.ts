import {headlineUsd, packagesText, percentText, priceUsd, wholeText} from '../format.ts';
import {type Conditions, conditionsOf, type Firmness, firmness} from '../measures/conditions.ts';
import {html, type Markup, nothing} from './html.ts';
import {type Case, casesOf, type ReportInput, type ReportPlan} from './input.ts';
import {type Column, recordTable} from './table.ts';

const TURNS_MAX = 3; // named for a scenario; the rest stand in the range section

type Row = Case & {readonly conditions: Conditions};

/** What must be true for the answer to hold, and what may go wrong: the lower half of the first page. */
export function conditionsSection(input: ReportInput): Markup {
  const rows = casesOf(input).map((one): Row => ({...one, conditions: conditionsOf(one.outcome, one.priced)}));
  const base = rows[input.base];
  const signs = rows.filter(({isBase}) => !isBase).map((one) => signItem(one, base));
  const items = input.plan === undefined ? signs : [planItem(input.plan), ...signs];
  const options = {lineClass: ({isBase}: Row) => (isBase ? ('strong' as const) : ('' as const))};
  return html`<section class="brief"><h2>What must be true</h2>
${items.length === 0 ? nothing : html`<ul>${items}</ul>`}
${recordTable(rows, trueColumns, options)}
<h2>Risks</h2>
${recordTable(rows, riskColumns, options)}
<p class="soft">Capacity binds where more is planned and waiting than a station holds, on a day at least. What still
waits at the end is not in the cost. The last package taken back from USPS costs this much more by own vans: far
from zero, another share would pay better.</p></section>`;
}

/** What has to be done for the plan to be worth what it says. */
function planItem({scenario, weeks}: ReportPlan): Markup {
  const waves = weeks.filter(({zipsChanged}) => zipsChanged > 0);
  if (waves.length === 0) return html`<li><b>${scenario}</b> keeps to its plan, in which no ZIP changes.</li>`;
  const most = waves.reduce((best, wave) => (wave.zipsChanged > best.zipsChanged ? wave : best));
  const changes = wholeText(waves.reduce((sum, {zipsChanged}) => sum + zipsChanged, 0));
  return html`<li><b>${scenario}</b> keeps to its plan: ${changes} times a ZIP goes another way, in ${waves.length}
weeks, the most (${wholeText(most.zipsChanged)}) in that from ${most.from}.</li>`;
}

function signItem({outcome: {name}, priced}: Case, base: Case): Markup {
  const sign = firmness(priced, base.priced);
  const than = `${sign.usd < 0 ? 'cheaper' : 'dearer'} than ${base.outcome.name}`;
  const claim = `${than} by ${headlineUsd(Math.abs(sign.usd))}`;
  return html`<li><b>${name}</b> is ${claim}${signText(sign)}</li>`;
}

function signText({isSettled, turns, widest}: Firmness): string {
  if (turns.length > 0) {
    const named = turns.slice(0, TURNS_MAX).map(({label, end, usd}) => {
      return `${label} at its ${end} end (${headlineUsd(usd, {sign: true})})`;
    });
    const more = turns.length > TURNS_MAX ? `; ${turns.length - TURNS_MAX} more` : '';
    return `, unless one of these turns the sign alone: ${named.join('; ')}${more}.`;
  }
  if (widest === undefined) return ', whatever the uncertain numbers are.';
  const ends = `${headlineUsd(widest.atLowUsd, {sign: true})} to ${headlineUsd(widest.atHighUsd, {sign: true})}`;
  const together = isSettled ? '' : ' Several together can.';
  return `. No number turns the sign alone; ${widest.label} moves it most (${ends}).${together}`;
}

const trueColumns: readonly Column<Row>[] = [
  {head: 'Scenario', cell: ({outcome}) => outcome.name},
  {head: 'USPS agrees to', cell: ({outcome: {twin}}) => twin.contract?.name ?? 'list prices', isText: true},
  {
    head: 'USPS gets',
    cell: ({conditions: {promise}}) => (promise === null ? '' : packagesText(promise.deliveredPackages)),
  },
  {
    head: 'of promised',
    cell: ({conditions: {promise}}) => (promise === null ? '' : packagesText(promise.promisedPackages)),
  },
  {head: 'Missing volume costs', cell: ({priced}) => headlineUsd(priced.costUsd.contractShortfall)},
  {
    head: 'Stations where capacity binds',
    cell: ({conditions: {stations, stationsOver}}) => `${wholeText(stationsOver)} of ${wholeText(stations)}`,
  },
];

const riskColumns: readonly Column<Row>[] = [
  {head: 'Scenario', cell: ({outcome}) => outcome.name},
  {head: 'Late', cell: ({conditions}) => percentText(conditions.lateShare)},
  {head: 'Not the planned way', cell: ({conditions}) => percentText(conditions.fallbackShare, 2)},
  {
    head: 'Still waiting at the end',
    cell: ({conditions: {waitingPackages, waitingShare}}) =>
      waitingPackages === 0 ? 'none' : `${packagesText(waitingPackages)} (${percentText(waitingShare, 2)})`,
  },
  {head: 'Only USPS can carry', cell: ({outcome: {facts}}) => packagesText(facts.uspsFloorPackages)},
  {head: 'ZIPs with no own way', cell: ({conditions}) => wholeText(conditions.uncoveredZips)},
  {head: 'Last taken back, $ more', cell: ({outcome: {facts}}) => priceUsd(facts.cutDifferenceUsd)},
];

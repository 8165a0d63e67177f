import {headlineUsd, packagesText, percentText, wholeText} from '../format.ts';
import {type Conditions, conditionsOf, type Firmness, firmness} from '../measures/conditions.ts';
import {html, type Markup, nothing} from './html.ts';
import {type Case, casesOf, type ReportInput} from './input.ts';

const TURNS_MAX = 3; // named for a scenario; the rest stand in the range section

/** What must be true for the answer to hold, and what may go wrong: the lower half of the first page. */
export function conditionsSection(input: ReportInput): Markup {
  const cases = casesOf(input);
  const base = cases[input.base];
  const signs = cases.filter(({isBase}) => !isBase).map((one) => signItem(one, base));
  const conditions = cases.map(({outcome, priced}) => conditionsOf(outcome, priced));
  const items = (text: (conditions: Conditions, one: Case) => Markup) =>
    cases.map((one, i) => text(conditions[i], one));
  return html`<section class="pair brief"><div><h2>What must be true</h2>
<ul>${signs}${items(capacityItem)}${items(promiseItem)}</ul></div>
<div><h2>Risks</h2>
<ul>${items(riskItem)}${items(coverItem)}${
    base.outcome.twin.calibration === undefined
      ? html`<li>No cost was fitted to actuals: the ranges are those of public numbers, not of anybody's books.</li>`
      : nothing
  }</ul></div></section>`;
}

function signItem({outcome: {name}, priced}: Case, base: Case): Markup {
  const sign = firmness(priced, base.priced);
  const claim = `${sign.usd < 0 ? 'cheaper' : 'dearer'} than ${base.outcome.name} by ${headlineUsd(Math.abs(sign.usd))}`;
  return html`<li><b>${name}</b> is ${claim} ${signText(sign)}</li>`;
}

function signText({isSettled, turns, widest}: Firmness): string {
  if (turns.length > 0) {
    const named = turns.slice(0, TURNS_MAX).map(({label, end, usd}) => {
      return `${label} at its ${end} end (${headlineUsd(usd, {sign: true})})`;
    });
    const more = turns.length > TURNS_MAX ? `, or ${turns.length - TURNS_MAX} more` : '';
    return `unless one of these turns the sign alone: ${named.join('; ')}${more}.`;
  }
  if (widest === undefined) return 'whatever the uncertain numbers are.';
  const reach = `No number turns the sign alone; ${widest.label} moves it most`;
  const ends = `${headlineUsd(widest.atLowUsd, {sign: true})} to ${headlineUsd(widest.atHighUsd, {sign: true})}`;
  return `at base values. ${reach} (${ends})${isSettled ? '.' : '; several together can.'}`;
}

function capacityItem({stations, stationsOver, fullestShare}: Conditions, {outcome: {name}}: Case): Markup {
  if (stations === 0) return html`<li><b>${name}</b> needs no station.</li>`;
  if (stationsOver === 0) {
    return html`<li><b>${name}</b>: its ${wholeText(stations)} stations hold what is planned; the fullest reaches
${percentText(fullestShare, 0)} of its capacity.</li>`;
  }
  return html`<li><b>${name}</b>: capacity binds at ${wholeText(stationsOver)} of ${wholeText(stations)} stations on a day
at least, up to ${percentText(fullestShare, 0)} of it. The fallback beyond it must take what they cannot.</li>`;
}

function promiseItem({promise}: Conditions, {outcome: {name}, priced}: Case): Markup {
  if (promise === null) return html`<li><b>${name}</b>: no contract, list prices hold.</li>`;
  const {promisedPackages, deliveredPackages} = promise;
  if (promisedPackages === 0) return nothing;
  const missing = promisedPackages - deliveredPackages;
  const kept = `${packagesText(deliveredPackages)} of ${packagesText(promisedPackages)} promised packages`;
  return html`<li><b>${name}</b>: USPS agrees to the contract's prices, and gets ${kept}${
    missing > 0
      ? `; the missing ones cost ${headlineUsd(priced.costUsd.contractShortfall)}, in the cost`
      : ', so that the promise is kept'
  }.</li>`;
}

function riskItem(conditions: Conditions, {outcome: {name}}: Case): Markup {
  const {waitingPackages, waitingShare, fallbackShare, lateShare} = conditions;
  const backlog =
    waitingPackages === 0
      ? 'No backlog at the end.'
      : `${packagesText(waitingPackages)} packages (${percentText(waitingShare, 2)}) still wait at the end; delivering ` +
        'them is not in the cost.';
  return html`<li><b>${name}</b>: ${percentText(lateShare)} of packages are late, ${percentText(fallbackShare, 2)} cannot go
their planned way on the day. ${backlog}</li>`;
}

function coverItem({uncoveredZips}: Conditions, {outcome: {name, facts}}: Case): Markup {
  if (uncoveredZips === 0 && facts.uspsFloorPackages === 0) return nothing;
  return html`<li><b>${name}</b>: ${packagesText(facts.uspsFloorPackages)} packages only USPS can carry;
${wholeText(uncoveredZips)} ZIPs have no own way within the promise.</li>`;
}

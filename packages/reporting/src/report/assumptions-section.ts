import type {Contract, Parameter} from '@cutover/core';
import {priceUsd, wholeText} from '../format.ts';
import {html, linked, type Markup, nothing} from './html.ts';
import type {ReportInput} from './input.ts';
import {listPriceTable} from './list-price-table.ts';
import {wonPriceTable} from './won-price-table.ts';
import {recordTable} from './table.ts';

/** Checks that would notice a wrong unit, then every number the answer rests on, with where it comes from. */
export function assumptionsSection(input: ReportInput): Markup {
  const {outcomes, base, sanity} = input;
  const {twin} = outcomes[base];
  return html`<section>${
    sanity.length === 0
      ? nothing
      : html`<h2>Does it make sense?</h2>
${recordTable(sanity, [
  {head: 'Check', cell: ({name}) => name},
  {head: 'Found', cell: ({value}) => value},
  {head: 'Low', cell: ({low}) => low},
  {head: 'High', cell: ({high}) => high},
  {
    head: '',
    cell: ({ok}) => (ok ? html`<span class="ok">in range</span>` : html`<span class="bad">out of range</span>`),
  },
])}`
  }
<h2>What this rests on</h2>
<p>Solid: official, or several sources agree. Reported: press. Estimate: arithmetic on public numbers.
Assumption: a choice, yours to replace in <code>parameters.csv</code> and <code>contracts.yaml</code>.</p>
${contractNote(twin.contract)}
${listPriceTable(input)}
${wonPriceTable(input)}
${parameterTable(twin.parameters)}</section>`;
}

function contractNote(contract: Contract | null): Markup {
  if (contract === null) return html`<p>No contract with USPS: list prices apply.</p>`;
  const prices = contract.prices.map(({entry, weightToLb, usdPerPackage: {low, base, high}}) => {
    const weight = weightToLb === undefined ? 'any weight' : `to ${weightToLb} lb`;
    return `${entry.toUpperCase()} ${weight} ${priceUsd(base)} (${priceUsd(low)} to ${priceUsd(high)})`;
  });
  return html`<p><b>${contract.name}</b>, ${contract.startsOn} to ${contract.endsOn}: ${prices.join('; ')}. Promise of
${wholeText(contract.promisePackagesPerYear)} packages a year; ${shortfallText(contract)}. ${contract.confidence}:
${linked(contract.source)}</p>`;
}

function shortfallText({shortfall}: Contract): string {
  if (shortfall.rule === 'none') return 'no charge for missing ones';
  if (shortfall.rule === 'listPrice') return 'below it all are rebilled at list price';
  const {low, base, high} = shortfall.usdPerMissingPackage;
  return `${priceUsd(base)} for each missing one (${priceUsd(low)} to ${priceUsd(high)})`;
}

function parameterTable(parameters: readonly Parameter[]): Markup {
  return recordTable(
    parameters,
    [
      {head: 'Parameter', cell: ({name}) => name},
      {head: 'Segment', cell: ({segment}) => segment ?? '', isText: true},
      {head: 'Low', cell: ({low}) => numberText(low)},
      {head: 'Base', cell: ({base}) => numberText(base)},
      {head: 'High', cell: ({high}) => numberText(high)},
      {head: 'Unit', cell: ({unit}) => unit, isText: true},
      {head: 'As of', cell: ({asOf}) => asOf, isText: true},
      {head: 'Confidence', cell: ({confidence}) => confidence, isText: true},
      {head: 'Source', cell: ({source}) => linked(source), isText: true},
    ],
    {caption: `${parameters.length} parameters of the base scenario.`},
  );
}

function numberText(number: number): string {
  return Math.abs(number) >= 10_000 ? wholeText(number) : String(number);
}

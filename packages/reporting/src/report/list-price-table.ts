import {type ListPrice, listPrices} from '../explain/list-prices.ts';
import {dayText} from '../explain/inputs.ts';
import {html, linked, type Markup, nothing} from './html.ts';
import type {ReportInput} from './input.ts';
import {recordTable} from './table.ts';

/** Which rate cards and modifiers price the scenarios, and first of all which card only stands in for another. */
export function listPriceTable({outcomes, priced}: ReportInput): Markup {
  const prices = listPrices(
    outcomes,
    priced.map(({parameters}) => parameters),
  );
  if (prices.length === 0) return nothing;
  return html`${standInNote(prices)}
${recordTable(
  prices,
  [
    {head: 'Rate card or modifier', cell: ({input}) => input.name},
    {head: 'Value', cell: ({input}) => valueText(input)},
    {head: 'Unit', cell: ({input}) => input.unit, isText: true},
    {head: 'Since', cell: ({input}) => input.asOf, isText: true},
    {head: 'Scenarios', cell: ({scenarios}) => scenarios.join(', '), isText: true},
    {head: 'How', cell: ({input}) => input.note, isText: true},
    {head: 'Confidence', cell: ({input}) => input.confidence, isText: true},
    {head: 'Source', cell: ({input}) => linked(input.source), isText: true},
  ],
  {
    caption: `${prices.length} rate cards and modifiers make list prices; modifiers are taken in order.`,
    lineClass: ({input}) => (input.standsInOn.length > 0 ? 'strong' : ''),
  },
)}`;
}

function standInNote(prices: readonly ListPrice[]): Markup {
  const standIns = prices.filter(({input}) => input.standsInOn.length > 0);
  if (standIns.length === 0) return html`<p>Every rate card in use was in force on its days.</p>`;
  return html`<p><b>A rate card stands in.</b> ${standInTexts(standIns).join('; ')}.
Prices in force then are not public, so the last public list is used.</p>`;
}

/** Entries and zones of one list that stand in on the same days are told together. */
function standInTexts(standIns: readonly ListPrice[]): string[] {
  const lists = new Map<string, string[]>();
  for (const {input, scenarios} of standIns) {
    const [product, rateKey] = input.name.split(', ');
    const list = `${product} of ${input.asOf} on ${dayText(input.standsInOn)} (${scenarios.join(', ')})`;
    lists.set(list, [...(lists.get(list) ?? []), rateKey]);
  }
  return [...lists].map(([list, rateKeys]) => `${list}, for ${rateKeys.join(', ')}`);
}

function valueText({value, low, high}: ListPrice['input']): string {
  const range = low === null || high === null ? '' : ` (${low} to ${high})`;
  return `${value ?? ''}${range}`;
}

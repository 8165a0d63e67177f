import {percentText, priceUsd, wholeText} from '../format.ts';
import {coversCountry, FACT_TOLERANCE, type FactRow, heldOutFacts} from '../measures/held-out.ts';
import {html, linked, type Markup, nothing} from './html.ts';
import type {ReportInput} from './input.ts';
import {recordTable} from './table.ts';

/** Public facts beside the model's numbers, for a twin of the whole country. */
export function factsSection({outcomes, priced, base}: ReportInput): Markup {
  if (!coversCountry(outcomes[base])) return nothing;
  const rows = heldOutFacts(outcomes[base], priced[base]);
  const number = ({unit}: FactRow, value: number) => (unit === 'usd' ? priceUsd(value) : wholeText(value));
  return html`<section><h2>Facts the model was not fitted to</h2>
<p>Public facts of one real shipper beside what the synthetic network of ${outcomes[base].name} gives. Inputs agree
because they were put in; predictions were left out of every choice of a number.</p>
${recordTable(rows, [
  {head: 'Fact', cell: ({name}) => name},
  {head: '', cell: ({kind}) => kind, isText: true},
  {head: 'Model', cell: (row) => number(row, row.model)},
  {head: 'Fact', cell: (row) => `${row.atMost ? 'under ' : ''}${number(row, row.fact)}`},
  {head: 'Deviation', cell: ({deviation}) => `${deviation > 0 ? '+' : ''}${percentText(deviation)}`},
  {head: `Within ${percentText(FACT_TOLERANCE, 0)}`, cell: ({ok}) => (ok ? 'yes' : 'NO')},
  {head: 'What the model counts', cell: ({note}) => note, isText: true},
  {head: 'Source', cell: ({source}) => linked(source), isText: true},
])}</section>`;
}

import {wholeText} from '../format.ts';
import {answerSection} from './answer.ts';
import {assumptionsSection} from './assumptions-section.ts';
import {conditionsSection} from './conditions-section.ts';
import {densitySection} from './density-section.ts';
import {failuresSection} from './failures-section.ts';
import {factsSection} from './facts-section.ts';
import {html, linked, type Markup} from './html.ts';
import type {ReportInput} from './input.ts';
import {mapSection} from './maps.ts';
import {methodSection} from './method-section.ts';
import {moneySection, rangeSection} from './money-section.ts';
import {bidsSection, wavesSection} from './plan-section.ts';
import {placesSection} from './places-section.ts';
import {serviceSection} from './service-section.ts';
import {style} from './style.ts';
import {uncertaintySection} from './uncertainty-section.ts';
import {tailSection} from './tail-section.ts';
import {uspsSection} from './usps-section.ts';

export type {ReportInput} from './input.ts';

/**
 * The report of a run: one page that stands alone, asks the network for nothing and prints. Everything that comes from
 * a file is escaped.
 *
 * @returns the text of `report.html`
 */
export function reportHtml(input: ReportInput): string {
  const {outcomes, priced, base} = input;
  const {settings} = outcomes[base].twin;
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Cutover: ${settings.name}</title><style>${{markup: style}}</style></head>
<body>
${answerSection(input)}
${conditionsSection(input)}
${mapSection({outcome: outcomes[base], priced: priced[base], isBase: true})}
${outcomes.length > 1 ? [moneySection(input), tailSection(input)] : ''}
${wavesSection(input)}
${placesSection(input)}
${bidsSection(input)}
${serviceSection(input)}
${failuresSection(input)}
${uspsSection(input)}
${densitySection(input)}
${factsSection(input)}
${rangeSection(input)}
${uncertaintySection(input)}
${assumptionsSection(input)}
${methodSection(input)}
${footer(input)}
</body></html>
`;
  return page.markup;
}

function footer({outcomes, base, summary}: ReportInput): Markup {
  const {settings} = outcomes[base].twin;
  const {packages, weight} = summary.sampling;
  return html`<footer>
<p>${settings.attribution.map((line) => html`${linked(line)}<br>`)}</p>
<p>${settings.synthetic ? 'The network, its volumes and how they are carried today are synthetic. ' : ''}Money
is counts times rates; nothing here is an offer, a forecast or anybody's contract.</p>
<p>Cutover ${summary.version}, seed ${summary.seed}, inputs ${summary.inputsSha256.slice(0, 16)}.
${wholeText(packages)} packages simulated in each scenario, each for ${weight.toFixed(2)} real ones; capacity,
density, trailers and contract at full volume. Draws:
${outcomes.map(({name, ledger}) => `${name} ${ledger.drawChecksum}`).join(', ')}.</p>
</footer>`;
}

import {percentText, priceUsd, wholeText, packagesText} from '../format.ts';
import {type MailLanes, mailLanes} from '../measures/mail-lanes.ts';
import {html, type Markup} from './html.ts';
import type {ReportInput} from './input.ts';
import {type Column, recordTable} from './table.ts';

/** Trucks into the mail, scenario by scenario: what leaves them makes what stays dearer. */
export function tailSection({outcomes, priced, base}: ReportInput): Markup {
  const rows = mailLanes(outcomes, priced, base);
  return html`<section><h2>What leaving does to what stays</h2>
<p>Own trucks into the mail: to post offices, sorting and delivery centers and processing centers. A lane keeps its
schedule and its last part-filled trailer when packages leave it, so each package that stays pays more.</p>
${recordTable(rows, tailColumns, {lineClass: (row) => (row === rows[base] ? 'strong' : '')})}
<p class="soft">Booked trips; a stop of a milk run counts as one. Fill is of the usable cube booked. The last two
columns compare the same lanes, those used in ${outcomes[base].name} too: there and here.</p></section>`;
}

const tailColumns: readonly Column<MailLanes>[] = [
  {head: 'Scenario', cell: ({scenario}) => scenario},
  {head: 'Lanes', cell: ({lanes}) => wholeText(lanes)},
  {head: 'Packages', cell: ({packages}) => packagesText(packages)},
  {head: 'Trips', cell: ({trips}) => packagesText(trips)},
  {head: 'Packages a trip', cell: ({packages, trips}) => wholeText(packages / trips)},
  {head: 'Fill', cell: ({fill}) => percentText(fill)},
  {head: '$ a package', cell: ({usdPerPackage}) => priceUsd(usdPerPackage)},
  {head: 'Lanes of both', cell: ({shared}) => wholeText(shared.lanes)},
  {head: '$ in the base', cell: ({shared}) => priceUsd(shared.baseUsdPerPackage)},
  {head: '$ here', cell: ({shared}) => priceUsd(shared.usdPerPackage)},
];

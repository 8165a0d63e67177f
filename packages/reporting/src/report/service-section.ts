import {type Outcome, value} from '@cutover/core';
import {fixedText, headlineUsd, packagesText, percentText, priceUsd, wholeText} from '../format.ts';
import {fallbackPackages, measure} from '../measures/measure.ts';
import {sum} from '../money/counts.ts';
import type {Priced} from '../money/price.ts';
import {promised} from '../money/shortfall.ts';
import {lateness, latePackageDays} from '../summary.ts';
import {html, type Markup} from './html.ts';
import type {ReportInput} from './input.ts';
import {recordTable} from './table.ts';

interface Line {
  readonly label: string; // a small first letter: a part of the line above
  readonly read: (outcome: Outcome, priced: Priced, i: number) => string;
}

/** Who delivered, whether it held, and what USPS earns: one column for each scenario. */
export function serviceSection({outcomes, priced}: ReportInput): Markup {
  const country = measure(outcomes, priced, 'country');
  const lines: readonly Line[] = [
    {label: 'Packages', read: (_, {counts}) => packagesText(sum(counts.zip.demanded))},
    {label: 'by own vans', read: (_, {counts}) => packagesText(sum(counts.zip.owned))},
    {label: 'by USPS', read: (_, {counts}) => packagesText(sum(counts.zip.usps))},
    {label: 'by other carriers', read: (_, {counts}) => packagesText(sum(counts.zip.other))},
    {label: 'waiting at the end', read: (_, {counts}) => packagesText(sum(counts.zip.backlogEnd))},
    {label: 'Planned at USPS', read: ({facts}) => packagesText(facts.uspsPlannedPackages)},
    {label: 'Target at USPS', read: ({facts}) => packagesText(facts.uspsTargetPackages)},
    {label: 'Only USPS can carry', read: ({facts}) => packagesText(facts.uspsFloorPackages)},
    {label: 'Own minus USPS at the cut', read: ({facts}) => priceUsd(facts.cutDifferenceUsd)},
    {label: 'Fell back', read: (_, one) => percentText(sum(fallbackPackages(one)) / sum(one.counts.zip.demanded), 2)},
    {
      label: 'turned away at the FC',
      read: (_, {counts: {zip}}) => packagesText(sum(zip.divertedUsps) + sum(zip.divertedOther)),
    },
    {label: 'moved on from a full station', read: (_, {counts}) => packagesText(sum(counts.zip.overflow))},
    {label: 'waited at a full station', read: (_, {counts}) => packagesText(sum(counts.zip.waited))},
    {label: 'Stations over capacity', read: (_, __, i) => wholeText(country[i].stationsOverCapacity)},
    {label: 'On time', read: ({ledger}) => percentText(lateness(ledger).onTimeShare)},
    {label: '95 in 100 are late by at most', read: ({ledger}) => `${lateness(ledger).p95DaysLate} d`},
    {label: 'Late package-days', read: (outcome) => packagesText(latePackageDays(outcome.ledger))},
    {
      label: 'at their stated price, not in the cost',
      read: (outcome, {parameters}) => headlineUsd(latePackageDays(outcome.ledger) * value(parameters, 'late_day_usd')),
    },
    {label: 'Days to the door, own', read: (_, __, i) => fixedText(country[i].transitDays.owned, 2)},
    {label: 'Days to the door, USPS', read: (_, __, i) => fixedText(country[i].transitDays.usps, 2)},
    {label: 'USPS revenue, postage', read: (_, {costUsd}) => headlineUsd(costUsd.postage)},
    {label: 'USPS revenue, shortfall', read: (_, {costUsd}) => headlineUsd(costUsd.contractShortfall)},
    {label: 'Volume promised to USPS', read: promisedText},
    {label: 'Paths the promise changes', read: ({planned}) => percentText(planned.promiseBindingShare)},
  ];
  return html`<section><h2>Packages, service and the Postal Service</h2>${recordTable(
    lines,
    [
      {head: '', cell: ({label}) => label},
      ...outcomes.map((outcome, i) => ({head: outcome.name, cell: ({read}: Line) => read(outcome, priced[i], i)})),
    ],
    {lineClass: ({label}) => (/^[a-z]/.test(label) ? 'sub' : '')},
  )}
<p class="soft">A package falls back when it cannot go the planned way on its day: the FC turns it away because its
station is planned full, or the station moves it on to USPS or holds it. Waiting includes packages that a resting
deliverer holds over a Sunday or holiday.</p></section>`;
}

function promisedText(outcome: Outcome, {counts}: Priced): string {
  const {contract} = outcome.twin;
  return contract === null ? 'no contract' : packagesText(promised(outcome, counts, contract).promisedPackages);
}

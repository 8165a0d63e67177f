import {wonPrices} from '@cutover/core';
import {sum} from '../money/counts.ts';
import {postageKeys} from '../money/postage.ts';
import {fixedText, packagesText, priceUsd} from '../format.ts';
import {html, type Markup, nothing} from './html.ts';
import type {ReportInput} from './input.ts';
import {recordTable} from './table.ts';

const ROWS_MAX = 20; // the table `handoff` of the run has all

interface WonLine {
  readonly scenario: string;
  readonly unit: string;
  readonly usdPerPackage: number;
  readonly packages: number;
}

/** Hand-offs whose price was won by a bid, those with most packages first; nothing without bids. */
export function wonPriceTable(input: ReportInput): Markup {
  const lines = input.outcomes.flatMap((_, place) => wonLines(input, place));
  if (lines.length === 0) return nothing;
  const shown = lines.sort((a, b) => b.packages - a.packages).slice(0, ROWS_MAX);
  return html`${recordTable(
    shown,
    [
      {head: 'Price won by a bid at', cell: ({unit}) => unit},
      {head: 'Price', cell: ({usdPerPackage}) => priceUsd(usdPerPackage)},
      {head: 'Packages', cell: ({packages}) => packagesText(packages)},
      {head: 'Postage', cell: ({packages, usdPerPackage}) => `$${fixedText(packages * usdPerPackage, 2)}`},
      {head: 'Scenario', cell: ({scenario}) => scenario, isText: true},
      {head: 'Source', cell: () => 'won.csv of the plan', isText: true},
    ],
    {caption: `${lines.length} hand-offs have a price of their own, won by a bid; ${shown.length} are shown.`},
  )}`;
}

function wonLines({outcomes, priced}: ReportInput, place: number): WonLine[] {
  const {name, twin, ledger} = outcomes[place];
  const keys = postageKeys(twin);
  const won = wonPrices(twin);
  const {usps} = priced[place].rated;
  return keys.flatMap((unit, key) => {
    const usdPerPackage = won.get(unit);
    if (usdPerPackage === undefined) return [];
    const ofEpochs = ledger.epochs.map((_, epoch) => {
      const from = (epoch * keys.length + key) * ledger.classCount;
      return sum(usps.subarray(from, from + ledger.classCount));
    });
    const packages = sum(Float64Array.from(ofEpochs));
    return packages > 0 ? [{scenario: name, unit, usdPerPackage, packages}] : [];
  });
}

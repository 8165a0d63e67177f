import type {BidRow, OfferRow} from '@cutover/core';
import {headlineUsd, percentText, priceUsd, type TextTable, wholeText} from '@cutover/reporting';
import type {AnswerValue} from '@cutover/runner';

const ROWS_MAX = 20; // the file has them all

/** The rows with most volume. */
export function bidBookTable(rows: readonly BidRow[]): TextTable {
  const shown = [...rows].sort((a, b) => b.packagesPerDay - a.packagesPerDay).slice(0, ROWS_MAX);
  const left = rows.length - shown.length;
  const price = (usd: number | undefined): string => priceUsd(usd ?? Number.NaN);
  return {
    head: [
      'Hand-off',
      'tender',
      'a day',
      'walk away',
      'P10',
      'P90',
      'pay at most',
      'planned',
      'floor',
      'agree',
      'goes to',
    ],
    rows: [
      ...shown.map((row) => [
        ...[row.unit, row.tender.replace('_', ' '), wholeText(row.packagesPerDay), price(row.walkAwayUsd)],
        ...[price(row.walkAwayP10Usd), price(row.walkAwayP90Usd), price(row.payUsd), price(row.plannedUsd)],
        ...[`${price(row.floorLowUsd)}-${price(row.floorHighUsd)}`, row.zone, goesText(row)],
      ]),
      ...(left > 0 ? [[`and ${wholeText(left)} more`, ...new Array<string>(9).fill(''), '(--out, --json)']] : []),
    ],
  };
}

/** Where most of the planned packages go without the node, as `own vans 80%`. */
function goesText(row: BidRow): string {
  const ways: [string, number | undefined][] = [
    ['own vans', row.toOwnPackagesPerDay],
    ['hand-offs', row.toMailPackagesPerDay],
    ['list price', row.toListPackagesPerDay],
    ['carriers', row.toOtherPackagesPerDay],
  ];
  const [name, packages = 0] = ways.reduce((most, way) => ((way[1] ?? 0) > (most[1] ?? 0) ? way : most));
  return packages > 0 ? `${name} ${percentText(packages / row.packagesPerDay)}` : '';
}

export function answerTable(answers: readonly AnswerValue[]): TextTable {
  return {
    head: ['Hand-off', 'answer', 'a day at best', 'as planned', 'is worth', 'against plan', 'a quarter later'],
    rows: answers.map(({facilityId, answer, packagesPerDay, plannedUsd, answerUsd, changeUsd, waitUsd}) => [
      ...[facilityId, answer, wholeText(packagesPerDay), headlineUsd(plannedUsd), headlineUsd(answerUsd)],
      ...[headlineUsd(changeUsd, {sign: true}), waitUsd === null ? 'cannot wait' : headlineUsd(-waitUsd, {sign: true})],
    ]),
  };
}

export function offerTable(offers: readonly OfferRow[]): TextTable {
  return {
    head: [
      'Bid for',
      'at',
      'a day',
      'promised a day',
      'walk away',
      'next ones',
      'is worth',
      'no less than',
      'gap',
      'stopped at',
    ],
    rows: offers.map((row) => [
      ...[row.unit, priceUsd(row.usdPerPackage), wholeText(row.packagesPerDay), wholeText(row.promisedPerDay)],
      ...[row.walkAwayUsd, row.marginalUsd].map((usd) => priceUsd(usd ?? Number.NaN)),
      ...[headlineUsd(row.valueUsd), headlineUsd(row.boundUsd), percentText(row.gap, 2), row.whyStopped],
    ]),
  };
}

import type {BidRow} from '@cutover/core';
import {headlineUsd, percentText, priceUsd, type TextTable, wholeText} from '@cutover/reporting';
import type {AnswerValue, GroupOfferRow} from '@cutover/runner';

const ROWS_MAX = 20; // the file has them all

/** The rows with most volume. */
export function bidBookTable(rows: readonly BidRow[]): TextTable {
  const shown = [...rows].sort((a, b) => b.packagesPerDay - a.packagesPerDay).slice(0, ROWS_MAX);
  const left = rows.length - shown.length;
  const price = (usd: number | undefined): string => priceUsd(usd ?? Number.NaN);
  return {
    head: ['Hand-off', 'tender', 'a day', 'walk away', 'P10', 'P90', 'pay at most', 'planned', 'floor', 'agree'],
    rows: [
      ...shown.map((row) => [
        ...[row.unit, row.tender.replace('_', ' '), wholeText(row.packagesPerDay), price(row.walkAwayUsd)],
        ...[price(row.walkAwayP10Usd), price(row.walkAwayP90Usd), price(row.payUsd), price(row.plannedUsd)],
        ...[`${price(row.floorLowUsd)}-${price(row.floorHighUsd)}`, row.zone],
      ]),
      ...(left > 0 ? [[`and ${wholeText(left)} more`, ...new Array<string>(8).fill(''), '(--out, --json)']] : []),
    ],
  };
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

export function offerTable(offers: readonly GroupOfferRow[]): TextTable {
  return {
    head: ['Bid for', 'a day', 'promised a day', 'is worth', 'no less than', 'gap', 'stopped at'],
    rows: offers.map(({unit, packagesPerDay, promisedPerDay, valueUsd, boundUsd, gap, whyStopped}) => [
      ...[unit, wholeText(packagesPerDay), wholeText(promisedPerDay), headlineUsd(valueUsd), headlineUsd(boundUsd)],
      ...[percentText(gap, 2), whyStopped],
    ]),
  };
}

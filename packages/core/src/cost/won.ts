import type {WonRow} from '../model/bid-files.ts';
import {dayNumber} from '../model/date.ts';
import type {Twin} from '../model/twin.ts';

type Won = Pick<Twin, 'won'>;

/** Prices of hand-offs won by bids, on whatever days and for any class: USD per package, by facility_id. */
export function wonPrices({won = []}: Won): ReadonlyMap<string, number> {
  return new Map(
    won.flatMap(({facilityId, usdPerPackage}) => (usdPerPackage === undefined ? [] : [[facilityId, usdPerPackage]])),
  );
}

/** Answers that hold on a day (since 1970-01-01), by facility_id. */
export function answersOn({won = []}: Won, day: number): ReadonlyMap<string, WonRow> {
  const holds = ({from, to}: WonRow): boolean =>
    (from === undefined || dayNumber(from) <= day) && (to === undefined || day < dayNumber(to));
  return new Map(won.filter(holds).map((row) => [row.facilityId, row]));
}

/** The price won at a hand-off on a day; undefined: that of the contract or the list holds. */
export function wonUsd(twin: Won, facilityId: string, day: number): number | undefined {
  return answersOn(twin, day).get(facilityId)?.usdPerPackage;
}

/** Whether the limit of a bid won is in force. @param day - since 1970-01-01 */
export function isLimitedOn(twin: Won, day: number): boolean {
  return [...answersOn(twin, day).values()].some(({packagesPerDay}) => packagesPerDay !== undefined);
}

/** Hand-offs whose bid was lost: nothing enters the mail there. */
export function lostHandoffs({won = []}: Won): ReadonlySet<string> {
  return new Set(won.flatMap(({facilityId, answer}) => (answer === 'lost' ? [facilityId] : [])));
}

/** The same twin at the prices it has without any bid. */
export function withoutBids(twin: Twin): Twin {
  const {won, ...rest} = twin;
  return won === undefined ? twin : rest;
}

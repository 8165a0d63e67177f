import type {WonRow} from '@cutover/core';
import {createOfferScratch, waitingUsd, walkAway} from '@cutover/planning';
import {WAIT_WEEKS} from './bid-book.ts';
import {nodeOffers} from './offers.ts';
import type {OpenPlan} from './scene.ts';
import {termPlan, type TermPlan} from './term.ts';

/** What the answers to one bid are worth over its term, all else as planned; lost is 0, the next best way. */
export interface AnswerValue {
  readonly facilityId: string;
  readonly answer: 'won' | 'lost';
  readonly packagesPerDay: number; // that pay best at the price won, within its limit
  readonly plannedUsd: number; // value of entry as planned, its price paid
  readonly answerUsd: number; // of this answer: at the price won, or 0
  readonly changeUsd: number; // against the plan
  readonly waitUsd: number | null; // of keeping today's way a quarter longer, until there is an answer; null: cannot
}

/** Values each answer to a bid, over its term, at tender for the same day. */
export function answerValues(plan: OpenPlan, rows: readonly WonRow[]): AnswerValue[] {
  const terms = new Map<string, WonRow[]>();
  for (const row of rows) {
    const key = `${row.from ?? ''} ${row.to ?? ''}`;
    terms.set(key, [...(terms.get(key) ?? []), row]);
  }
  const {facilities} = plan.scene.twin;
  const place = new Map(facilities.map(({facilityId}, building) => [facilityId, building]));
  return [...terms.values()]
    .flatMap((ofTerm) => valuesInTerm(termPlan(plan, ofTerm[0]), ofTerm))
    .sort((a, b) => place.get(a.facilityId)! - place.get(b.facilityId)!);
}

function valuesInTerm({plan, isOffered, days}: TermPlan, rows: readonly WonRow[]): AnswerValue[] {
  const scratch = createOfferScratch(plan.bids);
  const {facilities} = plan.scene.twin;
  const rowOf = new Map(rows.map((row) => [row.facilityId, row]));
  const isAsked = (building: number): boolean => rowOf.has(facilities[building].facilityId);
  return nodeOffers(plan, 'same_day', {isOffered, isAsked}).map(({building, offer}): AnswerValue => {
    const {facilityId} = facilities[building];
    const {answer = 'won', usdPerPackage = Infinity, packagesPerDay = Infinity} = rowOf.get(facilityId)!;
    const {planned, valueUsd, curve} = walkAway(plan.bids, offer, scratch);
    const plannedUsd = valueUsd - planned.postageUsd;
    let [answerUsd, packages] = [0, 0];
    for (const point of curve) {
      if (point.packages > packagesPerDay * days) continue;
      const usd = (point.usdPerPackage - usdPerPackage) * point.packages;
      if (usd > answerUsd) [answerUsd, packages] = [usd, point.packages];
    }
    const waitUsd = waitingUsd(plan.bids, offer.zip, WAIT_WEEKS, scratch);
    return {
      ...{facilityId, answer, packagesPerDay: packages / days, plannedUsd, answerUsd},
      changeUsd: answerUsd - plannedUsd,
      waitUsd: waitUsd < Infinity ? waitUsd : null,
    };
  });
}

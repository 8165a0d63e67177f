import type {WonRow} from '@cutover/core';
import {createOfferScratch, waitingUsd, walkAway, wholeUsd} from '@cutover/planning';
import {WAIT_WEEKS} from './bid-book.ts';
import {nodeOffers} from './offers.ts';
import type {OpenPlan} from './scene.ts';

/** What the answers to one bid are worth over the horizon, all else as planned; lost is 0, the next best way. */
export interface AnswerValue {
  readonly facilityId: string;
  readonly answer: 'won' | 'lost';
  readonly packagesPerDay: number; // that pay best at the price won, within its limit
  readonly plannedUsd: number; // value of entry as planned, its price paid
  readonly answerUsd: number; // of this answer: at the price won, or 0
  readonly changeUsd: number; // against the plan
  readonly waitUsd: number | null; // of keeping today's way a quarter longer, until there is an answer; null: cannot
}

/** Values each answer to a bid, at tender for the same day. */
export function answerValues(plan: OpenPlan, rows: readonly WonRow[]): AnswerValue[] {
  const scratch = createOfferScratch(plan.bids);
  const days = plan.bids.days.reduce((sum, each) => sum + each, 0);
  const {facilities} = plan.scene.twin;
  const rowOf = new Map(rows.map((row) => [row.facilityId, row]));
  return nodeOffers(plan, 'same_day').flatMap(({building, offer}): AnswerValue[] => {
    const {facilityId} = facilities[building];
    const row = rowOf.get(facilityId);
    if (row === undefined) return [];
    const {answer = 'won', usdPerPackage = Infinity, packagesPerDay = Infinity} = row;
    const {without, planned, curve} = walkAway(plan.bids, offer, scratch);
    const plannedUsd = without.usd - wholeUsd(planned) - planned.postageUsd;
    let [answerUsd, packages] = [0, 0];
    for (const point of curve) {
      if (point.packages > packagesPerDay * days) continue;
      const usd = (point.usdPerPackage - usdPerPackage) * point.packages;
      if (usd > answerUsd) [answerUsd, packages] = [usd, point.packages];
    }
    const waitUsd = waitingUsd(plan.bids, offer.zip, WAIT_WEEKS, scratch);
    return [
      {
        ...{facilityId, answer, packagesPerDay: packages / days, plannedUsd, answerUsd},
        changeUsd: answerUsd - plannedUsd,
        waitUsd: waitUsd < Infinity ? waitUsd : null,
      },
    ];
  });
}

import type {Issue, Twin, WonRow} from '@cutover/core';
import {createOfferScratch, walkAway, wholeUsd} from '@cutover/planning';
import {nodeOffers} from './offers.ts';
import type {OpenPlan} from './scene.ts';

/** Postal prices and limits of hand-offs, as won: by building; NaN and Infinity where the contract's hold. */
export interface WonTerms {
  readonly usdPerPackage: Float64Array;
  readonly packagesPerDayMax: Float64Array;
}

/** @returns terms, whole when there are no issues */
export function wonTerms(rows: readonly WonRow[], {facilities}: Twin, file: string) {
  const rowOf = new Map(facilities.map(({facilityId}, row) => [facilityId, row]));
  const terms: WonTerms = {
    usdPerPackage: new Float64Array(facilities.length).fill(Number.NaN),
    packagesPerDayMax: new Float64Array(facilities.length).fill(Infinity),
  };
  const issues: Issue[] = [];
  rows.forEach(({facilityId, usdPerPackage, packagesPerDay}, i) => {
    const building = rowOf.get(facilityId);
    const where = {file, row: i + 2, column: 'facility_id', found: `"${facilityId}"`}; // the header is row 1
    if (building === undefined) {
      const fix = 'name a hand-off node of facilities.csv';
      issues.push({...where, rule: 'unknown-facility', expected: 'a facility of the twin', fix});
    } else if (facilities[building].openToBid !== true) {
      const fix = 'drop the row, or set open_to_bid in facilities.csv';
      issues.push({...where, rule: 'not-open-to-bid', expected: 'a node that is open to bids', fix});
    } else {
      terms.usdPerPackage[building] = usdPerPackage;
      terms.packagesPerDayMax[building] = packagesPerDay;
    }
  });
  return {terms, issues};
}

/** What an answer to one bid is worth over the horizon, all else as planned. */
export interface AnswerValue {
  readonly facilityId: string;
  readonly packagesPerDay: number; // that pay best at the price won, within its limit
  readonly plannedUsd: number; // value of entry as planned, its price paid
  readonly wonUsd: number; // at the price won; lost it is worth 0: value is measured by the next best way
  readonly changeUsd: number; // won, against the plan
}

/** Values win and lose for each won row, at tender for the same day. */
export function answerValues(plan: OpenPlan, {usdPerPackage, packagesPerDayMax}: WonTerms): AnswerValue[] {
  const scratch = createOfferScratch(plan.bids);
  const days = plan.bids.days.reduce((sum, each) => sum + each, 0);
  return nodeOffers(plan, 'same_day')
    .filter(({building}) => !Number.isNaN(usdPerPackage[building]))
    .map(({building, offer}) => {
      const {without, planned, curve} = walkAway(plan.bids, offer, scratch);
      let [wonUsd, packages] = [0, 0];
      for (const point of curve) {
        if (point.packages > packagesPerDayMax[building] * days) continue;
        const usd = (point.usdPerPackage - usdPerPackage[building]) * point.packages;
        if (usd > wonUsd) [wonUsd, packages] = [usd, point.packages];
      }
      const plannedUsd = without.usd - wholeUsd(planned) - planned.postageUsd;
      return {
        facilityId: plan.scene.twin.facilities[building].facilityId,
        packagesPerDay: packages / days,
        plannedUsd,
        wonUsd,
        changeUsd: wonUsd - plannedUsd,
      };
    });
}

import {laneTripsUsd, type Outcome, type ParameterSet, type Reads, recordReads} from '@cutover/core';
import {countOutcome, type Counts, sum} from '../money/counts.ts';
import {fixedUsdByBuilding} from '../money/fixed.ts';
import {lastMileUsdByZip, routeRoundingUsd} from '../money/last-mile.ts';
import {laneUsd, sortUsdByBuilding} from '../money/linehaul.ts';
import {ratesOf} from '../money/mean-day.ts';
import {otherCarrierCost} from '../money/other-carrier.ts';
import {type CostPart, costParts} from '../money/parts.ts';
import {type Postage, postageOf} from '../money/postage.ts';
import {shortfallUsd} from '../money/shortfall.ts';

/** What a ledger was added up to, once, before anything is watched. */
export interface Counted {
  readonly counts: Counts;
  readonly postage: Postage;
}

type Formula = (outcome: Outcome, counted: Counted, p: ParameterSet) => number;

/** Each part of a cost by itself, as `priceOutcome` has it before rounding to the cent. */
export const partFormulas: Readonly<Record<CostPart, Formula>> = {
  linehaul: ({twin, ledger}, _, p) => sum(laneUsd(ledger.laneTrips, laneTripsUsd(twin, p))),
  sort: (outcome) => sum(sortUsdByBuilding(outcome)),
  lastMile({twin, ledger}, _, p) {
    const rates = ratesOf(twin, p);
    return sum(lastMileUsdByZip(ledger, rates)) + routeRoundingUsd(ledger, rates);
  },
  postage: (outcome, {counts}, p) => sum(postageOf(outcome, counts, p).zipUsd),
  otherCarrier: (outcome, {counts}, p) => sum(otherCarrierCost(outcome, counts, p).zipUsd),
  fixed: (outcome) => sum(fixedUsdByBuilding(outcome)),
  contractShortfall: (outcome, {counts, postage}, p) => shortfallUsd(outcome, counts, postage, p),
};

/** What the price of each part reads. */
export type PriceReads = Readonly<Record<CostPart, Reads>>;

/**
 * Prices an outcome again, part by part, and notes what each reads of the twin.
 *
 * @param p - every parameter at its base
 */
export function recordPrices(outcome: Outcome, p: ParameterSet): PriceReads {
  const counts = countOutcome(outcome);
  const counted: Counted = {counts, postage: postageOf(outcome, counts, p)};
  const record = (work: (outcome: Outcome, p: ParameterSet) => unknown): Reads => {
    const recorder = recordReads(outcome.twin, p);
    work({...outcome, twin: recorder.twin}, recorder.p);
    return recorder.reads;
  };
  const parts = costParts.map((part) => [part, record((watched, at) => partFormulas[part](watched, counted, at))]);
  return Object.fromEntries(parts) as Record<CostPart, Reads>;
}

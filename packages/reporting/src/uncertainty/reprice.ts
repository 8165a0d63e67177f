import {
  compileTariff,
  type Facility,
  GROUND_SAVER,
  type LastMileRates,
  lastMileRates,
  measureParcel,
  type Outcome,
  type ParameterSet,
  SORT_CENTRE,
  STATION_HANDLING,
  tariffUsd,
  triangularQuantile,
} from '@cutover/core';
import {isSorting} from '../money/linehaul.ts';
import {firstDayOf} from '../money/postage.ts';
import type {Priced} from '../money/price.ts';
import {growthFactor, touchUsd} from '../range/influences.ts';
import {cubeDrivenUsd, type LaneKinds, tripsUsd} from '../range/lane-kinds.ts';
import {mailUsd, postageTerms, postageUsd} from './postage-terms.ts';
import {roadCells, roadUsd} from './road-cells.ts';
import {atBase, drawnParameters, type Shares} from './shares.ts';

/** What a finished run costs in all, in USD, under a joint draw of everything that can be repriced. */
export type Repricer = (shares: Shares) => number;

/**
 * Prepares a finished run for thousands of draws. All numbers of a draw act at once, so that wage times minutes and
 * discount times volume count as products, not as the sum of two swings.
 *
 * @param isPriceDerived - the contract's prices follow revenue over volume and have no draw of their own
 */
export function repricer(outcome: Outcome, priced: Priced, isPriceDerived: boolean): Repricer {
  const {twin, ledger} = outcome;
  const days = {twin, ledger}; // all that stays of the outcome
  const {parameters: base, costUsd, laneKinds: kinds} = priced;
  const mail = postageTerms(outcome, priced, isPriceDerived);
  const cells = roadCells(outcome, priced);
  const touches = touchParts(outcome);
  const saverUsd = firstSaverUsd(days);
  const baseSaverUsd = costUsd.otherCarrier === 0 ? 1 : saverUsd(base);
  const hasGrowth = twin.parameters.some(({name}) => name === 'growth_per_year');

  const raw: Repricer = (shares) => {
    const p = drawnParameters(twin.parameters, shares);
    const volume = hasGrowth ? growthFactor(days, p, base) : 1;
    const otherFactor = costUsd.otherCarrier === 0 ? 0 : saverUsd(p) / baseSaverUsd;
    return (
      volume * linehaulUsd(kinds, p, base) +
      volume * sortUsd(touches, shares) +
      roadUsd(cells, lastMileRates(p, kinds.meanCubeFt3), volume) +
      mailUsd(mail, shares, volume) +
      volume * otherFactor * costUsd.otherCarrier +
      costUsd.fixed
    );
  };
  const rounding = costUsd.total - raw(atBase); // of the sums, far below a dollar's thousandth part of the total
  return (shares) => raw(shares) + rounding;
}

/** What a draw multiplies numbers of a finished run by. Linehaul, sort and postage move as the nation's do. */
export interface DrawnFactors {
  readonly rates: LastMileRates;
  readonly volume: number;
  readonly linehaul: number; // of a package
  readonly sort: number; // of a package
  readonly postage: number; // of a package
}

export function drawnFactors(outcome: Outcome, priced: Priced, isPriceDerived: boolean) {
  const {twin, ledger} = outcome;
  const {parameters: base, laneKinds: kinds} = priced;
  const mail = postageTerms(outcome, priced, isPriceDerived);
  const touches = touchParts(outcome);
  const hasGrowth = twin.parameters.some(({name}) => name === 'growth_per_year');
  const [lanes, sort, postage] = [linehaulUsd(kinds, base, base), sortUsd(touches, atBase), postageUsd(mail, atBase)];
  const factor = (usd: number, atBaseUsd: number): number => (atBaseUsd === 0 ? 1 : usd / atBaseUsd);
  return (shares: Shares): DrawnFactors => {
    const p = drawnParameters(twin.parameters, shares);
    return {
      rates: lastMileRates(p, kinds.meanCubeFt3),
      volume: hasGrowth ? growthFactor({twin, ledger}, p, base) : 1,
      linehaul: factor(linehaulUsd(kinds, p, base), lanes),
      sort: factor(sortUsd(touches, shares), sort),
      postage: factor(postageUsd(mail, shares), postage),
    };
  };
}

/** Trips that cube asks for follow the usable cube; those a schedule asks for do not. */
function linehaulUsd(kinds: LaneKinds, p: ParameterSet, base: ParameterSet): number {
  const usd = tripsUsd(kinds, p);
  const share = base.values.get('trailer_usable_share');
  if (share === undefined || share === p.values.get('trailer_usable_share')) return usd;
  const asBefore = {...p, values: new Map([...p.values, ['trailer_usable_share', share]])};
  return usd + cubeDrivenUsd(kinds, p) - cubeDrivenUsd(kinds, asBefore);
}

interface TouchParts {
  readonly stations: number; // USD, at base
  readonly centres: number;
}

function touchParts({twin, ledger}: Outcome): TouchParts {
  const usd = (isOne: (facility: Facility) => boolean) =>
    twin.facilities.reduce(
      (sum, each, row) => (isOne(each) ? sum + ledger.buildingPackages[row] * each.handlingUsdPerPackage : sum),
      0,
    );
  return {
    stations: usd((each) => each.facilityType === 'ds'),
    centres: usd((each) => isSorting(each) && each.facilityType !== 'ds'),
  };
}

function sortUsd({stations, centres}: TouchParts, shares: Shares): number {
  const factor = (name: keyof typeof touchUsd) =>
    triangularQuantile(touchUsd[name], shares(name)) / touchUsd[name].base;
  return stations * factor(STATION_HANDLING) + centres * factor(SORT_CENTRE);
}

/** Another carrier's price of the first class in the nearest zone: its modifiers are factors on every price. */
function firstSaverUsd({twin, ledger}: Pick<Outcome, 'twin' | 'ledger'>): (p: ParameterSet) => number {
  const day = firstDayOf({twin, ledger}, 0);
  const parcel = measureParcel(twin.mix[0], day);
  const card = {
    rates: twin.rates.filter(({product}) => product === GROUND_SAVER),
    modifiers: twin.modifiers.filter(({product}) => product === GROUND_SAVER),
  };
  return (p) => tariffUsd(compileTariff(card, p, GROUND_SAVER, '2', day), parcel);
}

import {dayNumber} from '../model/date.ts';
import type {MixClass} from '../model/demand.ts';
import {DataError} from '../model/issue.ts';
import type {Contract, EntryLevel} from '../model/price.ts';
import type {Twin} from '../model/twin.ts';
import {billableWeightLb, isOversize} from './cube.ts';
import {type ParameterSet, value} from './parameters.ts';
import {type RateSteps, rateSteps, stepOf} from './tariff.ts';

const PARCEL_SELECT = 'parcel_select';

/**
 * What USPS charges for one package entered at a level: the contract's price while it is in force and has a row for
 * the entry and weight, else Parcel Select list x (1 + `parcel_select_uplift`).
 *
 * @param day - days since 1970-01-01, as `dayNumber` gives
 * @returns `[class]`, USD per package
 * @throws DataError if neither has a price, or a class is heavier than the rate card goes
 */
export function handoffUsd(
  twin: Pick<Twin, 'mix' | 'rates' | 'contract'>,
  p: ParameterSet,
  day: number,
  entry: EntryLevel,
): Float64Array {
  const {contract, rates} = twin;
  const inForce = contract !== null && day >= dayNumber(contract.startsOn) && day <= dayNumber(contract.endsOn);
  const uplift = 1 + value(p, 'parcel_select_uplift');
  const cards = new Map<string, RateSteps>(); // read when the first class needs one: few twins have oversize classes
  return Float64Array.from(twin.mix, (mixClass) => {
    const billableLb = billableWeightLb(mixClass, day);
    const contractUsd = inForce ? contractPriceUsd(contract, p, entry, billableLb) : undefined;
    if (contractUsd !== undefined) return contractUsd;
    const rateKey = isOversize(mixClass, day) ? `${entry}_oversize` : entry;
    const card = cards.get(rateKey) ?? rateSteps(rates, PARCEL_SELECT, rateKey, day);
    cards.set(rateKey, card);
    return listUsd(card, mixClass, billableLb) * uplift;
  });
}

/** The row with the smallest weight that is not under the billable one; a row without weight comes after all others. */
function contractPriceUsd(
  contract: Contract,
  p: ParameterSet,
  entry: EntryLevel,
  billableLb: number,
): number | undefined {
  const limitLb = (price: Contract['prices'][number]) => price.weightToLb ?? Infinity;
  const rows = contract.prices.filter((price) => price.entry === entry && limitLb(price) >= billableLb);
  if (rows.length === 0) return undefined;
  const lightest = rows.reduce((best, price) => (limitLb(price) < limitLb(best) ? price : best));
  return lightest.usdPerPackage[p.contractPrice];
}

/** The weight limit holds for the scale: a light package whose dimensions bill beyond the last step pays the last. */
function listUsd(steps: RateSteps, mixClass: MixClass, billableLb: number): number {
  const last = steps.weightToLb.length - 1;
  if (mixClass.weightLb > steps.weightToLb[last]) {
    throw new DataError(
      `class "${mixClass.classId}" weighs ${mixClass.weightLb} lb but ${PARCEL_SELECT} ends at ` +
        `${steps.weightToLb[last]} lb; lighten the class in mix.csv or add a price`,
    );
  }
  return steps.usd[Math.min(stepOf(steps, billableLb), last)];
}

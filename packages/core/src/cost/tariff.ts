import {isoDate} from '../model/date.ts';
import {DataError} from '../model/issue.ts';
import type {Modifier} from '../model/modifier.ts';
import type {Confidence, Rate} from '../model/price.ts';
import {activeModifiers, type ActiveModifier, appliesTo, applyModifier} from './modifiers.ts';
import type {ParcelMeasures} from './parcel.ts';
import type {ParameterSet} from './parameters.ts';

/** One column of a rate card: prices by weight not over, ascending. */
export interface RateSteps {
  readonly weightToLb: Float64Array; // [step]
  readonly usd: Float64Array; // [step]
  readonly from: string;
  readonly to?: string; // first day no longer in force
  readonly standsIn: boolean; // no card is in force on the day: this one was the last
  readonly provenance: readonly StepSource[]; // [step]: a card may be pieced together
}

/** Where one step of a card is from. */
export interface StepSource {
  readonly confidence: Confidence;
  readonly source: string;
}

/** Everything that prices a product at one entry or zone on one day. */
export interface Tariff {
  readonly product: string;
  readonly rateKey: string;
  readonly card: RateSteps;
  readonly oversize: RateSteps | null; // of `KEY_oversize`; flat for any weight
  readonly limits: ProductLimits;
  readonly modifiers: readonly ActiveModifier[]; // in order
}

/** What a product takes, and what it charges for billable weight beyond its card. */
export interface ProductLimits {
  readonly weightLbMax: number; // on the scale
  readonly lengthPlusGirthInMax: number; // beyond: the oversize price, where there is one
  readonly oversizeInMax: number;
  readonly beyondCard: 'lastStep' | 'straightLine' | 'refuse'; // the last step of a whole card; a line through two
}

// 70 lb and 108 in, to 130 in at the oversize price: https://about.usps.com/postal-bulletin/2019/pb22511/html/
// updt_004.htm
const USPS_LIMITS: ProductLimits = {
  ...{weightLbMax: 70, lengthPlusGirthInMax: 108, oversizeInMax: 130, beyondCard: 'lastStep'},
};
const LIMITS: Readonly<Record<string, ProductLimits>> = {
  parcel_select: USPS_LIMITS,
  ground_advantage_commercial: USPS_LIMITS,
  // UPS takes 150 lb (general knowledge); the public list ends at 20.
  ground_saver: {...noLimits(), weightLbMax: 150, beyondCard: 'straightLine'},
};

/** Of a product this code does not know: none but the end of its card. */
export function productLimits(product: string): ProductLimits {
  return LIMITS[product] ?? noLimits();
}

function noLimits(): ProductLimits {
  return {
    ...{weightLbMax: Infinity, lengthPlusGirthInMax: Infinity, oversizeInMax: Infinity, beyondCard: 'refuse'},
  };
}

/**
 * The rate card of a product and key on a day: the newest in force or, when none is, the latest that was. The second
 * happens where a successor is known to exist but its prices are not public.
 *
 * @param day - days since 1970-01-01
 * @throws DataError if the product has no such key by that day
 */
export function rateSteps(rates: readonly Rate[], product: string, rateKey: string, day: number): RateSteps {
  const card = findSteps(rates, product, rateKey, day);
  if (card !== null) return card;
  throw new DataError(
    `tariffs hold no "${product}" price for "${rateKey}" from ${isoDate(day)} or before; add its rows`,
  );
}

function findSteps(rates: readonly Rate[], product: string, rateKey: string, day: number): RateSteps | null {
  const date = isoDate(day);
  const started = rates.filter((row) => row.product === product && row.rateKey === rateKey && row.from <= date);
  const inForce = started.filter((row) => row.to === undefined || date < row.to);
  const candidates = inForce.length > 0 ? inForce : started;
  const newest = candidates.reduce((from, row) => (row.from > from ? row.from : from), '');
  const card = candidates.filter((row) => row.from === newest).sort((a, b) => a.weightToLb - b.weightToLb);
  if (card.length === 0) return null;
  const [{from, to}] = card;
  return {
    weightToLb: Float64Array.from(card, (row) => row.weightToLb),
    usd: Float64Array.from(card, (row) => row.usd),
    ...{from, ...(to === undefined ? {} : {to}), standsIn: inForce.length === 0},
    provenance: card.map(({confidence, source}) => ({confidence, source})),
  };
}

/** Index of the first step that is not under `weightLb`; the number of steps if it is beyond the last. */
export function stepOf(steps: Pick<RateSteps, 'weightToLb'>, weightLb: number): number {
  let step = 0;
  while (step < steps.weightToLb.length && steps.weightToLb[step] < weightLb) step++;
  return step;
}

/**
 * Reads the card and the modifiers of a product at an entry or zone on a day. A card without zone 1 prices it as 2.
 *
 * @param day - ship date, days since 1970-01-01
 * @throws DataError if there is no card by that day, or a modifier names an unknown parameter
 */
export function compileTariff(
  {rates, modifiers}: {readonly rates: readonly Rate[]; readonly modifiers: readonly Modifier[]},
  p: ParameterSet,
  product: string,
  rateKey: string,
  day: number,
): Tariff {
  const hasKey = rates.some((row) => row.product === product && row.rateKey === rateKey);
  const cardKey = rateKey === '1' && !hasKey ? '2' : rateKey;
  return {
    product,
    rateKey,
    card: rateSteps(rates, product, cardKey, day),
    oversize: findSteps(rates, product, `${cardKey}_oversize`, day),
    limits: productLimits(product),
    modifiers: activeModifiers(modifiers, p, product, rateKey, day),
  };
}

/** Why a product does not take a parcel, as in `over 70 lb`; undefined where it does. */
export function refusalOf({card, oversize, limits}: Tariff, parcel: ParcelMeasures): string | undefined {
  if (parcel.actualLb > limits.weightLbMax) return `over ${limits.weightLbMax} lb`;
  if (parcel.lengthPlusGirthIn > limits.oversizeInMax) return `length plus girth over ${limits.oversizeInMax} in`;
  const isOversize = parcel.lengthPlusGirthIn > limits.lengthPlusGirthInMax;
  if (isOversize && oversize === null) return `length plus girth over ${limits.lengthPlusGirthInMax} in`;
  const lastLb = card.weightToLb[card.weightToLb.length - 1];
  if (isOversize || parcel.billableLb <= lastLb || goesBeyond(limits, lastLb, parcel.billableLb)) return undefined;
  return limits.beyondCard === 'straightLine'
    ? `billed over ${limits.weightLbMax} lb`
    : `billed over ${lastLb} lb, where the card ends`;
}

/** Dimensions may bill beyond the heaviest parcel there is, not beyond a card that is known in part. */
function goesBeyond({beyondCard, weightLbMax}: ProductLimits, lastLb: number, billableLb: number): boolean {
  if (beyondCard === 'straightLine') return billableLb <= weightLbMax;
  return beyondCard === 'lastStep' && lastLb >= weightLbMax;
}

/** USD for one parcel; NaN where the product does not take it (`refusalOf` says why). */
export function tariffUsd(tariff: Tariff, parcel: ParcelMeasures): number {
  if (refusalOf(tariff, parcel) !== undefined) return Number.NaN;
  let usd = cardUsd(tariff, parcel);
  for (const active of tariff.modifiers) {
    if (appliesTo(active.modifier, parcel)) usd = applyModifier(active, usd);
  }
  return usd;
}

/** Where the price of `cardUsd` is from, and the last weight of the card if it goes on beyond that along a line. */
export function cardSource(
  {card, oversize, limits}: Tariff,
  {billableLb, lengthPlusGirthIn}: ParcelMeasures,
): StepSource & {readonly lineFromLb?: number} {
  if (oversize !== null && lengthPlusGirthIn > limits.lengthPlusGirthInMax) return oversize.provenance[0];
  const last = card.usd.length - 1;
  const step = stepOf(card, billableLb);
  if (step <= last) return card.provenance[step];
  const {source} = card.provenance[last];
  if (limits.beyondCard === 'lastStep' || last === 0) return card.provenance[last];
  return {confidence: 'assumption', source, lineFromLb: card.weightToLb[last]};
}

/** Price of the card alone, before modifiers. */
export function cardUsd({card, oversize, limits}: Tariff, {billableLb, lengthPlusGirthIn}: ParcelMeasures): number {
  if (oversize !== null && lengthPlusGirthIn > limits.lengthPlusGirthInMax) return oversize.usd[0];
  const {weightToLb, usd} = card;
  const step = stepOf(card, billableLb);
  const last = usd.length - 1;
  if (step <= last) return usd[step];
  if (limits.beyondCard === 'lastStep' || last === 0) return usd[last];
  const usdPerLb = (usd[last] - usd[last - 1]) / (weightToLb[last] - weightToLb[last - 1]);
  return usd[last] + (billableLb - weightToLb[last]) * usdPerLb;
}

import type {Confidence, Contract, EntryLevel} from '../model/price.ts';
import type {Twin} from '../model/twin.ts';
import {appliesTo, applyModifier} from './modifiers.ts';
import {measureParcel, type Parcel, type ParcelMeasures} from './parcel.ts';
import type {ParameterSet} from './parameters.ts';
import {contractPriceUsd} from './postage.ts';
import {cardSource, cardUsd, compileTariff, refusalOf, type Tariff, tariffUsd} from './tariff.ts';

const ENTRIES: readonly EntryLevel[] = ['ddu', 'dhub', 'dscf'];

/** One way to pay for a parcel: a product at an entry, or by zone. */
export interface RateOption {
  readonly name: string; // as in `parcel_select_ddu`, `ground_saver`
  readonly product: string; // `contract` for the NSA
  readonly entry?: EntryLevel; // absent: by zone
}

/** What a price is made of: the card or contract first, then each modifier. */
export interface PriceLine {
  readonly what: string;
  readonly changeUsd: number;
  readonly usd: number; // after it
  readonly confidence: Confidence;
  readonly source: string;
}

/** A parcel under one option; without a price where the option does not take it, and why. */
export interface RatedOption extends RateOption {
  readonly usd: number | null;
  readonly refusal: string | null;
  readonly lines: readonly PriceLine[];
}

export interface ShipmentToRate {
  readonly day: number; // ship date, days since 1970-01-01
  readonly zone: number | undefined; // none: options by zone have no price
  readonly parcel: Parcel;
}

type Prices = Pick<Twin, 'rates' | 'modifiers' | 'contract'>;

/** Every option a twin has prices for: its contract, products by entry, products by zone, in this order. */
export function rateOptions({rates, contract}: Prices): RateOption[] {
  const products = [...new Set(rates.map(({product}) => product))].sort();
  const hasEntry = (product: string) => rates.some((rate) => rate.product === product && isEntry(rate.rateKey));
  const byEntry = [...(contract === null ? [] : [CONTRACT]), ...products.filter(hasEntry)];
  return [
    ...byEntry.flatMap((product) => ENTRIES.map((entry) => ({name: `${product}_${entry}`, product, entry}))),
    ...products.filter((product) => !hasEntry(product)).map((product) => ({name: product, product})),
  ];
}

export const CONTRACT = 'contract';

function isEntry(rateKey: string): boolean {
  return ENTRIES.some((entry) => entry === rateKey);
}

/** Rates a parcel under every option on its ship date, line by line. */
export function rateParcel(prices: Prices, p: ParameterSet, shipment: ShipmentToRate): RatedOption[] {
  const parcel = measureParcel(shipment.parcel, shipment.day);
  return rateOptions(prices).map((option) => {
    if (option.product === CONTRACT) return rateContract(prices, p, option, parcel, shipment.day);
    const key = option.entry ?? (shipment.zone === undefined ? undefined : String(shipment.zone));
    if (key === undefined) return refused(option, 'no zone: no SCF serves the ZIP3');
    const tariff = tariffOn(prices, p, option.product, key, shipment.day);
    return tariff === null ? refused(option, `no card for "${key}" on this day`) : rateList(option, tariff, parcel);
  });
}

/** The tariff of a product, or null where it has no card by the day. */
export function tariffOn(prices: Prices, p: ParameterSet, product: string, key: string, day: number): Tariff | null {
  const {rates} = prices;
  const hasCard = (rateKey: string) =>
    rates.some((rate) => rate.product === product && rate.rateKey === rateKey && startsBy(rate.from, day));
  if (!hasCard(key) && !(key === '1' && hasCard('2'))) return null;
  return compileTariff(prices, p, product, key, day);
}

function startsBy(date: string, day: number): boolean {
  return Date.parse(date) / MS_PER_DAY <= day;
}

const MS_PER_DAY = 86_400_000;

function refused(option: RateOption, refusal: string): RatedOption {
  return {...option, usd: null, refusal, lines: []};
}

function rateList(option: RateOption, tariff: Tariff, parcel: ParcelMeasures): RatedOption {
  const refusal = refusalOf(tariff, parcel);
  if (refusal !== undefined) return refused(option, refusal);
  const {card} = tariff;
  let usd = cardUsd(tariff, parcel);
  const stand = card.standsIn ? `, which stands in: its successor of ${card.to ?? ''} is not public` : '';
  const {confidence, source, lineFromLb} = cardSource(tariff, parcel);
  const line = lineFromLb === undefined ? '' : `, beyond its end at ${lineFromLb} lb along a straight line`;
  const what = `${tariff.product} ${tariff.rateKey}, card of ${card.from}${stand}${line}: ${billedText(parcel)}`;
  const lines: PriceLine[] = [
    {what, changeUsd: usd, usd, confidence: card.standsIn ? 'assumption' : confidence, source},
  ];
  for (const active of tariff.modifiers) {
    if (!appliesTo(active.modifier, parcel)) continue;
    const after = applyModifier(active, usd);
    const {name, confidence, source} = active.modifier;
    lines.push({what: name, changeUsd: after - usd, usd: after, confidence, source});
    usd = after;
  }
  return {...option, usd: tariffUsd(tariff, parcel), refusal: null, lines};
}

function rateContract(
  prices: Prices,
  p: ParameterSet,
  option: RateOption,
  parcel: ParcelMeasures,
  day: number,
): RatedOption {
  const {contract} = prices;
  const usd = contractUsd(prices, p, option.entry!, parcel, day);
  if (typeof usd === 'string') return refused(option, usd);
  const {name, confidence, source} = contract!;
  const what = `${name}, ${option.entry}: ${billedText(parcel)}`;
  return {...option, usd, refusal: null, lines: [{what, changeUsd: usd, usd, confidence, source}]};
}

/** The contract's price of a parcel, or why it has none. */
export function contractUsd(
  {contract}: {readonly contract: Contract | null},
  p: ParameterSet,
  entry: EntryLevel,
  parcel: ParcelMeasures,
  day: number,
): number | string {
  const {weightLbMax, oversizeInMax} = contractLimits;
  if (parcel.actualLb > weightLbMax) return `over ${weightLbMax} lb`;
  if (parcel.lengthPlusGirthIn > oversizeInMax) return `length plus girth over ${oversizeInMax} in`;
  return contractPriceUsd(contract, p, day, entry, parcel.billableLb) ?? 'the contract is not in force, or has no row';
}

export const contractLimits = {weightLbMax: 70, oversizeInMax: 130} as const; // of Parcel Select, which it stands on

/** As in `3 lb actual, 16 lb billed by dimensions`. */
function billedText({actualLb, dimensionalLb, billableLb}: ParcelMeasures): string {
  const by = dimensionalLb > actualLb ? ' by dimensions' : '';
  return `${actualLb} lb actual, ${billableLb < 1 ? 'under 1' : billableLb} lb billed${by}`;
}

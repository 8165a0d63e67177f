import {dayNumber} from '../model/date.ts';
import {DataError} from '../model/issue.ts';
import type {Contract, EntryLevel} from '../model/price.ts';
import type {Twin} from '../model/twin.ts';
import {measureParcel} from './parcel.ts';
import type {ParameterSet} from './parameters.ts';
import {compileTariff, refusalOf, type Tariff, tariffUsd} from './tariff.ts';

export const PARCEL_SELECT = 'parcel_select';

/**
 * What USPS charges for one package entered at a level: the contract's price while it is in force and has a row for
 * the entry and weight, else Parcel Select list with its modifiers.
 *
 * @param day - days since 1970-01-01, as `dayNumber` gives
 * @returns `[class]`, USD per package
 * @throws DataError if neither has a price, or a class is heavier or larger than the product takes
 */
export function handoffUsd(
  twin: Pick<Twin, 'mix' | 'rates' | 'modifiers' | 'contract'>,
  p: ParameterSet,
  day: number,
  entry: EntryLevel,
): Float64Array {
  let list: Tariff | undefined; // read when the first class needs it: under a contract none may
  return Float64Array.from(twin.mix, (mixClass) => {
    const parcel = measureParcel(mixClass, day);
    const contractUsd = contractPriceUsd(twin.contract, p, day, entry, parcel.billableLb);
    if (contractUsd !== undefined) return contractUsd;
    list ??= compileTariff(twin, p, PARCEL_SELECT, entry, day);
    const refusal = refusalOf(list, parcel);
    if (refusal === undefined) return tariffUsd(list, parcel);
    throw new DataError(
      `class "${mixClass.classId}" is no ${PARCEL_SELECT}: ${refusal}; change the class in mix.csv or add a price`,
    );
  });
}

/**
 * The contract's price on a day: the row with the smallest weight that is not under the billable one; a row without
 * weight comes after all others. Undefined where it is not in force or has no row.
 */
export function contractPriceUsd(
  contract: Contract | null,
  p: ParameterSet,
  day: number,
  entry: EntryLevel,
  billableLb: number,
): number | undefined {
  if (contract === null || day < dayNumber(contract.startsOn) || day > dayNumber(contract.endsOn)) return undefined;
  const limitLb = (price: Contract['prices'][number]) => price.weightToLb ?? Infinity;
  const rows = contract.prices.filter((price) => price.entry === entry && limitLb(price) >= billableLb);
  if (rows.length === 0) return undefined;
  const lightest = rows.reduce((best, price) => (limitLb(price) < limitLb(best) ? price : best));
  return lightest.usdPerPackage[p.contractPrice];
}

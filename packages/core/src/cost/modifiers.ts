import {isoDate} from '../model/date.ts';
import type {Modifier} from '../model/modifier.ts';
import type {ParcelMeasures} from './parcel.ts';
import {type ParameterSet, value} from './parameters.ts';

/** A modifier in force, with its number. */
export interface ActiveModifier {
  readonly modifier: Modifier;
  readonly value: number;
}

/**
 * The modifiers of a product at an entry or zone on a day, in the order they are taken; of equal order, by name.
 *
 * @throws DataError if one names an unknown parameter
 */
export function activeModifiers(
  modifiers: readonly Modifier[],
  p: ParameterSet,
  product: string,
  rateKey: string,
  day: number,
): ActiveModifier[] {
  const date = isoDate(day);
  return modifiers
    .filter((row) => row.product === product && row.from <= date && (row.to === undefined || date < row.to))
    .filter((row) => row.rateKeys === undefined || row.rateKeys.split(' ').includes(rateKey))
    .sort((a, b) => a.sortOrder - b.sortOrder || (a.name < b.name ? -1 : 1))
    .map((modifier) => ({modifier, value: modifier.value ?? value(p, modifier.parameter ?? '')}));
}

/** Whether a parcel's billable weight and measure lie in the modifier's band. */
export function appliesTo(modifier: Modifier, parcel: ParcelMeasures): boolean {
  const {weightOverLb = 0, weightToLb = Infinity, measure, measureOver = 0, measureTo = Infinity} = modifier;
  if (weightOverLb > 0 && !(parcel.billableLb > weightOverLb)) return false;
  if (parcel.billableLb > weightToLb) return false;
  if (measure === undefined) return true;
  const measured = measureOf(parcel, measure);
  return measured > measureOver && measured <= measureTo;
}

function measureOf(parcel: ParcelMeasures, measure: NonNullable<Modifier['measure']>): number {
  if (measure === 'length_in') return parcel.longestIn;
  return measure === 'volume_ft3' ? parcel.volumeFt3 : parcel.lengthPlusGirthIn;
}

/** The price after a modifier. */
export function applyModifier({modifier: {rule}, value: by}: ActiveModifier, usd: number): number {
  switch (rule) {
    case 'percent':
      return usd * (1 + by);
    case 'discount':
      return usd * (1 - by);
    case 'per_package':
      return usd + by;
    case 'minimum':
      return Math.max(usd, by);
  }
}

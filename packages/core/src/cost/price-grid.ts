// Every price of an option as a table over bands, so that millions of shipments are rated by looking up: what a tariff
// does between two of its edges (steps, limits, bands of modifiers) is the same, so one parcel in each band is enough.
import {dayNumber} from '../model/date.ts';
import type {Twin} from '../model/twin.ts';
import {dimensionRuleDays, type ParcelMeasures} from './parcel.ts';
import type {ParameterSet} from './parameters.ts';
import {CONTRACT, contractLimits, contractUsd, rateOptions, type RateOption, tariffOn} from './rating.ts';
import {productLimits, tariffUsd} from './tariff.ts';

type Prices = Pick<Twin, 'rates' | 'modifiers' | 'contract'>;

/** Edges of an option's bands, ascending; a value lies in the band of the first edge not under it, or in the last. */
export interface GridEdges {
  readonly weightLb: readonly number[]; // billable; below a pound the steps there are, then whole pounds; none beyond
  readonly clampsWeight: boolean; // beyond the last: priced as the last; otherwise no price
  readonly actualLb: readonly number[];
  readonly lengthIn: readonly number[];
  readonly volumeFt3: readonly number[];
  readonly lengthPlusGirthIn: readonly number[];
}

/** Prices of one option on the days of one stretch. */
export interface PriceGrid {
  readonly option: RateOption;
  readonly edges: GridEdges;
  readonly zones: readonly number[]; // [zone], of an option by zone; [0] of one by entry
  readonly usd: Float64Array; // [zone][weight][actual][length][volume][girth], NaN: not taken
}

/** First days of the stretches on which no price changes, ascending, since 1970-01-01; the first is the earliest. */
export function priceStretchDays({rates, modifiers, contract}: Prices, earliest: number): number[] {
  const days = new Set([earliest, ...dimensionRuleDays]);
  for (const {from, to} of [...rates, ...modifiers]) {
    days.add(dayNumber(from));
    if (to !== undefined) days.add(dayNumber(to));
  }
  if (contract !== null) days.add(dayNumber(contract.startsOn)).add(dayNumber(contract.endsOn) + 1);
  return [...days].filter((day) => day >= earliest).sort((a, b) => a - b);
}

/** The grids of every option on a day, in the order of `rateOptions`. */
export function priceGrids(prices: Prices, p: ParameterSet, day: number): PriceGrid[] {
  return rateOptions(prices).map((option) => {
    const edges = edgesOf(prices, option);
    const zones = option.entry === undefined ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : [0];
    const usd = zones.map((zone) => fillGrid(edges, priceOf(prices, p, option, zone, day)));
    const all = new Float64Array(usd.reduce((sum, each) => sum + each.length, 0));
    usd.forEach((each, i) => all.set(each, i * each.length));
    return {option, edges, zones, usd: all};
  });
}

/** Bands of each axis: one more than its edges, but for the weight. */
export function gridShape({weightLb, actualLb, lengthIn, volumeFt3, lengthPlusGirthIn}: GridEdges): number[] {
  return [weightLb.length, ...[actualLb, lengthIn, volumeFt3, lengthPlusGirthIn].map((edges) => edges.length + 1)];
}

function priceOf(prices: Prices, p: ParameterSet, {product, entry}: RateOption, zone: number, day: number) {
  if (product === CONTRACT) {
    return (parcel: ParcelMeasures): number => {
      const usd = contractUsd(prices, p, entry!, parcel, day);
      return typeof usd === 'string' ? Number.NaN : usd;
    };
  }
  const tariff = tariffOn(prices, p, product, entry ?? String(zone), day);
  return (parcel: ParcelMeasures): number => (tariff === null ? Number.NaN : tariffUsd(tariff, parcel));
}

function edgesOf({rates, modifiers, contract}: Prices, {product}: RateOption): GridEdges {
  if (product === CONTRACT) {
    const steps = contract!.prices.flatMap(({weightToLb}) => weightToLb ?? []);
    const {weightLbMax, oversizeInMax} = contractLimits;
    return {
      ...{weightLb: weights(steps, weightLbMax), clampsWeight: true, actualLb: [weightLbMax]},
      ...{lengthIn: [], volumeFt3: [], lengthPlusGirthIn: [oversizeInMax]},
    };
  }
  const limits = productLimits(product);
  const steps = rates.flatMap((rate) => (rate.product === product ? [rate.weightToLb] : []));
  const bands = modifiers.filter((row) => row.product === product);
  const of = (measure: string) =>
    bands.flatMap((row) => (row.measure === measure ? [row.measureOver ?? 0, row.measureTo ?? Infinity] : []));
  const isOpen = limits.beyondCard === 'straightLine';
  const last = isOpen ? limits.weightLbMax : Math.min(limits.weightLbMax, Math.max(...steps));
  const withBands = [...steps, ...bands.flatMap(({weightOverLb = 0, weightToLb = 0}) => [weightOverLb, weightToLb])];
  return {
    weightLb: weights(withBands, last),
    clampsWeight: limits.beyondCard === 'lastStep',
    actualLb: finite([limits.weightLbMax]),
    lengthIn: finite(of('length_in')),
    volumeFt3: finite(of('volume_ft3')),
    lengthPlusGirthIn: finite([...of('length_plus_girth_in'), limits.lengthPlusGirthInMax, limits.oversizeInMax]),
  };
}

function finite(edges: readonly number[]): number[] {
  return [...new Set(edges.filter((edge) => edge > 0 && Number.isFinite(edge)))].sort((a, b) => a - b);
}

function weights(steps: readonly number[], lastLb: number): number[] {
  const below = finite(steps).filter((lb) => lb < 1);
  return [...below, ...Array.from({length: Math.ceil(lastLb)}, (_, i) => i + 1)];
}

/** One price for each cell: of a parcel at the upper end of each band, or beyond the last edge. */
function fillGrid(edges: GridEdges, price: (parcel: ParcelMeasures) => number): Float64Array {
  const middles = (axis: readonly number[]) => [...axis, (axis.at(-1) ?? 0) + 1];
  const {weightLb} = edges;
  const axes = [edges.actualLb, edges.lengthIn, edges.volumeFt3, edges.lengthPlusGirthIn].map(middles);
  const usd: number[] = [];
  for (const billableLb of weightLb) {
    for (const actual of axes[0]) {
      for (const longestIn of axes[1]) {
        for (const volumeFt3 of axes[2]) {
          for (const lengthPlusGirthIn of axes[3]) {
            usd.push(price({actualLb: actual, dimensionalLb: 0, billableLb, longestIn, volumeFt3, lengthPlusGirthIn}));
          }
        }
      }
    }
  }
  return Float64Array.from(usd);
}

import {billableWeightLb} from '../cost/cube.ts';
import {otherCarrierUsd} from '../cost/other-carrier.ts';
import type {ParameterSet} from '../cost/parameters.ts';
import {handoffUsd} from '../cost/postage.ts';
import {dayNumber} from '../model/date.ts';
import type {MixClass} from '../model/demand.ts';
import {OTHER, USPS} from '../model/plan.ts';
import {type Contract, EntryLevel} from '../model/price.ts';
import type {Twin} from '../model/twin.ts';
import {LIST_PRICE, OTHER_DISCOUNT, type ShipmentGroups, type ShipmentPrices} from './actuals.ts';

const DIMENSION_RULE_FROM = '2026-07-12'; // the divisor changes inside a rate card's life
const EDGE_IN_MIN = 12;

/** Days on which a price list begins or ends: shipments between two of them share one. Ascending. */
export function priceStretches({rates, contract}: Pick<Twin, 'rates' | 'contract'>): number[] {
  const days = new Set([dayNumber(DIMENSION_RULE_FROM)]);
  for (const {from, to} of rates) {
    days.add(dayNumber(from));
    if (to !== undefined) days.add(dayNumber(to));
  }
  if (contract !== null) days.add(dayNumber(contract.startsOn)).add(dayNumber(contract.endsOn) + 1);
  return [...days].sort((a, b) => a - b);
}

/**
 * Where each ZIP's USPS packages enter the mail by entry.csv: DDU, DHUB (an S&DC), or else DSCF.
 *
 * @returns `[zip]`, place in EntryLevel.options
 */
export function entryLevels(twin: Pick<Twin, 'zips' | 'entry' | 'facilities'>, day: number): Int32Array {
  const typeOf = new Map(twin.facilities.map(({facilityId, facilityType}) => [facilityId, facilityType]));
  const newest = new Map<string, {from: string; facilityId: string}>();
  for (const row of twin.entry) {
    const known = newest.get(row.zip);
    if (dayNumber(row.from) <= day && !(known !== undefined && known.from > row.from)) newest.set(row.zip, row);
  }
  return Int32Array.from(twin.zips, ({zip}) => {
    const type = typeOf.get(newest.get(zip)?.facilityId ?? '');
    return EntryLevel.options.indexOf(type === 'ddu' ? 'ddu' : type === 'sdc' ? 'dhub' : 'dscf');
  });
}

/**
 * Prices groups of shipments as the twin would. Books give a cube and no lengths: a package above a cubic foot is taken
 * as a box with near-equal edges, so what is oversize by length alone is not seen.
 *
 * @throws DataError if a rate card lacks a price that is needed
 */
export function priceShipments(twin: Twin, p: ParameterSet, groups: ShipmentGroups): ShipmentPrices {
  const count = groups.day.length;
  const prices = {
    price: new Int32Array(count).fill(LIST_PRICE),
    routedUsd: new Float64Array(count).fill(NaN),
    mixUsd: new Float64Array(count).fill(NaN),
  };
  const boxes = boxesOf(groups);
  for (const [day, rows] of rowsBy([...groups.day.keys()], groups.day)) {
    const priced = {...twin, mix: boxes.mix};
    pricePostage(priced, p, day, groups, rows, boxes.box, prices);
    priceOthers(priced, p, day, groups, rows, boxes.box, prices);
  }
  return prices;
}

type Writable = {-readonly [Name in keyof ShipmentPrices]: ShipmentPrices[Name]};

function pricePostage(
  twin: Twin,
  p: ParameterSet,
  day: number,
  groups: ShipmentGroups,
  rows: readonly number[],
  box: Int32Array,
  prices: Writable,
): void {
  const posted = rows.filter((row) => groups.carrier[row] === USPS);
  if (posted.length === 0) return;
  const modelEntry = entryLevels(twin, day);
  const usd = EntryLevel.options.map((entry) => () => handoffUsd(twin, p, day, entry));
  const cards: (Float64Array | undefined)[] = [];
  const cardOf = (entry: number) => (cards[entry] ??= usd[entry]());
  const {contract} = twin;
  const isInForce = contract !== null && day >= dayNumber(contract.startsOn) && day <= dayNumber(contract.endsOn);
  for (const row of posted) {
    const model = modelEntry[groups.zip[row]];
    const entry = groups.entry[row] < 0 ? model : groups.entry[row];
    prices.routedUsd[row] = cardOf(entry)[box[row]];
    prices.mixUsd[row] = cardOf(model)[box[row]];
    if (isInForce) {
      const billableLb = billableWeightLb(twin.mix[box[row]], day);
      prices.price[row] = contractRow(contract, EntryLevel.options[entry], billableLb);
    }
  }
}

function priceOthers(
  twin: Twin,
  p: ParameterSet,
  day: number,
  groups: ShipmentGroups,
  rows: readonly number[],
  box: Int32Array,
  prices: Writable,
): void {
  const others = rows.filter((row) => groups.carrier[row] === OTHER);
  if (others.length === 0) return;
  const model = otherCarrierUsd(twin, p, day);
  const zip3Row = new Map(model.zip3.map((zip3, row) => [zip3, row]));
  const classCount = twin.mix.length;
  const placeOf = (row: number) => zip3Row.get(twin.zips[groups.zip[row]].zip.slice(0, 3))! * classCount + box[row];
  for (const [origin, itsRows] of rowsBy(others, groups.origin)) {
    const {facilityId} = twin.facilities[origin];
    const origins = model.zip3.map((zip3) => ({zip3, facilityId, packages: 1}));
    const {usd} = otherCarrierUsd({...twin, origins, facilities: [twin.facilities[origin]]}, p, day);
    for (const row of itsRows) {
      prices.price[row] = OTHER_DISCOUNT;
      prices.routedUsd[row] = usd[placeOf(row)];
      prices.mixUsd[row] = model.usd[placeOf(row)];
    }
  }
}

function rowsBy(rows: readonly number[], key: Int32Array): Map<number, number[]> {
  const lists = new Map<number, number[]>();
  for (const row of rows) {
    const list = lists.get(key[row]);
    if (list === undefined) lists.set(key[row], [row]);
    else list.push(row);
  }
  return lists;
}

/** Row of the price in force for an entry and weight, as the contract is read: the lightest that is not under it. */
function contractRow({prices}: Contract, entry: EntryLevel, billableLb: number): number {
  let found = LIST_PRICE;
  prices.forEach((price, row) => {
    const limitLb = price.weightToLb ?? Infinity;
    if (price.entry !== entry || limitLb < billableLb) return;
    if (found === LIST_PRICE || limitLb < (prices[found].weightToLb ?? Infinity)) found = row;
  });
  return found;
}

/** Each weight and cube that occurs, as a class the price lists can read, and which of them each group is. */
function boxesOf({weightLb, cubeFt3}: ShipmentGroups): {mix: MixClass[]; box: Int32Array} {
  const placeOf = new Map<string, number>();
  const mix: MixClass[] = [];
  const box = weightLb.length === 0 ? new Int32Array(0) : new Int32Array(weightLb.length);
  for (let group = 0; group < box.length; group++) {
    const key = `${weightLb[group]} ${cubeFt3[group]}`;
    const place = placeOf.get(key) ?? mix.length;
    if (place === mix.length) {
      placeOf.set(key, place);
      mix.push(boxOf(key, weightLb[group], cubeFt3[group]));
    }
    box[group] = place;
  }
  return {mix, box};
}

function boxOf(classId: string, weightLb: number, cubeFt3: number): MixClass {
  const edgeIn = Math.max(EDGE_IN_MIN, Math.floor(12 * Math.cbrt(cubeFt3)));
  const heightIn = Math.max(1, (1728 * cubeFt3) / edgeIn ** 2);
  const shape = {lengthIn: edgeIn, widthIn: edgeIn, heightIn, eligibility: 'standard' as const};
  return {classId, classGroup: 'light', promiseDays: 1, weightLb, ...shape, share: 1};
}

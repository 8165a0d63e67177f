// What states cost at prices: priceWeeks of path.ts and cuts.ts in WebAssembly, two weeks of two states at a time.
import {
  CAPACITY,
  FIRST_STATE,
  HELD,
  LOAD,
  NOT_HELD,
  OTHER,
  OVERFLOW_USD,
  PER_LOAD,
  PRICE_CUT,
  PRICE_OTHER,
  PRICE_STATION,
  PRICE_USPS,
  SCRATCH_HELD,
  SPARE,
  USPS,
  WEEK_USD,
  WEEKS,
} from '../../src/assign/space-layout';
import {strideOf} from './path';
import {addNum, byte, int, noRow, num, rowOf, setNum, table, two, word} from './tables';
import {cutOf} from './totals';

export function priceWeeks(zip: i32, usd: usize): void {
  const first = int(table(FIRST_STATE), zip);
  const to = int(table(FIRST_STATE), zip + 1);
  const stride = <usize>strideOf(zip) << 3;
  for (let state = first; state < to; state += 2) {
    priceTwo(state, min(state + 1, to - 1), usd + (<usize>(state - first) << 3), stride);
  }
}

function priceTwo(a: i32, b: i32, usd: usize, stride: usize): void {
  const weeks = word(WEEKS);
  if (isPlain(a) && isPlain(b)) return copyTwo(a, b, usd, stride);
  const uspsUsd = load<f64>(table(PRICE_USPS));
  const overflow = f64x2.splat(load<f64>(OVERFLOW_USD << 2));
  const fixedA = f64x2.splat(uspsUsd * num(table(USPS), a));
  const fixedB = f64x2.splat(uspsUsd * num(table(USPS), b));
  const moreA = f64x2.splat(num(table(OTHER), a));
  const moreB = f64x2.splat(num(table(OTHER), b));
  const askedA = f64x2.splat(num(table(LOAD), a));
  const askedB = f64x2.splat(num(table(LOAD), b));
  const costs = table(WEEK_USD);
  const prices = table(PRICE_STATION);
  const rooms = table(CAPACITY);
  const others = table(PRICE_OTHER);
  const perLoad = table(PER_LOAD);
  const rowA = rowOf(a);
  const rowB = rowOf(b);
  for (let week = 0; week < weeks; week += 2) {
    const per = two(perLoad, week);
    const otherUsd = two(others, week);
    const sharedA = f64x2.add(
      f64x2.add(fixedA, f64x2.mul(moreA, otherUsd)),
      roomUsd(askedA, two(prices, rowA + week), two(rooms, rowA + week), overflow),
    );
    const sharedB = f64x2.add(
      f64x2.add(fixedB, f64x2.mul(moreB, otherUsd)),
      roomUsd(askedB, two(prices, rowB + week), two(rooms, rowB + week), overflow),
    );
    const usdA = f64x2.add(two(costs, a * weeks + week), f64x2.mul(per, sharedA));
    const usdB = f64x2.add(two(costs, b * weeks + week), f64x2.mul(per, sharedB));
    v128.store(usd, v128.shuffle<i64>(usdA, usdB, 0, 2));
    v128.store(usd + stride, v128.shuffle<i64>(usdA, usdB, 1, 3));
    usd += stride << 1;
  }
}

/** Whether a state costs the same at any prices. */
function isPlain(state: i32): bool {
  return rowOf(state) == noRow() && num(table(USPS), state) == 0 && num(table(OTHER), state) == 0;
}

function copyTwo(a: i32, b: i32, usd: usize, stride: usize): void {
  const weeks = word(WEEKS);
  const costs = table(WEEK_USD);
  for (let week = 0; week < weeks; week += 2) {
    const usdA = two(costs, a * weeks + week);
    const usdB = two(costs, b * weeks + week);
    v128.store(usd, v128.shuffle<i64>(usdA, usdB, 0, 2));
    v128.store(usd + stride, v128.shuffle<i64>(usdA, usdB, 1, 3));
    usd += stride << 1;
  }
}

@inline function roomUsd(asked: v128, price: v128, room: v128, overflow: v128): v128 {
  const within = f64x2.mul(asked, price);
  const beyond = f64x2.add(f64x2.mul(room, price), f64x2.mul(f64x2.sub(asked, room), overflow));
  return v128.bitselect(within, beyond, f64x2.le(asked, room));
}

/** Notes where a ZIP is held for the cuts, week by week: row of its station, and load there. */
function readHeld(zip: i32, slot: i32): usize {
  const weeks = word(WEEKS);
  const first = int(table(FIRST_STATE), zip);
  const held = table(HELD) + <usize>(zip * weeks);
  const at = table(SCRATCH_HELD) + (<usize>(slot * weeks) << 4);
  for (let week = 0; week < weeks; week++) {
    const s = byte(held, week);
    const isHeld = s != NOT_HELD;
    setNum(at, 2 * week, isHeld ? <f64>rowOf(first + s) : -1);
    setNum(at, 2 * week + 1, isHeld ? num(table(LOAD), first + s) : 0);
  }
  return at;
}

/** What a ZIP asks of the cut at its station: of what is more than it holds there, the spare room is free. */
@inline function askedOf(held: usize, row: i32, week: i32, wanted: f64): f64 {
  const spare = num(table(SPARE), row + week);
  if (spare < 0) return 0;
  const holds = num(held, 2 * week) == <f64>row ? num(held, 2 * week + 1) : 0;
  const asked = min(wanted, num(table(CAPACITY), row + week));
  return asked <= holds ? asked : max(holds, asked - spare);
}

export function chargeCuts(zip: i32, slot: i32, usd: usize): void {
  const weeks = word(WEEKS);
  const first = int(table(FIRST_STATE), zip);
  const to = int(table(FIRST_STATE), zip + 1);
  const stride = strideOf(zip);
  const none = noRow();
  const prices = table(PRICE_CUT);
  const perLoad = table(PER_LOAD);
  const held = readHeld(zip, slot);
  for (let state = first; state < to; state++) {
    const row = rowOf(state);
    const wanted = num(table(LOAD), state);
    if (row == none || wanted == 0) continue;
    for (let week = 0; week < weeks; week++) {
      const price = num(prices, row + week);
      if (price == 0) continue;
      addNum(usd, week * stride + (state - first), num(perLoad, week) * price * askedOf(held, row, week, wanted));
    }
  }
}

export function addAsked(zip: i32, slot: i32, path: usize, totals: usize): void {
  const weeks = word(WEEKS);
  const first = int(table(FIRST_STATE), zip);
  const none = noRow();
  const cuts = cutOf(totals);
  const held = readHeld(zip, slot);
  for (let week = 0; week < weeks; week++) {
    const state = first + byte(path, week);
    const row = rowOf(state);
    if (row == none) continue;
    addNum(cuts, row + week, askedOf(held, row, week, num(table(LOAD), state)));
  }
}

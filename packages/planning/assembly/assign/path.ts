// Cheapest path of a ZIP through its states: path.ts in WebAssembly, two states at a time.
import {
  ENTER_USD,
  FIRST_STATE,
  IS_FROZEN,
  LEAVE_USD,
  SCRATCH_COMER,
  SCRATCH_COMES,
  SCRATCH_STATES,
  START,
  STATES_MAX,
  WEEK_USD,
  WEEKS,
} from '../../src/assign/space-layout';
import {byte, int, num, rowOf, setNum, table, two, word} from './tables';

const STATES_BYTES: usize = STATES_MAX << 3;

/** Numbers of states that a ZIP's states take in a row of two at a time. */
@inline export function strideOf(zip: i32): i32 {
  const states = int(table(FIRST_STATE), zip + 1) - int(table(FIRST_STATE), zip);
  return (states + 1) & ~1;
}

/**
 * Writes the cheapest path. Ties go to staying, then to the lower state.
 *
 * @param usd - [week * stride + state], what each state costs
 * @param arriving - [row + week], of coming to a station; 0: nothing
 */
export function cheapestPath(zip: i32, slot: i32, usd: usize, switching: usize, arriving: usize, path: usize): f64 {
  const weeks = word(WEEKS);
  const first = int(table(FIRST_STATE), zip);
  const states = int(table(FIRST_STATE), zip + 1) - first;
  const stride = (states + 1) & ~1;
  const best = table(SCRATCH_STATES) + <usize>slot * 3 * STATES_BYTES;
  const enter = best + STATES_BYTES;
  const leave = enter + STATES_BYTES;
  const comes = table(SCRATCH_COMES) + <usize>(slot * weeks * (STATES_MAX >> 1));
  const comer = table(SCRATCH_COMER) + (<usize>(slot * weeks) << 2);
  const start = int(table(START), zip);
  readStates(first, states, stride, best, enter, leave);
  setNum(best, start, 0);
  let leaver = start;
  let left = num(leave, start);
  let row = usd;
  let came = comes;
  for (let week = 0; week < weeks; week++) {
    const come = byte(table(IS_FROZEN), week) == 0 ? left + num(switching, week) : Infinity;
    const coming = f64x2.splat(come);
    store<i32>(comer + (<usize>week << 2), leaver);
    let least = f64x2.splat(Infinity);
    let leastAt = f64x2.splat(0);
    let index = f64x2(0, 1);
    for (let s = 0; s < stride; s += 2) {
      const stay = two(best, s);
      let moved = f64x2.add(coming, two(enter, s));
      if (arriving != 0) moved = f64x2.add(moved, arrivingTwo(first, s, states, arriving, week));
      store<u8>(came + <usize>(s >> 1), <u8>i64x2.bitmask(f64x2.lt(moved, stay)));
      const there = f64x2.add(f64x2.pmin(stay, moved), v128.load(row + (<usize>s << 3)));
      v128.store(best + (<usize>s << 3), there);
      const out = f64x2.add(there, two(leave, s));
      leastAt = v128.bitselect(index, leastAt, f64x2.lt(out, least));
      least = f64x2.pmin(least, out);
      index = f64x2.add(index, f64x2.splat(2));
    }
    const even = f64x2.extract_lane(least, 0);
    const odd = f64x2.extract_lane(least, 1);
    const evenAt = f64x2.extract_lane(leastAt, 0);
    const oddAt = f64x2.extract_lane(leastAt, 1);
    const isOdd = odd < even || (odd == even && oddAt < evenAt);
    left = isOdd ? odd : even;
    leaver = <i32>(isOdd ? oddAt : evenAt);
    row += <usize>stride << 3;
    came += <usize>(stride >> 1);
  }
  return followBack(states, stride, best, comes, comer, path);
}

function readStates(first: i32, states: i32, stride: i32, best: usize, enter: usize, leave: usize): void {
  for (let s = 0; s < stride; s += 2) {
    v128.store(best + (<usize>s << 3), f64x2.splat(Infinity));
    v128.store(enter + (<usize>s << 3), two(table(ENTER_USD), first + s));
    v128.store(leave + (<usize>s << 3), two(table(LEAVE_USD), first + s));
  }
  if (states == stride) return;
  setNum(enter, states, Infinity);
  setNum(leave, states, Infinity);
}

function arrivingTwo(first: i32, s: i32, states: i32, arriving: usize, week: i32): v128 {
  const even = num(arriving, rowOf(first + s) + week);
  return f64x2(even, s + 1 < states ? num(arriving, rowOf(first + s + 1) + week) : 0);
}

function followBack(states: i32, stride: i32, best: usize, comes: usize, comer: usize, path: usize): f64 {
  let last = 0;
  for (let s = 1; s < states; s++) if (num(best, s) < num(best, last)) last = s;
  const total = num(best, last);
  const half = stride >> 1;
  for (let week = word(WEEKS) - 1; week >= 0; week--) {
    store<u8>(path + <usize>week, <u8>last);
    const isNew = (byte(comes, week * half + (last >> 1)) >> (last & 1)) & 1;
    if (isNew) last = int(comer, week);
  }
  return total;
}

/** What a path costs before prices: its weeks, and each change. */
export function pathUsd(zip: i32, path: usize): f64 {
  const weeks = word(WEEKS);
  const first = int(table(FIRST_STATE), zip);
  const costs = table(WEEK_USD);
  let usd: f64 = 0;
  let before = int(table(START), zip);
  for (let week = 0; week < weeks; week++) {
    const s = byte(path, week);
    if (s != before) usd += num(table(LEAVE_USD), first + before) + num(table(ENTER_USD), first + s);
    usd += num(costs, (first + s) * weeks + week);
    before = s;
  }
  return usd;
}

/** What a path costs at prices. @param usd - as `cheapestPath` takes it */
export function pricedPathUsd(zip: i32, usd: usize, switching: usize, arriving: usize, path: usize): f64 {
  const weeks = word(WEEKS);
  const first = int(table(FIRST_STATE), zip);
  const stride = strideOf(zip);
  let sum: f64 = 0;
  let before = int(table(START), zip);
  for (let week = 0; week < weeks; week++) {
    const s = byte(path, week);
    if (s != before) {
      sum += num(table(LEAVE_USD), first + before) + num(switching, week) + num(table(ENTER_USD), first + s);
      if (arriving != 0) sum += num(arriving, rowOf(first + s) + week);
    }
    sum += num(usd, week * stride + s);
    before = s;
  }
  return sum;
}

// One ZIP of a plan that is being eased: moveZip of soft.ts in WebAssembly.
import {
  ARRIVALS_MAX,
  BAND,
  CAPACITY,
  CHANGE_OVER_USD,
  FIRST_STATE,
  IS_LIMITED,
  IS_TARGETED,
  LOAD,
  OTHER,
  OTHER_BAND,
  OTHER_MAX,
  OVERFLOW_USD,
  PER_LOAD,
  SCRATCH_ARRIVING,
  SCRATCH_OLD,
  SCRATCH_USD,
  SCRATCH_WEEKS,
  SOFT_ARRIVING,
  SOFT_OTHER,
  SOFT_PATHS,
  SOFT_SCALARS,
  SOFT_STATION,
  SOFT_SWITCHING,
  STATES_MAX,
  SWITCHES_MAX,
  USPS,
  USPS_AIM,
  USPS_GAIN_USD,
  USPS_PACKAGES,
  USPS_USD,
  WEEK_USD,
  WEEKS,
} from '../../src/assign/space-layout';
import {cheapestPath, pathUsd, pricedPathUsd, strideOf} from './path';
import {byte, int, noRow, num, rowOf, setNum, table, two, word} from './tables';
import {addPath, addUsd, arrivalsOf, loadOf, otherOf, switchesOf, totalsOf} from './totals';

/** Takes a ZIP out, and puts it where it costs least beside all others. @returns USD saved; above 0: it moved */
export function moveZipIn(zip: i32, slot: i32): f64 {
  const weeks = word(WEEKS);
  const scalars = table(SOFT_SCALARS);
  const totals = totalsOf(slot);
  const path = table(SOFT_PATHS) + <usize>(zip * weeks);
  const old = table(SCRATCH_OLD);
  const usd = table(SCRATCH_USD) + (<usize>(slot * (weeks + 1) * STATES_MAX) << 3);
  const change = table(SCRATCH_WEEKS) + (<usize>(weeks + 1) << 3);
  memory.copy(old, path, <usize>weeks);
  addPath(zip, path, totals, -1);
  priceSoftly(zip, usd, totals);
  for (let week = 0; week < weeks; week++) {
    const count = num(switchesOf(totals), week) + 1;
    setNum(change, week, changeUsd(count, num(table(SWITCHES_MAX), week), num(table(SOFT_SWITCHING), week)));
  }
  const arriving = word(IS_LIMITED) == 1 ? priceArrivals(zip, totals) : 0;
  const oldUsd = pricedPathUsd(zip, usd, change, arriving, path);
  let newUsd = cheapestPath(zip, slot, usd, change, arriving, path);
  let uspsMore: f64 = 0;
  if (newUsd < oldUsd && num(scalars, IS_TARGETED) == 1) {
    uspsMore = uspsOf(zip, path) - uspsOf(zip, old);
    newUsd += (num(scalars, USPS_GAIN_USD) * uspsMore * uspsMore) / (2 * num(scalars, USPS_AIM));
  }
  if (newUsd < oldUsd) {
    addUsd(totals, 1, pathUsd(zip, path) - pathUsd(zip, old));
    setNum(scalars, USPS_PACKAGES, num(scalars, USPS_PACKAGES) + uspsMore);
  } else memory.copy(path, old, <usize>weeks);
  addPath(zip, path, totals, 1);
  return oldUsd - newUsd;
}

function changeUsd(count: f64, most: f64, usd: f64): f64 {
  const band = num(table(SOFT_SCALARS), BAND);
  if (band == 0) return count > most ? Infinity : usd;
  const beyond = count - most;
  const width = band * most;
  if (beyond <= -width) return 0;
  const over = 2 * usd + num(table(SOFT_SCALARS), CHANGE_OVER_USD);
  if (beyond >= width) return over;
  return beyond <= 0 ? (usd * (beyond + width)) / width : usd + ((over - usd) * beyond) / width;
}

function uspsOf(zip: i32, path: usize): f64 {
  const weeks = word(WEEKS);
  const first = int(table(FIRST_STATE), zip);
  let sum: f64 = 0;
  for (let week = 0; week < weeks; week++) {
    sum += num(table(USPS), first + byte(path, week)) * num(table(PER_LOAD), week);
  }
  return sum;
}

function priceArrivals(zip: i32, totals: usize): usize {
  const weeks = word(WEEKS);
  const none = noRow();
  const arrivals = arrivalsOf(totals);
  const arriving = table(SCRATCH_ARRIVING);
  const to = int(table(FIRST_STATE), zip + 1);
  for (let state = int(table(FIRST_STATE), zip); state < to; state++) {
    const row = rowOf(state);
    if (row == none) continue;
    for (let at = row; at < row + weeks; at++) {
      const count = num(arrivals, at) + 1;
      setNum(arriving, at, changeUsd(count, num(table(ARRIVALS_MAX), at), num(table(SOFT_ARRIVING), at)));
    }
  }
  return arriving;
}

function priceSoftly(zip: i32, usd: usize, totals: usize): void {
  const scalars = table(SOFT_SCALARS);
  const aim = num(scalars, USPS_AIM);
  const gain = num(scalars, USPS_GAIN_USD) * (num(scalars, USPS_PACKAGES) - aim);
  const uspsUsd = num(scalars, USPS_USD) + gain / aim;
  const first = int(table(FIRST_STATE), zip);
  const to = int(table(FIRST_STATE), zip + 1);
  const stride = strideOf(zip);
  const before = table(SCRATCH_WEEKS);
  let known = -1; // row of `before`
  for (let state = first; state < to; state++) {
    const row = rowOf(state);
    const isAsking = row != noRow() && num(table(LOAD), state) > 0;
    if (isAsking && row != known) priceBefore(row, before, totals);
    if (isAsking) known = row;
    const at = usd + (<usize>(state - first) << 3);
    priceState(state, isAsking ? row : -1, uspsUsd * num(table(USPS), state), at, stride, totals);
    if (num(table(OTHER), state) > 0) addOther(num(table(OTHER), state), at, stride, totals);
  }
}

function priceBefore(row: i32, before: usize, totals: usize): void {
  const weeks = word(WEEKS);
  const loads = loadOf(totals);
  const band = f64x2.splat(num(table(SOFT_SCALARS), BAND));
  const overflow = f64x2.splat(load<f64>(OVERFLOW_USD << 2));
  for (let week = 0; week < weeks; week += 2) {
    const room = two(table(CAPACITY), row + week);
    const beyond = f64x2.sub(two(loads, row + week), room);
    const usd = roomUsd(beyond, f64x2.mul(band, room), two(table(SOFT_STATION), row + week), overflow);
    v128.store(before + (<usize>week << 3), usd);
  }
}

/** @param row - below 0: asks for no room */
function priceState(state: i32, row: i32, fixedUsd: f64, usd: usize, stride: i32, totals: usize): void {
  const weeks = word(WEEKS);
  const loads = loadOf(totals);
  const before = table(SCRATCH_WEEKS);
  const fixed = f64x2.splat(fixedUsd);
  const asked = f64x2.splat(num(table(LOAD), state));
  const band = f64x2.splat(num(table(SOFT_SCALARS), BAND));
  const overflow = f64x2.splat(load<f64>(OVERFLOW_USD << 2));
  const costs = table(WEEK_USD) + (<usize>(state * weeks) << 3);
  for (let week = 0; week < weeks; week += 2) {
    let shared = fixed;
    if (row >= 0) {
      const room = two(table(CAPACITY), row + week);
      const beyond = f64x2.sub(f64x2.add(two(loads, row + week), asked), room);
      const then = roomUsd(beyond, f64x2.mul(band, room), two(table(SOFT_STATION), row + week), overflow);
      shared = f64x2.add(fixed, f64x2.sub(then, two(before, week)));
    }
    const both = f64x2.add(two(costs, week), f64x2.mul(two(table(PER_LOAD), week), shared));
    setNum(usd, week * stride, f64x2.extract_lane(both, 0));
    setNum(usd, (week + 1) * stride, f64x2.extract_lane(both, 1));
  }
}

function addOther(given: f64, usd: usize, stride: i32, totals: usize): void {
  const weeks = word(WEEKS);
  const others = otherOf(totals);
  const more = f64x2.splat(given);
  const band = f64x2.splat(OTHER_BAND * num(table(SOFT_SCALARS), BAND));
  const overflow = f64x2.splat(load<f64>(OVERFLOW_USD << 2));
  for (let week = 0; week < weeks; week += 2) {
    const most = two(table(OTHER_MAX), week);
    const width = f64x2.mul(band, most);
    const beyond = f64x2.sub(two(others, week), most);
    const price = two(table(SOFT_OTHER), week);
    const then = roomUsd(f64x2.add(beyond, more), width, price, overflow);
    const both = f64x2.mul(
      two(table(PER_LOAD), week),
      f64x2.sub(then, roomUsd(beyond, width, price, overflow)),
    );
    setNum(usd, week * stride, num(usd, week * stride) + f64x2.extract_lane(both, 0));
    if (week + 1 == weeks) return;
    setNum(usd, (week + 1) * stride, num(usd, (week + 1) * stride) + f64x2.extract_lane(both, 1));
  }
}

/** roomUsd of soft.ts. Most stations are far from their limit when the band is narrow: no need to divide then. */
@inline function roomUsd(beyond: v128, width: v128, usd: v128, overflow: v128): v128 {
  const isBefore = f64x2.le(beyond, f64x2.neg(width));
  if (i64x2.all_true(isBefore)) return f64x2.splat(0);
  const half = f64x2.splat(0.5);
  const isPast = f64x2.ge(beyond, width);
  const edge = f64x2.mul(f64x2.add(usd, f64x2.mul(overflow, half)), width);
  const past = f64x2.add(f64x2.mul(overflow, f64x2.sub(beyond, width)), edge);
  const outside = v128.andnot(past, isBefore);
  const isOutside = v128.or(isBefore, isPast);
  if (i64x2.all_true(isOutside)) return outside;
  const isLow = f64x2.le(beyond, f64x2.splat(0));
  const inside = f64x2.add(beyond, width);
  const low = f64x2.mul(f64x2.mul(usd, inside), inside);
  const high = f64x2.mul(f64x2.mul(f64x2.sub(overflow, usd), beyond), beyond);
  const curve = f64x2.div(v128.bitselect(low, high, isLow), f64x2.add(width, width));
  const line = f64x2.add(f64x2.mul(f64x2.mul(usd, width), half), f64x2.mul(usd, beyond));
  const within = f64x2.add(curve, v128.andnot(line, isLow));
  return v128.bitselect(outside, within, isOutside);
}

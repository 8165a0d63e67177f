// What paths add up to: chunk.ts in WebAssembly.
import {
  CAPACITY,
  FIRST_STATE,
  IS_LIMITED,
  LOAD,
  OTHER,
  START,
  STATIONS,
  TOTALS,
  USPS,
  WEEKS,
} from '../../src/assign/space-layout';
import {addNum, byte, int, noRow, num, rowOf, setNum, table, word} from './tables';

const USD_WORDS: i32 = 2;

/** Totals of one slot, in the order of `Totals`. */
@inline export function totalsLength(): i32 {
  const cells = noRow();
  return USD_WORDS + 2 * cells + 3 * word(WEEKS) + (word(IS_LIMITED) == 1 ? cells : 0);
}

@inline export function totalsOf(slot: i32): usize {
  return table(TOTALS) + (<usize>(slot * totalsLength()) << 3);
}

@inline export function loadOf(totals: usize): usize {
  return totals + (<usize>USD_WORDS << 3);
}

@inline export function cutOf(totals: usize): usize {
  return loadOf(totals) + (<usize>noRow() << 3);
}

@inline export function otherOf(totals: usize): usize {
  return loadOf(totals) + (<usize>noRow() << 4);
}

@inline export function switchesOf(totals: usize): usize {
  return otherOf(totals) + (<usize>word(WEEKS) << 3);
}

@inline export function arrivalsOf(totals: usize): usize {
  return switchesOf(totals) + (<usize>word(WEEKS) << 3);
}

@inline function uspsOf(totals: usize): usize {
  return arrivalsOf(totals) + (word(IS_LIMITED) == 1 ? <usize>noRow() << 3 : 0);
}

export function clearTotals(totals: usize): void {
  memory.fill(totals, 0, <usize>totalsLength() << 3);
}

export function addPath(zip: i32, path: usize, totals: usize, sign: f64): void {
  const weeks = word(WEEKS);
  const isLimited = word(IS_LIMITED) == 1;
  const first = int(table(FIRST_STATE), zip);
  const none = noRow();
  const loads = loadOf(totals);
  const others = otherOf(totals);
  const switches = switchesOf(totals);
  const usps = uspsOf(totals);
  let before = int(table(START), zip);
  for (let week = 0; week < weeks; week++) {
    const s = byte(path, week);
    const state = first + s;
    const row = rowOf(state);
    if (s != before) {
      addNum(switches, week, sign);
      if (isLimited && row != none) addNum(arrivalsOf(totals), row + week, sign);
    }
    if (row != none) addNum(loads, row + week, sign * num(table(LOAD), state));
    addNum(others, week, sign * num(table(OTHER), state));
    addNum(usps, week, sign * num(table(USPS), state));
    before = s;
  }
}

// What goes over by itself is charged already: to the prices a ZIP asks for no more than all of the room.
export function holdToRoom(zip: i32, path: usize, totals: usize): void {
  const weeks = word(WEEKS);
  const first = int(table(FIRST_STATE), zip);
  const none = noRow();
  const loads = loadOf(totals);
  for (let week = 0; week < weeks; week++) {
    const state = first + byte(path, week);
    const row = rowOf(state);
    if (row == none) continue;
    const beyond = num(table(LOAD), state) - num(table(CAPACITY), row + week);
    if (beyond > 0) addNum(loads, row + week, -beyond);
  }
}

export function addUsd(totals: usize, index: i32, usd: f64): void {
  setNum(totals, index, num(totals, index) + usd);
}

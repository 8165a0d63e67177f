// Reads and writes of tables. `table` says where one begins; items are doubles unless the name says otherwise.
import {STATIONS, WEEKS, STATION} from '../../src/assign/space-layout';

@inline export function word(index: i32): i32 {
  return load<i32>(<usize>index << 2);
}

@inline export function table(index: i32): usize {
  return <usize>load<u32>(<usize>index << 2);
}

@inline export function num(at: usize, index: i32): f64 {
  return load<f64>(at + (<usize>index << 3));
}

@inline export function setNum(at: usize, index: i32, value: f64): void {
  store<f64>(at + (<usize>index << 3), value);
}

@inline export function int(at: usize, index: i32): i32 {
  return load<i32>(at + (<usize>index << 2));
}

@inline export function byte(at: usize, index: i32): i32 {
  return <i32>load<u8>(at + <usize>index);
}

/** Two doubles; behind every table there is room for one more. */
@inline export function two(at: usize, index: i32): v128 {
  return v128.load(at + (<usize>index << 3));
}

@inline export function addNum(at: usize, index: i32, more: f64): void {
  setNum(at, index, num(at, index) + more);
}

/** Where the row of a state's station begins in a table by station and week; without a station, the row behind all. */
@inline export function rowOf(state: i32): i32 {
  const station = int(table(STATION), state);
  return (station < 0 ? word(STATIONS) : station) * word(WEEKS);
}

@inline export function noRow(): i32 {
  return word(STATIONS) * word(WEEKS);
}

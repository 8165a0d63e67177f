// The SIMD twin of the kernel in src/draw-kernel.ts: hashes eight packages at once, then looks up and counts each.
import {CLASS_AT, COUNTERS_AT, DELAY_AT, DELAY_SPAN, ORIGIN_AT, RUN_WORDS, RUNS_AT, SUMS_AT} from '../src/draw-layout';

export function draw(firstRun: u32, runCount: u32, originCount: u32): void {
  const step = i32x4.splat(4 * 0x9e3779b1);
  let xors = i32x4.splat(0);
  let sums = i32x4.splat(0);
  let xor: u32 = load<u32>(SUMS_AT);
  let sum: u32 = load<u32>(SUMS_AT + 4);
  for (let run = firstRun; run < firstRun + runCount; run++) {
    const at = 4 * RUN_WORDS * run;
    const keyLow = load<u32>(at, RUNS_AT);
    const keyHigh = load<u32>(at, RUNS_AT + 4);
    let rank = load<u32>(at, RUNS_AT + 8);
    const to = load<u32>(at, RUNS_AT + 12);
    const keyLows = i32x4.splat(keyLow);
    const keyHighs = i32x4.splat(keyHigh);
    let turned = i32x4.mul(i32x4.add(i32x4.splat(rank), i32x4(0, 1, 2, 3)), i32x4.splat(0x9e3779b1));
    for (; to - rank >= 8; rank += 8) {
      const four = mix(v128.xor(turned, keyLows), keyHighs);
      turned = i32x4.add(turned, step);
      const more = mix(v128.xor(turned, keyLows), keyHighs);
      turned = i32x4.add(turned, step);
      xors = v128.xor(xors, v128.xor(four, more));
      sums = i32x4.add(sums, i32x4.add(four, more));
      countFour(four, originCount);
      countFour(more, originCount);
    }
    for (; rank < to; rank++) {
      let bits: u32 = (rank * 0x9e3779b1) ^ keyLow;
      bits = (bits ^ (bits >>> 16)) * 0x21f0aaad + keyHigh;
      bits = (bits ^ (bits >>> 15)) * 0x735a2d97;
      bits ^= bits >>> 15;
      xor ^= bits;
      sum += bits;
      count(bits, originCount);
    }
  }
  xors = v128.xor(xors, i32x4.shuffle(xors, xors, 2, 3, 0, 1));
  store<u32>(SUMS_AT, xor ^ i32x4.extract_lane(xors, 0) ^ i32x4.extract_lane(xors, 1));
  store<u32>(SUMS_AT + 4, sum + sumOf(sums));
}

export function take(from: u32, into: u32, length: u32): u32 {
  const fromAt = COUNTERS_AT + 4 * from;
  const intoAt = COUNTERS_AT + 4 * into;
  let sums = i32x4.splat(0);
  for (let at: u32 = 0; at < 4 * length; at += 16) {
    const packages = v128.load(fromAt + at);
    v128.store(fromAt + at, i32x4.splat(0));
    v128.store(intoAt + at, i32x4.add(v128.load(intoAt + at), packages));
    sums = i32x4.add(sums, packages);
  }
  return sumOf(sums);
}

@inline
function mix(x: v128, keyHighs: v128): v128 {
  x = i32x4.add(i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), i32x4.splat(0x21f0aaad)), keyHighs);
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), i32x4.splat(0x735a2d97));
  return v128.xor(x, i32x4.shr_u(x, 15));
}

@inline
function countFour(bits: v128, originCount: u32): void {
  count(i32x4.extract_lane(bits, 0), originCount);
  count(i32x4.extract_lane(bits, 1), originCount);
  count(i32x4.extract_lane(bits, 2), originCount);
  count(i32x4.extract_lane(bits, 3), originCount);
}

// Constant addresses: in x86 they cost nothing, a base in a register an addition for each lookup.
@inline
function count(bits: u32, originCount: u32): void {
  const drawnClass: u32 = load<u8>(bits & 0xfff, CLASS_AT);
  const origin: u32 = load<u16>(((bits >>> 12) & 0x3ff) << 1, ORIGIN_AT);
  const delay: u32 = load<u8>(bits >>> 22, DELAY_AT);
  const at = ((drawnClass * DELAY_SPAN + delay) * originCount + origin) << 2;
  store<u32>(at, load<u32>(at, COUNTERS_AT) + 1, COUNTERS_AT);
}

function sumOf(x: v128): u32 {
  return i32x4.extract_lane(x, 0) + i32x4.extract_lane(x, 1) + i32x4.extract_lane(x, 2) + i32x4.extract_lane(x, 3);
}

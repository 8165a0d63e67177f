import {execFileSync} from 'node:child_process';
import {serialize} from 'node:v8';
import {hash32} from '@cutover/core';
import {
  addPath,
  assignKernel,
  chunkOf,
  createPaths,
  createSoftScratch,
  createSpace,
  DEFAULT_RULE,
  drawZip,
  fillCuts,
  LOAD_ONE,
  moveZip,
  openSpace,
  priceChunk,
  solveWeeks,
  type WeekProblem,
  type WeekSpace,
} from '@cutover/planning';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {randomProblem, weekProblem} from '../support/weeks.ts';

const seeds = fc.integer({min: 0, max: 1e6});

type Random = (low: number, high: number) => number;

function randomOf(seed: number): Random {
  let draw = 0;
  return (low, high) => low + ((high - low) * hash32(hash32(seed) + draw++)) / 2 ** 32;
}

/** Anything a problem may have: closed and frozen weeks, stations without room, other carriers, limits on arrivals. */
function anyProblem(random: Random, zips?: number): WeekProblem {
  const whole = (low: number, high: number): number => Math.floor(random(low, high + 1));
  const [zipCount, weekCount, stationCount] = [zips ?? whole(1, 9), whole(1, 7), whole(0, 3)];
  const counts = Array.from({length: zipCount}, () => whole(1, 9));
  const firstState = new Uint32Array(zipCount + 1);
  counts.forEach((count, zip) => {
    firstState[zip + 1] = firstState[zip] + count;
  });
  const states = firstState[zipCount];
  const load = (most: number): number => Math.round(LOAD_ONE * random(0, most));
  const numbers = (length: number, make: () => number): Float64Array => Float64Array.from({length}, make);
  const station = Int32Array.from({length: states}, () => whole(-1, stationCount - 1));
  const isLimited = random(0, 1) < 0.3;
  return {
    ...{zipCount, weekCount, stationCount, firstState, station},
    load: Float64Array.from(station, (own) => (own < 0 || random(0, 1) < 0.1 ? 0 : load(0.3))),
    usps: numbers(states, () => (random(0, 1) < 0.3 ? 0 : load(0.2))),
    other: numbers(states, () => (random(0, 1) < 0.3 ? load(0.1) : 0)),
    enterUsd: numbers(states, () => whole(0, 4)),
    leaveUsd: numbers(states, () => whole(0, 2)),
    weekUsd: numbers(states * weekCount, () => (random(0, 1) < 0.1 ? Infinity : whole(50, 60))), // with ties
    start: Int32Array.from(counts, (count) => whole(0, count - 1)),
    packages: numbers(weekCount, () => random(500, 2000)),
    capacity: numbers(stationCount * weekCount, () => (random(0, 1) < 0.1 ? 0 : load(0.5))),
    isFrozen: Uint8Array.from({length: weekCount}, () => (random(0, 1) < 0.2 ? 1 : 0)),
    otherMax: numbers(weekCount, () => load(0.2)),
    switchesMax: numbers(weekCount, () => (random(0, 1) < 0.5 ? Infinity : whole(0, zipCount))),
    arrivalsMax: numbers(isLimited ? stationCount * weekCount : 0, () => whole(0, 2)),
    target: {rule: 'none'},
    overflowUsd: 35,
  };
}

function anyPaths(problem: WeekProblem, random: Random): Uint8Array {
  const {zipCount, weekCount, firstState} = problem;
  const paths = createPaths(problem);
  for (let at = 0; at < zipCount * weekCount; at++) {
    const zip = Math.floor(at / weekCount);
    paths[at] = Math.floor(random(0, firstState[zip + 1] - firstState[zip]));
  }
  return paths;
}

/** Any prices, cuts and plan, the same whenever the random numbers are. */
function anySpace(problem: WeekProblem, random: Random): WeekSpace {
  const space = createSpace(problem);
  const {prices, soft, cuts, isResting} = space;
  const scale = random(0, 1) < 0.3 ? 0 : 1; // without prices there are ties
  const some = (values: Float64Array, usd: number): void => {
    for (let i = 0; i < values.length; i++) values[i] = Math.max(0, scale * random(-usd, usd));
  };
  some(prices.station.subarray(0, soft.station.length), 20);
  some(prices.cut, 10);
  for (const values of [prices.other, prices.switching, prices.arriving]) some(values, 5);
  prices.usps[0] = scale * random(-3, 3);
  space.paths.set(anyPaths(problem, random));
  fillCuts(cuts, problem, prices, space.paths, anyPaths(problem, random));
  for (let zip = 0; zip < isResting.length; zip++) isResting[zip] = random(0, 1) < 0.2 ? 1 : 0;
  for (const values of [soft.station, soft.other, soft.switching, soft.arriving]) some(values, 20);
  soft.paths.set(space.paths);
  for (let zip = 0; zip < problem.zipCount; zip++) addPath(problem, zip, soft.paths, soft.totals, 1);
  const band = random(0, 1) < 0.2 ? 0 : random(0.001, 1);
  soft.scalars.set([band, random(-3, 3), 300, 1000, random(500, 1500), random(0, 1) < 0.5 ? 1 : 0, 10]);
  return space;
}

/** A space for the kernel and one for its twin, with the same in them. */
function twoSpaces(seed: number, zips?: number): [WeekSpace, WeekSpace] {
  const problem = anyProblem(randomOf(seed), zips);
  return [anySpace(problem, randomOf(seed + 1)), openSpace(anySpace(problem, randomOf(seed + 1)).memory)];
}

test('the kernel prices ZIPs, finds their paths and adds them up as its TypeScript twin does, to the bit', () => {
  fc.assert(
    fc.property(seeds, fc.boolean(), (seed, hasCuts) => {
      const [space, twin] = twoSpaces(seed);
      const {zipCount} = space.problem;
      for (let from = 0; from < zipCount; from += 4) {
        const to = Math.min(zipCount, from + 4);
        assignKernel(space.memory)!.priceChunk(0, from, to, hasCuts);
        priceChunk(twin, 0, from, to, hasCuts);
        expect(space.totals).toEqual(twin.totals);
        expect(space.paths).toEqual(twin.paths);
      }
    }),
    {numRuns: 300},
  );
});

test('chunks keep out of each other, in the kernel and in its twin', () => {
  for (const seed of [1, 2, 3]) {
    const [space, twin] = twoSpaces(seed, 5001);
    const before = space.paths.slice();
    const chunks = space.totals.map((_, chunk) => chunkOf(5001, space.totals.length, chunk));
    expect(chunks).toEqual([
      [0, 2500],
      [2500, 5001],
    ]);
    for (const chunk of [1, 0]) assignKernel(space.memory)!.priceChunk(chunk, ...chunks[chunk], true);
    for (const chunk of [0, 1]) priceChunk(twin, chunk, ...chunks[chunk], true);
    expect(space.totals).toEqual(twin.totals);
    expect(space.paths).toEqual(twin.paths);
    expect(space.paths).not.toEqual(before);
  }
});

test('the kernel draws a ZIP anew as its TypeScript twin does, to the bit: never dearer than as it is', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const [space, twin] = twoSpaces(seed);
      const scratch = createSoftScratch(twin);
      for (let zip = 0; zip < space.problem.zipCount; zip++) {
        const saved = assignKernel(space.memory)!.drawZip(zip);
        expect(saved).toEqual(drawZip(twin, scratch, zip));
        const isWay = !Number.isNaN(saved) && !space.problem.isFrozen.includes(1); // else a plan by chance is none
        if (isWay) expect(saved).toBeGreaterThanOrEqual(-1e-9);
      }
      expect(space.paths).toEqual(twin.paths);
      expect(space.soft.paths).toEqual(twin.soft.paths);
    }),
    {numRuns: 200},
  );
});

test('a plan is the same without WebAssembly', async () => {
  const problem = weekProblem(randomProblem(7, 20, 9));
  const rule = {...DEFAULT_RULE, rounds: 3, gapMax: 0, inducedGapMax: 0};
  const {valueUsd, boundUsd, paths} = await solveWeeks(problem, rule);
  const script = `
    import {deserialize} from 'node:v8';
    import {solveWeeks} from '@cutover/planning';
    const problem = deserialize(Buffer.from('${serialize(problem).toString('base64')}', 'base64'));
    const {valueUsd, boundUsd, paths} = await solveWeeks(problem, ${JSON.stringify(rule)});
    console.log(typeof WebAssembly, valueUsd, boundUsd, paths.join(''));
  `;
  const words = ['--no-expose-wasm', '--input-type=module', '--eval', script];
  const text = execFileSync(process.execPath, words, {cwd: import.meta.dirname, encoding: 'utf8'});
  expect(text).toBe(`undefined ${valueUsd} ${boundUsd} ${paths.join('')}\n`);
});

test('a ZIP with more states than fit is refused', () => {
  const problem = anyProblem(randomOf(1), 2);
  const firstState = Uint32Array.of(0, 3, 132);
  expect(() => createSpace({...problem, firstState})).toThrow('ZIP 1 has 129 states, more than 128');
});

test('the kernel moves ZIPs of a plan as its TypeScript twin does, to the bit', () => {
  let moved = 0;
  fc.assert(
    fc.property(seeds, (seed) => {
      const [space, twin] = twoSpaces(seed);
      const scratch = createSoftScratch(twin);
      for (let zip = 0; zip < space.problem.zipCount; zip++) {
        const saved = moveZip(twin, scratch, zip);
        expect(assignKernel(space.memory)!.moveZip(zip)).toBe(saved);
        expect(space.soft).toEqual(twin.soft);
        if (saved > 0) moved++;
      }
    }),
    {numRuns: 300},
  );
  expect(moved).toBeGreaterThan(300);
});

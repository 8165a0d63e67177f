import {expect, test} from 'vitest';
import {apportion} from '../../data/build/apportion.ts';
import {chordSquaredOf, milesApart, milesOf, nearestRow, nearestRows, pointsOf} from '../../data/build/points.ts';
import {assignNearest, coverGreedily, loadsOf, placeCentres, relieve} from '../../data/build/siting.ts';
import {readWater} from '../../data/build/water.ts';

/** A town every degree of longitude along a parallel: 60 x cos(40°) nautical miles, 52.9 statute miles, apart. */
const row = (count: number) =>
  pointsOf(Array.from({length: count}, (_, i) => ({latitudeDeg: 40, longitudeDeg: -100 + i})));

test('distances are those of the globe: one degree of the equator is 69.09 miles', () => {
  const points = pointsOf([
    {latitudeDeg: 0, longitudeDeg: 0},
    {latitudeDeg: 0, longitudeDeg: 1},
    {latitudeDeg: 0, longitudeDeg: 180},
  ]);
  expect(milesApart(points, 0, points, 1)).toBeCloseTo(69.09, 2);
  expect(milesApart(points, 0, points, 2)).toBeCloseTo(Math.PI * 3958.76, 0);
  expect(milesOf(chordSquaredOf(123))).toBeCloseTo(123, 9);
});

test('the nearest rows come nearest first, within the miles asked for', () => {
  const towns = row(10);
  expect(nearestRow(towns, 4, towns, [0, 7, 9])).toBe(7);
  expect(nearestRows(towns, 4, towns, 3)).toEqual([4, 3, 5]);
  expect(nearestRows(towns, 0, towns, 10, 110)).toEqual([0, 1, 2]); // 0, 52.9 and 105.8 miles
});

test('assignment by latitude finds the same centre as trying all', () => {
  const scattered = Array.from({length: 500}, (_, i) => ({
    latitudeDeg: 25 + ((i * 7919) % 2400) / 100,
    longitudeDeg: -120 + ((i * 104_729) % 5000) / 100,
  }));
  const points = pointsOf(scattered);
  const centres = pointsOf(scattered.filter((_, i) => i % 11 === 0));
  const nearest = new Int32Array(500);
  assignNearest(points, centres, nearest);
  expect([...nearest]).toEqual(scattered.map((_, i) => nearestRow(points, i, centres)));
});

test('two centres settle in the two clusters', () => {
  const points = pointsOf([0, 1, 2, 30, 31, 32].map((i) => ({latitudeDeg: 40, longitudeDeg: -110 + i})));
  const centres = placeCentres({points, weight: new Float64Array(6).fill(1)}, 2, 5);
  const nearest = new Int32Array(6);
  assignNearest(points, centres, nearest);
  expect([...nearest]).toEqual([0, 0, 0, 1, 1, 1]);
});

test('relief moves the idle centre beside the overloaded one', () => {
  const points = row(6);
  const weight = Float64Array.from([10, 10, 10, 10, 1, 1]);
  const centres = pointsOf([1.5, 4, 5].map((i) => ({latitudeDeg: 40, longitudeDeg: -100 + i})));
  relieve({points, weight}, centres, 25, 5); // loads were 40, 1, 1
  const nearest = new Int32Array(6);
  assignNearest(points, centres, nearest);
  expect(Math.max(...loadsOf({points, weight}, nearest, 3))).toBeLessThanOrEqual(25);
});

test('greedy cover takes the town that covers most, then what is left', () => {
  // Towns 0 to 6 in a row; each can be covered from its neighbours, 52.9 miles off. 1 covers 0, 1, 2 (weight 9), then
  // 5 covers 4, 5, 6 (weight 6) and 4 covers 3, 4, 5 (weight 5).
  const weight = Float64Array.from([4, 1, 4, 1, 1, 3, 2]);
  expect(coverGreedily({points: row(7), weight}, 2, new Float64Array(7).fill(60))).toEqual([1, 5]);
});

test('apportionment is exact and gives what is left to the largest remainders', () => {
  expect([...apportion(10, [1, 1, 1])]).toEqual([4, 3, 3]);
  expect([...apportion(7, [0.2, 0.5, 0.3])]).toEqual([1, 4, 2]); // 1.4, 3.5, 2.1
  expect(() => apportion(1, [0, 0])).toThrow(RangeError);
});

test('roads go round Lake Michigan by Gary and end at the ferry', () => {
  const water = readWater();
  const milwaukee = {latitudeDeg: 43.04, longitudeDeg: -87.91};
  const muskegon = {latitudeDeg: 43.23, longitudeDeg: -86.25};
  const chicago = {latitudeDeg: 41.88, longitudeDeg: -87.63};
  expect(water.isSplit(milwaukee, muskegon)).toBe(true);
  expect(water.milesAround(milwaukee, muskegon)).toBeGreaterThan(215); // 85 straight; by the Gary shore about 230
  expect(water.milesAround(milwaukee, muskegon)).toBeLessThan(245);
  expect(water.isSplit(milwaukee, chicago)).toBe(false);
  expect(water.milesAround(milwaukee, chicago)).toBeCloseTo(81.6, 0);
  expect(water.landOf(chicago, '60601')).toBe('mainland');
  expect(water.landOf({latitudeDeg: 41.28, longitudeDeg: -70.1}, '02554')).not.toBe('mainland'); // Nantucket
  expect(water.landOf({latitudeDeg: 20.8, longitudeDeg: -156.4}, '96768')).not.toBe(
    water.landOf({latitudeDeg: 21.3, longitudeDeg: -157.86}, '96813'), // Maui, Honolulu
  );
});

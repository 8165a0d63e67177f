import type {Ledger} from '@cutover/core';
import {planDays} from '@cutover/simulation';
import {describe, expect, test} from 'vitest';
import {simulateOneByOne} from '../support/reference-simulation.ts';
import {createScene, randomScene, simulateScene} from '../support/scene.ts';

// Thirty little worlds of 5 to 20 ZIPs and 4 to 12 days, some two thousand cells, in which stations overflow, packages
// wait, ZIPs change their station or lose it, and deliverers rest. Each is simulated again package by package.
const SEEDS = Array.from({length: 30}, (_, i) => i + 1);

function sum(values: Uint32Array): number {
  return values.reduce((total, each) => total + each, 0);
}

function compare(seed: number, wanted?: number): Ledger {
  const scene = createScene(randomScene(seed, wanted === undefined ? {} : {wanted}));
  const ledger = simulateScene(scene);
  const {counts, packages} = simulateOneByOne({...scene.block, policy: scene.policy}, ledger);
  expect(ledger).toMatchObject(counts);
  expect(packages).toHaveLength(ledger.samplePackages);
  expect(sum(ledger.sampleDemanded)).toBe(ledger.samplePackages);
  return ledger;
}

describe('one package at a time gives the ledger of the kernel', () => {
  test.each(SEEDS)('with every package simulated, world %i', (seed) => {
    const ledger = compare(seed);
    expect(ledger.samplePackages).toBe(ledger.volumePackages);
    expect(ledger.sampleDemanded).toEqual(ledger.volumeDemanded);
    expect(ledger.sampleOwned).toEqual(ledger.volumeOwned);
    expect(ledger.sampleUsps).toEqual(ledger.volumeUsps);
    expect(ledger.sampleOther).toEqual(ledger.volumeOther);
    expect(ledger.sampleBacklog).toEqual(ledger.volumeBacklog);
  });

  test.each(SEEDS)('with a third of them, world %i', (seed) => {
    const full = createScene(randomScene(seed)).ledger.volumePackages;
    compare(seed, Math.floor(full / 3));
  });

  test.each(SEEDS.slice(0, 10))('with a hundred of them, world %i', (seed) => {
    expect(compare(seed, 100).samplePackages).toBe(100);
  });

  test('which between them have seen every fate a package can have', () => {
    const ledgers = SEEDS.map((seed) => simulateScene(createScene(randomScene(seed))));
    const seen = (name: 'volumeWait' | 'volumeOverflow' | 'volumeDivertedUsps' | 'volumeDivertedOther'): number =>
      ledgers.filter((ledger) => sum(ledger[name]) > 0).length;
    expect(seen('volumeWait')).toBeGreaterThan(5);
    expect(seen('volumeOverflow')).toBeGreaterThan(5);
    expect(seen('volumeDivertedUsps')).toBeGreaterThan(5);
    expect(seen('volumeDivertedOther')).toBeGreaterThan(5);
  });
});

test('only some days may be simulated: their packages keep the numbers and the draws they have in the whole', () => {
  const options = randomScene(3);
  const toDay = options.volumes.length;
  const whole = createScene(options);
  const wholeLedger = simulateScene(whole);
  const all = simulateOneByOne({...whole.block, policy: whole.policy}, wholeLedger).packages;
  const window = createScene({...options, fromDay: 2, toDay});
  const part = simulateOneByOne({...window.block, policy: window.policy}, simulateScene(window)).packages;
  const draws = (packages: typeof all, fromDay: number) =>
    packages.map(({number, row, zip, rank, drawnClass}) => [number, fromDay + row, zip, rank, drawnClass]);
  expect(draws(part, 2)).toEqual(draws(all, 0).filter(([, day]) => day >= 2));
  expect(part[0].number).toBe(Math.round(options.volumes[0]) + Math.round(options.volumes[1]));
});

test('an epoch of more days than runs are collected at once', () => {
  const ofTwelveDays = randomScene(11);
  const toDay = 150;
  const repeat = <T>(rows: readonly T[]): T[] => Array.from({length: toDay}, (_, day) => rows[day % rows.length]);
  const {volumes, planned, actual, delivers, epochs} = ofTwelveDays;
  const scene = createScene({
    ...ofTwelveDays,
    volumes: repeat(volumes).map((packages) => packages / 10),
    planned: repeat(planned).map((row) => row.map((packages) => Math.floor(packages / 10))),
    actual: repeat(actual!).map((row) => row.map((packages) => Math.floor(packages / 10))),
    delivers: repeat(delivers!),
    epochs: [{...epochs[0], toDay}],
  });
  const ledger = simulateScene(scene);
  expect(ledger).toMatchObject(simulateOneByOne({...scene.block, policy: scene.policy}, ledger).counts);
});

test('blocks of any size count the same, with either kernel', () => {
  const one = simulateScene(createScene(randomScene(5)), 1);
  for (const zipsPerBlock of [2, 3, 1000]) {
    for (const isSimd of [true, false]) {
      expect(simulateScene(createScene(randomScene(5)), zipsPerBlock, isSimd)).toEqual(one);
    }
  }
});

test('days may be planned in any parts and any order', () => {
  const whole = createScene(randomScene(5));
  const parts = createScene(randomScene(5));
  planDays(whole.books, whole.ledger, 0, whole.books.dayCount);
  for (const [from, to] of [
    [2, whole.books.dayCount],
    [0, 1],
    [1, 2],
  ])
    planDays(parts.books, parts.ledger, from, to);
  expect(sum(whole.ledger.stationPlanned)).toBeGreaterThan(0);
  expect(parts.ledger).toEqual(whole.ledger);
});

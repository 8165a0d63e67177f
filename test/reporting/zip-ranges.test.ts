import {type Outcome, type ParameterSet, resolveParameters, triangularQuantile} from '@cutover/core';
import {drawAll, priceOutcome, zipRanges} from '@cutover/reporting';
import {expect, test} from 'vitest';
import {twoZipOutcome, twoZipTwin} from '../support/two-zips.ts';

const options = {samples: 1000, seed: 1};

/** The two ZIPs where only some parameters, or the contract's price, have a range. */
function only(ranged: readonly string[], usdPerPackage = {low: 3, base: 3, high: 3}): Outcome {
  const twin = twoZipTwin();
  return twoZipOutcome({
    twin: {
      ...twin,
      parameters: twin.parameters.map((row) =>
        ranged.includes(row.name) ? row : {...row, low: row.base, high: row.base},
      ),
      facilities: twin.facilities.map((row) => ({...row, handlingUsdPerPackage: 0})),
      contract: {...twin.contract!, prices: [{entry: 'ddu', usdPerPackage}]},
    },
  });
}

function rangesOf(outcome: Outcome) {
  const priced = priceOutcome(outcome);
  const joint = drawAll(outcome.twin, [{outcome, priced}], [], options);
  return {priced, ranges: zipRanges(outcome, priced, joint)};
}

function at(outcome: Outcome, name: string, share: number): ParameterSet {
  const rows = outcome.twin.parameters.map((row) =>
    row.name === name ? {...row, base: triangularQuantile(row, share)} : row,
  );
  return resolveParameters(rows);
}

/** What own vans save in a ZIP, USD a package, at a share of the range of one parameter. */
function savingAt(outcome: Outcome, zip: number, name: string, share: number): number {
  const {zip: usd, counts} = priceOutcome(outcome);
  return (
    usd.postage[zip] / counts.zip.usps[zip] - priceOutcome(outcome, at(outcome, name, share)).breakEvenUspsUsd[zip]
  );
}

test('the saving of a ZIP at a wage is what pricing the run at that wage gives', () => {
  const wage = 'driver_wage_usd_per_hour';
  const outcome = only([wage]);
  const {ranges} = rangesOf(outcome);
  [0, 1].forEach((zip) => {
    const [low, middle, high] = [0.9, 0.5, 0.1].map((share) => savingAt(outcome, zip, wage, share)); // a low wage saves
    expect(high - low).toBeGreaterThan(1);
    const near = (high - low) / 100; // a draw in a thousand moves it less
    expect(Math.abs(ranges.p10[zip] - low)).toBeLessThan(near);
    expect(Math.abs(ranges.p50[zip] - middle)).toBeLessThan(near);
    expect(Math.abs(ranges.p90[zip] - high)).toBeLessThan(near);
  });
});

test('linehaul of a ZIP follows what the booked trips cost', () => {
  const outcome = only(['truck_usd_per_mile']);
  const {priced, ranges} = rangesOf(outcome);
  [0, 1].forEach((zip) => {
    const last = 2 * (2 + zip); // two ZIPs, the second of two epochs: own, then USPS
    const linehaulUsd = outcome.planned.linehaulUsd[last] - outcome.planned.linehaulUsd[last + 1];
    const base = priced.zip.postage[zip] / priced.counts.zip.usps[zip] - priced.breakEvenUspsUsd[zip];
    // A mile is $2, fuel at its base price in it; at the P90 of 1, 2, 3 it is 3 - sqrt(0.1 x 2 x 1) = $2.5528.
    const more = 2.5528 / 2 - 1;
    const moved = [-more, more].map((share) => base + share * linehaulUsd).sort((a, b) => a - b);
    expect(ranges.p10[zip]).toBeCloseTo(moved[0], 2);
    expect(ranges.p90[zip]).toBeCloseTo(moved[1], 2);
  });
});

test('own vans are cheaper in half of the draws where they break even at the middle of the range', () => {
  const wage = 'driver_wage_usd_per_hour'; // its range is symmetric
  const zip = 1;
  const flat = (usd: number): Outcome => only([wage], {low: usd, base: usd, high: usd});
  const saving = (usd: number): number => savingAt(flat(usd), zip, wage, 0.5);
  const evenUsd = saving(0) / (saving(0) - saving(1)); // straight in the contract's price
  expect(evenUsd).toBeGreaterThan(1);
  const shareAt = (usd: number): number => rangesOf(flat(usd)).ranges.ownCheaperShare[zip];
  expect(shareAt(evenUsd)).toBeCloseTo(0.5, 2);
  expect(shareAt(evenUsd + 100)).toBe(1);
  expect(shareAt(0)).toBeLessThan(0.5);
});

test('says nothing of a ZIP without an own way or without postage', () => {
  const outcome = only(['driver_wage_usd_per_hour']);
  const priced = priceOutcome(outcome);
  const joint = drawAll(outcome.twin, [{outcome, priced}], [], options);
  const breakEvenUspsUsd = Float64Array.of(NaN, priced.breakEvenUspsUsd[1]);
  const ranges = zipRanges(outcome, {...priced, breakEvenUspsUsd}, joint);
  expect([ranges.p10[0], ranges.p50[0], ranges.p90[0], ranges.ownCheaperShare[0]]).toEqual([NaN, NaN, NaN, NaN]);
  expect(ranges.p50[1]).not.toBeNaN();
});

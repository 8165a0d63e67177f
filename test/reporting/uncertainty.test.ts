import {type Outcome, resolveParameters, triangularQuantile} from '@cutover/core';
import {
  driverTexts,
  percentiles,
  priceOutcome,
  priceUncertainty,
  rankCorrelation,
  type Repricer,
  repricer,
  uncertaintyTable,
} from '@cutover/reporting';
import {describe, expect, test} from 'vitest';
import {parameterRow} from '../support/parameters.ts';
import {twoZipOutcome, twoZipTwin} from '../support/two-zips.ts';

const finish = (outcome: Outcome) => ({outcome, priced: priceOutcome(outcome)});
const options = {samples: 1000, seed: 1, base: 0};

/** The two ZIPs with ranges of only the parameters given; no handling, one contract price, nothing else varies. */
function only(ranges: Record<string, [low: number, base: number, high: number]>, name = 'base'): Outcome {
  const twin = twoZipTwin();
  const rows = twin.parameters.map((row) => ({...row, low: row.base, high: row.base}));
  for (const [parameter, [low, base, high]] of Object.entries(ranges)) {
    const at = rows.findIndex((row) => row.name === parameter);
    rows.splice(at < 0 ? rows.length : at, at < 0 ? 0 : 1, parameterRow(parameter, base, {low, high}));
  }
  return twoZipOutcome({
    name,
    twin: {
      ...twin,
      parameters: rows,
      facilities: twin.facilities.map((row) => ({...row, handlingUsdPerPackage: 0})),
      contract: {...twin.contract!, prices: [{entry: 'ddu', usdPerPackage: {low: 3, base: 3, high: 3}}]},
    },
  });
}

function costOf(outcome: Outcome) {
  return priceUncertainty(outcome.twin, [finish(outcome)], [], options).scenarios[0].costUsd;
}

test('one linear number: percentiles are those of its distribution, times what it moves', () => {
  // 15 hours x burden 1.5 x margin 2 = $45 for each dollar of wage. Triangular on 10, 20, 30: its P10 is
  // 10 + sqrt(0.1 x 20 x 10) = 14.472, its P90 30 - sqrt(0.1 x 20 x 10) = 25.528.
  const {base, p10, p50, p90, drivers} = costOf(only({driver_wage_usd_per_hour: [10, 20, 30]}));
  const moved = 45 * (25.528 - 20);
  expect([base - p10, p90 - base].every((usd) => Math.abs(usd - moved) < 2)).toBe(true); // a stratum is about $1
  expect(Math.abs(p50 - base)).toBeLessThan(1);
  expect(drivers.map(({name}) => name)).toEqual(['driver_wage_usd_per_hour']);
  expect(drivers[0].atP10Usd).toBeCloseTo(-moved, 1);
  expect(drivers[0].atP90Usd).toBeCloseTo(moved, 1);
  expect(drivers[0].rankCorrelation).toBe(1);
});

test('two numbers that multiply are drawn as a product, not as two swings', () => {
  const wide = only({driver_wage_usd_per_hour: [10, 20, 30], labour_burden: [1, 1.5, 2]});
  const {outcome, priced} = finish(wide);
  const cost = repricer(outcome, priced, false);
  // Both at their high end: 15 h x (30 x 2 - 20 x 1.5) x margin 2 = 900; the swings alone give 450 + 300.
  expect(cost(() => 1) - cost(() => NaN)).toBeCloseTo(900, 6);
});

test.each(['driver_wage_usd_per_hour', 'contractor_margin', 'van_usd_per_mile', 'truck_usd_per_mile', 'fuel_index'])(
  '%s drawn on a finished run costs what pricing the run at it costs',
  (name) => {
    const outcome = only({
      ...{driver_wage_usd_per_hour: [10, 20, 30], contractor_margin: [1, 2, 4], van_usd_per_mile: [0.1, 0.5, 1]},
      ...{truck_usd_per_mile: [1, 2, 3], fuel_index: [0.5, 1, 2]},
    });
    const {priced} = finish(outcome);
    const drawn = outcome.twin.parameters.map((row) =>
      row.name === name ? {...row, base: triangularQuantile(row, 0.8)} : row,
    );
    const whole = priceOutcome(outcome, resolveParameters(drawn)).costUsd.total;
    const cost = repricer(outcome, priced, false);
    expect(cost((each) => (each === name ? 0.8 : NaN))).toBeCloseTo(whole, 1); // parts of a price are in whole cents
  },
);

test('scenarios that differ by a constant differ by it in every draw', () => {
  const base = twoZipOutcome();
  const facilities = base.twin.facilities.map((row) =>
    row.facilityId === 'SC1' ? {...row, fixedUsdPerDay: 1100} : row,
  );
  const dearer = twoZipOutcome({name: 'dearer', twin: {...twoZipTwin(), facilities}}); // $1,000 on each of two days
  const {scenarios} = priceUncertainty(base.twin, [finish(base), finish(dearer)], [], options);
  expect(scenarios[0].costUsd.p90 - scenarios[0].costUsd.p10).toBeGreaterThan(1000);
  expect(scenarios[1].differenceUsd).toEqual({base: 2000, p10: 2000, p50: 2000, p90: 2000, drivers: []});
  expect(scenarios[1].cheaperShare).toBe(0);
});

describe('USPS volume', () => {
  const run = only({usps_base_packages: [500, 1000, 1000]});
  const [low] = [500];

  /** A run at the low volume that costs $500 less, whatever is drawn. */
  const design = (finished: ReturnType<typeof finish>) => {
    const reprice: Repricer = () => finished.priced.costUsd.total - 500;
    return [{parameter: 'usps_base_packages', value: low, repricers: [reprice]}];
  };

  test('between two runs costs what lies straight between them', () => {
    const finished = finish(run);
    const {scenarios, inputs} = priceUncertainty(run.twin, [finished], design(finished), options);
    // P10 of the volume: 500 + sqrt(0.1 x 500 x 500) = 658.11; of the way to 500 that is 341.89 / 500.
    expect(scenarios[0].costUsd.drivers[0].atP10Usd).toBeCloseTo(-341.89, 1);
    expect(Math.abs(scenarios[0].costUsd.base - scenarios[0].costUsd.p10 - 341.89)).toBeLessThan(2);
    expect(inputs.map(({name, method}) => `${name} ${method}`)).toContain('usps_base_packages replanned');
  });

  test('with a known revenue gives the contract price, which is then not drawn', () => {
    const outcome = only({usps_base_packages: [500, 1000, 1000], usps_base_revenue_usd: [2000, 3000, 3000]});
    const contract = {
      ...outcome.twin.contract!,
      prices: [{entry: 'ddu' as const, usdPerPackage: {low: 1, base: 3, high: 9}}],
    };
    const twin = {...outcome.twin, contract};
    const finished = finish({...outcome, twin});
    const reprice = repricer(finished.outcome, finished.priced, true);
    const {contractPrice, inputs, scenarios} = priceUncertainty(
      twin,
      [finished],
      [{parameter: 'usps_base_packages', value: low, repricers: [reprice]}],
      options,
    );
    expect(contractPrice).toBe('derived from revenue and volume');
    expect(inputs.map(({name}) => name)).not.toContain('contract_price');
    // 1,010 packages at $3. P10 of revenue: 2000 + sqrt(0.1 x 1000 x 1000) = 2316.23, so the price is 0.77208 x $3.
    const revenue = scenarios[0].costUsd.drivers.find(({name}) => name === 'usps_base_revenue_usd');
    expect(revenue?.atP10Usd).toBeCloseTo(1010 * 3 * (0.772076 - 1), 0);
    // P10 of volume: 658.11 of 1000, at the same revenue: the price is 3 / 0.65811.
    const volume = scenarios[0].costUsd.drivers.find(({name}) => name === 'usps_base_packages');
    expect(volume?.atP10Usd).toBeCloseTo(1010 * 3 * (1 / 0.658114 - 1), 0);
  });
});

test('declared correlations widen a sum and are listed', () => {
  const outcome = only({driver_wage_usd_per_hour: [10, 20, 30], truck_usd_per_mile: [1, 2, 3]});
  const pair = {parameter: 'driver_wage_usd_per_hour', otherParameter: 'truck_usd_per_mile', rankCorrelation: 0.9};
  const twin = {...outcome.twin, correlations: [{...pair, confidence: 'assumption' as const, source: 'test'}]};
  const tied = priceUncertainty(twin, [finish(outcome)], [], options);
  const width = ({p10, p90}: {p10: number; p90: number}) => p90 - p10;
  // Standard deviations of 45 and 57 times the same triangular, independent: sqrt(45^2 + 57^2) = 72.6 (in tens);
  // at 0.9: sqrt(45^2 + 57^2 + 2 x 0.9 x 45 x 57) = 99.5, 1.37 times as wide.
  const ratio = width(tied.scenarios[0].costUsd) / width(costOf(outcome));
  expect(ratio).toBeGreaterThan(1.25);
  expect(ratio).toBeLessThan(1.5);
  expect(tied.correlations).toEqual([pair]);
});

test('the same seed gives the same answer, another seed another', () => {
  const finished = [finish(twoZipOutcome())];
  const text = (seed: number) =>
    JSON.stringify(priceUncertainty(finished[0].outcome.twin, finished, [], {...options, samples: 200, seed}));
  expect(text(5)).toBe(text(5));
  expect(text(5)).not.toBe(text(6));
});

test('percentiles lie straight between ranks, and rank correlation shares the rank of equals', () => {
  // 0 … 20: P10 at place 2, P90 at place 18
  expect(percentiles(Float64Array.from({length: 21}, (_, i) => 20 - i))).toEqual({p10: 2, p50: 10, p90: 18});
  expect(percentiles(Float64Array.of(1, 2)).p10).toBeCloseTo(1.1, 12);
  expect(rankCorrelation(Float64Array.of(1, 2, 3), Float64Array.of(1, 10, 100))).toBe(1);
  // Ranks 0, 1, 2 and 0.5, 0.5, 2: sums of products 1.5, of squares 2 and 1.5: 1.5 / sqrt(3)
  expect(rankCorrelation(Float64Array.of(1, 2, 3), Float64Array.of(4, 4, 5))).toBeCloseTo(Math.sqrt(3) / 2, 12);
  expect(rankCorrelation(Float64Array.of(1, 2), Float64Array.of(4, 4))).toBe(0);
});

test('the terminal shows percentiles of cost and difference, and names the widest driver first', () => {
  const base = only({contract_price: [0, 0, 0], driver_wage_usd_per_hour: [10, 20, 30]});
  const noDeal = {...base, name: 'no-deal', twin: {...base.twin, contract: null}};
  const spread = priceUncertainty(base.twin, [finish(base), finish(noDeal)], [], options);
  const table = uncertaintyTable(spread);
  expect(table.head).toEqual(['1,000 joint draws', 'base (base)', 'no-deal']);
  expect(table.rows.map(([label]) => label.trim())).toEqual([
    ...['Cost, P50', 'P10 to P90', 'Against the base, P50', 'P10 to P90', 'costs less than the base'],
  ]);
  // The wage is common to both: nothing drives the difference, 1,010 packages at $6 in place of $3 less the fee of 245.
  expect(table.rows.slice(2).map((row) => row[2])).toEqual(['+$2,800', '+$2,800 to +$2,800', '0%']);
  expect(driverTexts(spread)).toEqual([]);
  expect(driverTexts({...spread, scenarios: [spread.scenarios[0]]})[0]).toMatch(
    /^base depends most on Driver wage \(−/,
  );
});

import {
  buildSummary,
  comparisonTable,
  conditionsOf,
  firmness,
  headlineUsd,
  planWorth,
  packagesText,
  priceOutcome,
  reportHtml,
  type ReportInput,
  sanityRows,
  summarize,
  wholeText,
} from '@cutover/reporting';
import {type BidRow, dayNumber, type Outcome} from '@cutover/core';
import {expect, test} from 'vitest';
import {parameterRow} from '../support/parameters.ts';
import {failureTwin} from '../support/failure-twin.ts';
import {twoZipOutcome, twoZipTwin} from '../support/two-zips.ts';

const noDeal = {...twoZipTwin(), contract: null};

function reportOf(outcomes: readonly Outcome[], decided: Pick<ReportInput, 'plan' | 'bids'> = {}): string {
  const priced = outcomes.map((outcome) => priceOutcome(outcome));
  const scenarios = outcomes.map((outcome, i) => summarize(outcome, priced[i]));
  const stamp = {
    ...{version: '0.1.0', inputsSha256: 'ab12', packagesPerSecond: 1e7},
    ...{firstDay: dayNumber('2026-10-01'), lastDay: dayNumber('2026-10-02')},
  };
  const summary = buildSummary(outcomes, scenarios, stamp, decided.plan && planWorth(decided.plan));
  const sanity = sanityRows(outcomes, priced, {keep: 0, base: 0});
  return reportHtml({outcomes, priced, base: 0, summary, sanity, ...decided});
}

const report = reportOf([twoZipOutcome(), twoZipOutcome({name: 'no-deal', twin: noDeal})]);

test('a headline is rounded to ten million', () => {
  expect(headlineUsd(31_416_000_000)).toBe('$31.42 bn');
  expect(headlineUsd(123_000_000, {sign: true})).toBe('+$120 m');
  expect(headlineUsd(-1_000_000_000, {sign: true})).toBe('−$1.00 bn');
  expect(headlineUsd(-4_230_000, {sign: true})).toBe('−$4.2 m'); // a small twin has no tens of millions
  expect(headlineUsd(5_000_000)).toBe('$10 m');
  expect(headlineUsd(478_612)).toBe('$480,000');
  expect(headlineUsd(0, {sign: true})).toBe('$0 m');
});

test('packages keep three figures, counts their thousands', () => {
  expect(packagesText(1_700_000_000)).toBe('1.70 bn');
  expect(packagesText(340_000_000)).toBe('340 m');
  expect(packagesText(12_345)).toBe('12,345');
  expect(wholeText(-1_234_567)).toBe('-1,234,567');
});

test('the report asks the network for nothing', () => {
  expect(report).toContain("default-src 'none'");
  expect(report).not.toMatch(/<(script|link|img|iframe|object|embed)\b|@import|url\(|\bsrc=/);
});

test('the report says what is synthetic, where its data is from, and draws maps and charts', () => {
  expect(report).toContain('Synthetic network');
  expect(report).toContain('<a href="https://example.org/terms">');
  expect(report.match(/<svg viewBox/g)!.length).toBeGreaterThanOrEqual(6); // 2 maps, range, bridge, 2 tornados
  expect(report.match(/class="dots"/g)).toHaveLength(5 + 6);
});

test('what it means for the Postal Service is revenue less its cost, against the base', () => {
  const stated = {
    ...twoZipTwin(),
    parameters: [
      ...twoZipTwin().parameters,
      parameterRow('usps_attributable_usd', 2, {low: 1.5, high: 2.5}),
      parameterRow('usps_short_run_loss_share', 0.8, {low: 0.7, high: 0.9}),
    ],
  };
  expect(report).not.toContain('What it means for the Postal Service'); // its twin states no cost
  const outcomes = [twoZipOutcome({twin: stated}), twoZipOutcome({name: 'no-deal', twin: {...stated, contract: null}})];
  const [, section] = reportOf(outcomes).split('<h2>What it means for the Postal Service</h2>');
  const revenue = outcomes.map((outcome) => {
    const {postage, contractShortfall} = priceOutcome(outcome).costUsd;
    return postage + contractShortfall;
  });
  // 150 + 100 + 250 + 760 = 1,260 packages, at $2.50 and at $1.50: $3,150 and $1,890.
  expect(section).toContain(`${headlineUsd(revenue[0] - 3150)} to ${headlineUsd(revenue[0] - 1890)}`);
  const more = headlineUsd(revenue[1] - revenue[0], {sign: true}); // the same packages: no cost comes or goes
  expect(section).toContain(`${more} to ${more}`);
});

test('a plan brings its waves, a bid book its bids; without them there is neither', () => {
  const week = {from: '2026-10-01', zipsChanged: 2, packages: 1000};
  const plan = {
    ...{scenario: 'base', valueUsd: 1_010_000, boundUsd: 1_000_000, gap: 0.0099},
    meritOrder: {valueUsd: 1_030_000},
    verdict: {savingUsd: 20_000, gapUsd: 10_000, isBetter: false, worse: ['31 against 30 package-days late']},
    weeks: [week, {...week, from: '2026-10-08'}, {...week, from: '2026-10-15', zipsChanged: 0}],
  };
  const bid: BidRow = {
    ...{unit: 'DDU1', zips: '10001', packagesPerDay: 12, walkAwayUsd: 3.25, potentialPackagesPerDay: 20},
    ...{groupUnit: 'SCF1', valueUsd: 1, boundUsd: 1, gap: 0, iterations: 0},
    unitType: 'ddu',
    tender: 'next_day',
    zone: 'open',
    whyStopped: 'exact',
  };
  const text = reportOf([twoZipOutcome()], {plan, bids: [bid]});
  const waves = text.slice(text.indexOf('<h2>Waves</h2>'), text.indexOf('<h2>By segment</h2>'));
  expect(waves).toContain('costs\nless than $1.0 m');
  expect(waves).toContain('+$20,000 against it');
  // The first week changes what is carried otherwise today; in the third nothing changes.
  expect(waves.match(/2026-10-\d\d/g)).toEqual(['2026-10-01', '2026-10-08']);
  expect(text).toMatch(/DDU1.*next day.*\$3\.25/);
  const [firstPage] = text.split('<h2>What must be true</h2>'); // what a plan is worth stands beside the answer
  expect(firstPage).toContain('no better than merit order kept to capacity: 31 against 30 package-days late.');
  const better = {...plan, verdict: {...plan.verdict, isBetter: true, worse: []}};
  // 1,030,000 - 1,010,000 = 20,000, which is 1.94% of 1,030,000; the bound is 10,000 away.
  expect(reportOf([twoZipOutcome()], {plan: better}).split('<h2>What must be true</h2>')[0]).toContain(
    'saves $20,000 (1.94%) against merit order kept to capacity and target, more than its certified gap of $10,000',
  );
  expect(report).not.toMatch(/<h2>(Waves|Bids)</);
  expect(report).not.toContain('does as a plan says');
  expect(report).toContain('<h2>Method</h2>');
});

test('the first page says what must be true and what may go wrong, before any map', () => {
  const [first] = report.split('<h2>Where</h2>');
  expect(first).toContain('base is the cheapest');
  expect(first).toContain('<h2>What must be true</h2>');
  expect(first).toContain('<h2>Risks</h2>');
  expect(first).toMatch(/<b>no-deal<\/b> is dearer than base by \$[\d,]+/);
  expect(first).toContain('list prices'); // no-deal has no contract
});

test('what still waits at the end stands beside who carries the rest', () => {
  // 50 of 2,200 packages wait after the last day: 2.3%.
  expect(report).toContain('; 2.3% still wait at the end, and are not in the cost.');
});

test('a ZIP to which a plan gives no station is not said to have no own way', () => {
  const outcome = twoZipOutcome();
  const policy = outcome.policy.map((epoch) => ({...epoch, station: Int32Array.of(2, -1)}));
  const notPriced = 'all by USPS in the plan: not priced <span class="soft">1</span>';
  const noWay = (count: number) => `no own way <span class="soft">${count}</span>`;
  const planned = reportOf([{...outcome, policy}]);
  expect(planned).toContain(notPriced);
  expect(planned).toContain(`</i>${noWay(0)}`);
  const uncovered = reportOf([{...outcome, policy, facts: {...outcome.facts, uncoveredZips: [1]}}]);
  expect(uncovered).toContain(`</i>${noWay(1)}`);
  expect(uncovered).not.toContain('not priced');
});

test('conditions are what the books say', () => {
  const outcome = twoZipOutcome();
  const priced = priceOutcome(outcome);
  const found = conditionsOf(outcome, priced);
  expect(found.lateShare).toBeCloseTo(0.1, 12); // 90% on time, as on the terminal
  const {demanded, backlogEnd} = priced.counts.zip;
  expect(demanded[0] + demanded[1]).toBe(2200);
  expect(found.waitingPackages).toBe(backlogEnd[0] + backlogEnd[1]);
  expect(found.waitingShare).toBeCloseTo(found.waitingPackages / 2200, 12);
  expect(conditionsOf(twoZipOutcome({twin: noDeal}), priced).promise).toBeNull();
});

test('a number turns a sign when the difference at one of its ends has the other', () => {
  const cost = (total: number, ...ends: readonly (readonly [number, number])[]) => ({
    costUsd: {total},
    range: {
      ...{totalLowUsd: 0, totalHighUsd: 0},
      swings: ends.map(([atLowUsd, atHighUsd], i) => ({name: `n${i}`, label: `N${i}`, atLowUsd, atHighUsd})),
    },
  });
  const base = cost(100, [0, 0], [-5, 5]);
  // 110 - 100 = 10. N0 at high: 10 - 12 = -2 turns it; N1 moves both scenarios alike, so it cancels.
  expect(firmness(cost(110, [3, -12], [-5, 5]), base)).toMatchObject({
    ...{usd: 10, isSettled: false, turns: [{label: 'N0', end: 'high', usd: -2}]},
    widest: {label: 'N0', atLowUsd: 3, atHighUsd: -12},
  });
  // Two of -8 turn nothing alone: 10 - 8 = 2. In quadrature they do: 10 - sqrt(128) < 0.
  const two = firmness(cost(110, [-8, 0], [-13, 5]), base);
  expect(two).toMatchObject({turns: [], isSettled: false});
  expect(firmness(cost(110, [-1, 1], [-5, 5]), base)).toMatchObject({turns: [], isSettled: true});
});

test('what comes from a file is escaped', () => {
  const evil = '<img src=x onerror=alert(1)>&"';
  const contract = {...twoZipTwin().contract!, name: evil, source: evil};
  const settings = {...twoZipTwin().settings, name: evil, attribution: [evil]};
  const html = reportOf([twoZipOutcome({name: evil, about: evil, twin: {...twoZipTwin(), contract, settings}})]);
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&amp;&quot;');
});

test('one scenario alone is a report without comparisons', () => {
  const alone = reportOf([twoZipOutcome()]);
  expect(alone).toContain('Who delivers in base');
  expect(alone).not.toContain('Where the difference comes from');
});

test('the terminal sees the same numbers', () => {
  const outcomes = [twoZipOutcome(), twoZipOutcome({name: 'no-deal', twin: noDeal})];
  const {head, rows} = comparisonTable(
    outcomes,
    outcomes.map((outcome) => priceOutcome(outcome)),
    0,
  );
  expect(head).toEqual(['UNCALIBRATED', 'base (base)', 'no-deal']);
  expect(rows.find(([label]) => label === 'Packages by own vans')).toEqual(['Packages by own vans', '840', '840']);
  expect(rows.find(([label]) => label === 'On time')).toEqual(['On time', '90.0%', '90.0%']);
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([3]));
});

test('six sanity rows notice what is out of range', () => {
  const outcome = twoZipOutcome();
  const rows = sanityRows([outcome], [priceOutcome(outcome)], {keep: 0, base: 0});
  expect(rows).toHaveLength(6);
  const peak = rows.find(({name}) => name.startsWith('Peak day'))!;
  expect(peak).toMatchObject({value: '1.27', low: '1.50', high: '2.30', ok: false}); // 1,400 over a mean of 1,100
  const road = rows.find(({name}) => name.startsWith('Own last mile'))!;
  expect(road.readings.map(({name, ok}) => [name, ok])).toEqual([
    ['urban', true], // 880 / 600 = 1.47
    ['rural', false], // 430 / 240 = 1.79
  ]);
  expect(rows.find(({name}) => name.startsWith('Share of packages'))).toMatchObject({value: '0.0273', ok: true}); // 60
});

test('the summary keeps the scenarios in the order given', () => {
  const outcomes = [twoZipOutcome({name: 'z'}), twoZipOutcome({name: 'a'})];
  const scenarios = outcomes.map((outcome) => summarize(outcome, priceOutcome(outcome)));
  const stamp = {version: '1', inputsSha256: '', firstDay: 20_727, lastDay: 20_728, packagesPerSecond: 1.4};
  const summary = buildSummary(outcomes, scenarios, stamp);
  expect(summary.scenarios.map(({name}) => name)).toEqual(['z', 'a']);
  expect(summary).toMatchObject({seed: 1, sampling: {packages: 2200, weight: 1}, throughput: {packagesPerSecond: 1}});
  expect(summary.horizon).toEqual({from: '2026-10-01', to: '2026-10-02'});
});

test('the report says which card stands in, which modifiers apply, and what failures cost beside the cost', () => {
  const twin = failureTwin();
  const rates = twin.rates.map((row) => (row.product === 'parcel_select' ? {...row, to: '2026-07-12'} : row));
  const html = reportOf([twoZipOutcome({twin: {...twin, rates}})]);
  expect(html).toContain('<b>A rate card stands in.</b>');
  expect(html).toContain('parcel_select of 2026-01-18 on 2026-10-01 (base), for ddu;'); // then the contract has a price
  expect(html).toContain('parcel_select: package uplift of 2026-04-26');
  expect(html).toContain('When delivery fails');
  expect(html).toContain('beside the cost of the scenario, not in it');
  expect(report).toContain('Every rate card in use was in force on its days.');
  expect(report).not.toContain('When delivery fails'); // that twin has no numbers for it
});

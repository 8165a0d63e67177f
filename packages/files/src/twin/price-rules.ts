import type {Contract, Issue} from '@cutover/core';
import type {Checked} from './known.ts';

const FILE = 'contracts.yaml';

export function* parametersAreInOrder(twin: Checked): Generator<Issue> {
  const {rows, lines, file} = twin.tables.parameters;
  for (let i = 0; i < rows.length; i++) {
    const {name, low, base, high} = rows[i];
    if (low === undefined || base === undefined || high === undefined || (low <= base && base <= high)) continue;
    yield {
      rule: 'range-not-in-order',
      file,
      row: lines[i],
      column: 'low, base, high',
      found: `${low}, ${base}, ${high} for ${name ?? 'a parameter'}`,
      expected: 'low <= base <= high',
      fix: 'put them in order; without a range give the same number three times',
    };
  }
}

export function* ratesEndAfterTheyBegin(twin: Pick<Checked, 'tariffs'>): Generator<Issue> {
  for (const {rows, lines, file} of twin.tariffs) {
    for (let i = 0; i < rows.length; i++) {
      const {from, to} = rows[i];
      if (from === undefined || to === undefined || from < to) continue;
      yield {
        rule: 'ends-before-beginning',
        file,
        row: lines[i],
        column: 'to',
        found: `"${to}"`,
        expected: `a day after ${from}`,
        fix: '`to` is the first day on which the rate no longer holds; correct one of the two',
      };
    }
  }
}

/** Each step of a rate card stands in one file only; within a file the key of the table says so. */
export function* ratesStandInOneFile(twin: Checked): Generator<Issue> {
  const fileOf = new Map<string, string>();
  for (const {rows, lines, file} of twin.tariffs) {
    for (let i = 0; i < rows.length; i++) {
      const {product, rateKey, weightToLb, from} = rows[i];
      if (product === undefined || rateKey === undefined || weightToLb === undefined || from === undefined) continue;
      const key = `${product}, ${rateKey}, ${weightToLb}, ${from}`;
      const before = fileOf.get(key) ?? file;
      fileOf.set(key, before);
      if (before === file) continue;
      yield {
        rule: 'duplicate-key',
        file,
        row: lines[i],
        column: 'product, rate_key, weight_to_lb, from',
        found: `"${key}", which ${before} has too`,
        expected: 'each step of a card once',
        fix: 'delete one of the two',
      };
    }
  }
}

export function* contractIsInOrder({contract}: Checked): Generator<Issue> {
  if (contract === null) return;
  if (contract.endsOn < contract.startsOn) {
    const expected = `a day from usps.startsOn ${contract.startsOn} on`;
    yield contractIssue(
      'ends-before-beginning',
      'usps.endsOn',
      contract.endsOn,
      expected,
      'correct one of the two dates',
    );
  }
  for (const [column, {low, base, high}] of contractRanges(contract)) {
    if (low <= base && base <= high) continue;
    const found = `${low}, ${base}, ${high}`;
    yield contractIssue('range-not-in-order', column, found, 'low <= base <= high', 'put them in order');
  }
  const seen = new Set<string>();
  for (const {entry, weightToLb} of contract.prices) {
    const key = `${entry} to ${weightToLb ?? 'any'} lb`;
    if (seen.has(key))
      yield contractIssue('duplicate-key', 'usps.prices', `${key} twice`, 'one price for each', 'delete one');
    seen.add(key);
  }
}

function contractRanges({prices, shortfall}: Contract) {
  const ranges = prices.map(({usdPerPackage}, i) => [`usps.prices.${i}.usdPerPackage`, usdPerPackage] as const);
  if (shortfall.rule !== 'fee') return ranges;
  return [...ranges, ['usps.shortfall.usdPerMissingPackage', shortfall.usdPerMissingPackage] as const];
}

function contractIssue(rule: string, column: string, found: string, expected: string, fix: string): Issue {
  return {rule, file: FILE, column, found, expected, fix};
}

import type {Issue} from '@cutover/core';
import {meantText} from '@cutover/core';
import type {Checked} from './known.ts';

const FILE = 'calibration.yaml';
const REFIT = 'fit again with `cutover calibrate`, or take the entry out';

/** A calibration fitted to another state of the twin: what it names is gone. */
export function* calibrationNamesWhatTheTwinHas({calibration, contract, tables}: Checked): Generator<Issue> {
  if (calibration === null) return;
  const names = new Set(tables.parameters.rows.flatMap(({name}) => (name === undefined ? [] : [name])));
  for (const [i, {name}] of calibration.parameters.entries()) {
    if (names.has(name) || tables.parameters.missing.has('name') || tables.parameters.unread.has(name)) continue;
    const fix = `${meantText(name, names)}${REFIT}`;
    yield unknown(`parameters.${i}.name`, `"${name}"`, 'a parameter of parameters.csv', fix);
  }
  const types = new Set(tables.facilities.rows.map(({facilityType}) => facilityType));
  for (const [i, {facilityType}] of calibration.handling.entries()) {
    if (types.has(facilityType) || types.has(undefined)) continue;
    yield unknown(`handling.${i}.facilityType`, `"${facilityType}"`, 'a facility_type of facilities.csv', REFIT);
  }
  for (const [i, {entry, weightToLb}] of calibration.contractPrices.entries()) {
    const prices = contract?.prices ?? [];
    if (prices.some((price) => price.entry === entry && price.weightToLb === weightToLb)) continue;
    const weight = weightToLb === undefined ? 'any weight' : `to ${weightToLb} lb`;
    yield unknown(`contractPrices.${i}`, `${entry}, ${weight}`, 'a price of contracts.yaml', REFIT);
  }
}

export function* fittedRangesAreInOrder({calibration}: Checked): Generator<Issue> {
  if (calibration === null) return;
  for (const part of ['parameters', 'handling', 'contractPrices'] as const) {
    for (const [i, {low, base, high}] of calibration[part].entries()) {
      if (low <= base && base <= high) continue;
      yield {
        rule: 'range-not-in-order',
        file: FILE,
        column: `${part}.${i}`,
        found: `${low}, ${base}, ${high}`,
        expected: 'low <= base <= high',
        fix: REFIT,
      };
    }
  }
}

function unknown(column: string, found: string, expected: string, fix: string): Issue {
  return {rule: 'unknown-fitted', file: FILE, column, found, expected, fix};
}

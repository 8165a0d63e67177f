import {Contract, type Parameter} from '../model/price.ts';
import {meantText} from '../model/suggest.ts';
import type {Target} from '../model/twin.ts';
import {type ChangeOf, noEffect, type Report, type TwinDraft} from './draft.ts';
import {mergeFields, saysSame} from './merge.ts';

type ContractPart = NonNullable<ChangeOf<'setContract'>['contract']>;

export function setContract(draft: TwinDraft, {contract: part}: ChangeOf<'setContract'>, report: Report): void {
  const changed = part === null ? null : mergeContract(draft.contract, part, report);
  if (changed === undefined) return;
  if (saysSame(draft.contract, changed)) {
    const found = changed === null ? 'null' : 'what the contract says already';
    const expected = changed === null ? 'a contract: there is none to remove' : 'something new';
    report({...noEffect, field: 'contract', found, expected});
  }
  if (changed !== null && changed.endsOn < changed.startsOn) {
    const expected = `a day from ${changed.startsOn} on, when it starts`;
    const fix = 'give startsOn and endsOn in that order';
    report({rule: 'ends-before-start', field: 'contract.endsOn', found: `"${changed.endsOn}"`, expected, fix});
  }
  draft.contract = changed;
}

export function setShare(draft: TwinDraft, {uspsKept, uspsEndsOn}: ChangeOf<'setShare'>, report: Report): void {
  const {to} = draft.base.settings.horizon;
  const changed: Target = {uspsKept, ...(uspsEndsOn === undefined ? {} : {uspsEndsOn})};
  if (uspsEndsOn !== undefined && uspsEndsOn > to) {
    const expected = `a day of the horizon, which ends on ${to}`;
    report({...noEffect, field: 'uspsEndsOn', found: `"${uspsEndsOn}"`, expected});
  } else if (saysSame(draft.target, changed)) {
    report({...noEffect, field: 'uspsKept', found: `${uspsKept}`, expected: 'another share: that one holds already'});
  }
  draft.target = changed;
}

/** Without a segment every row of the name is set. The range widens where the value lies outside of it. */
export function setParameter(draft: TwinDraft, change: ChangeOf<'setParameter'>, report: Report): void {
  const {name, segment, value} = change;
  const isNamed = (row: Parameter) => row.name === name && (segment === undefined || row.segment === segment);
  const rows = draft.parameters.filter(isNamed);
  if (rows.length === 0) return reportUnknownParameter(draft, change, report);
  if (rows.every(({base}) => base === value)) {
    report({...noEffect, field: 'value', found: `${value}`, expected: `another number: "${name}" is that already`});
  }
  draft.parameters = draft.parameters.map((row) => (isNamed(row) ? withBase(row, value) : row));
}

export function setTariff(draft: TwinDraft, {product, upliftShare}: ChangeOf<'setTariff'>, report: Report): void {
  const products = new Set(draft.rates.map((rate) => rate.product));
  if (!products.has(product)) {
    const fix = `${meantText(product, products)}name one of ${[...products].join(', ')}`;
    report({rule: 'unknown-product', field: 'product', found: `"${product}"`, expected: 'a product of tariffs', fix});
  }
  if (upliftShare === 0) {
    report({...noEffect, field: 'upliftShare', found: '0', expected: 'another share, as 0.05 for 5% more'});
  }
  const uplift = 1 + upliftShare;
  draft.rates = draft.rates.map((rate) => (rate.product === product ? {...rate, usd: rate.usd * uplift} : rate));
}

/** The contract in force with the fields of `part`; where none is in force, `part` must be a whole one. */
function mergeContract(current: Contract | null, part: ContractPart, report: Report): Contract | undefined {
  if (current !== null) return mergeFields(current, part);
  const whole = Contract.safeParse(part);
  if (whole.success) return whole.data;
  const missing = [...new Set(whole.error.issues.map(({path}) => String(path[0])))].join(', ');
  const fix = `give ${missing} too; there is no contract to take the rest from`;
  report({rule: 'part-of-a-contract', field: 'contract', found: 'a part', expected: 'a whole contract', fix});
  return undefined;
}

function withBase(row: Parameter, base: number): Parameter {
  const {low, high} = row;
  const source = 'set by the scenario';
  return {...row, low: Math.min(low, base), base, high: Math.max(high, base), confidence: 'assumption', source};
}

function reportUnknownParameter(draft: TwinDraft, change: ChangeOf<'setParameter'>, report: Report): void {
  const {name, segment} = change;
  const names = new Set(draft.parameters.map((row) => row.name));
  if (names.has(name)) {
    const fix = 'drop the segment: this one holds for all';
    report({rule: 'unknown-parameter', field: 'segment', found: `"${segment}"`, expected: `none for "${name}"`, fix});
    return;
  }
  const fix = `${meantText(name, names)}name a parameter of parameters.csv`;
  report({rule: 'unknown-parameter', field: 'name', found: `"${name}"`, expected: 'a parameter', fix});
}

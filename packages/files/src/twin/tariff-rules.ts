import type {Issue, Rate} from '@cutover/core';
import type {Checked} from './known.ts';

const ENTRIES = ['ddu', 'dhub', 'dscf'];
const KEY = /^(ddu|dhub|dscf|[1-9])(_oversize)?$/;
const STEADY_STEPS = 5; // so many equal steps in a row, and the last is no wider band but a gap

/** Rate cards as read, of a twin or of a file to import. */
type Tariffs = Pick<Checked, 'tariffs'>;

/** One step with its place. */
interface Step {
  readonly rate: Rate;
  readonly file: string;
  readonly row: number;
}

/** What must hold of rate cards alone. */
export function checkTariffs(twin: Tariffs): Issue[] {
  const rules = [rateKeysAreKnown, stepsRiseWithoutGaps, cardsFollowEachOther, cardsAreWhole, stepsEndTogether];
  return rules.flatMap((rule) => [...rule(twin)]);
}

/** Keys are entries or zones. */
export function* rateKeysAreKnown(twin: Tariffs): Generator<Issue> {
  for (const {rows, lines, file} of twin.tariffs) {
    for (let i = 0; i < rows.length; i++) {
      const {rateKey} = rows[i];
      if (rateKey === undefined || KEY.test(rateKey)) continue;
      yield {
        ...{rule: 'unknown-rate-key', file, row: lines[i], column: 'rate_key', found: `"${rateKey}"`},
        expected: 'an entry (ddu, dhub, dscf) or a zone (1 … 9), oversize prices with _oversize behind it',
        fix: 'correct the entry or zone, or delete the row',
      };
    }
  }
}

/** Within a card steps leave no pound out, and a heavier package never costs less. */
export function* stepsRiseWithoutGaps(twin: Tariffs): Generator<Issue> {
  for (const card of cards(twin, ({product, rateKey, from}) => `${product} ${rateKey} ${from}`)) {
    const steps = card.sort((a, b) => a.rate.weightToLb - b.rate.weightToLb);
    for (let i = 1; i < steps.length; i++) {
      const [before, at] = [steps[i - 1].rate, steps[i].rate];
      const name = `${at.product} ${at.rateKey} from ${at.from}`;
      const where = {file: steps[i].file, row: steps[i].row};
      if (at.usd < before.usd) {
        yield {
          ...{rule: 'falling-price', ...where, column: 'usd'},
          found: `${at.usd} to ${at.weightToLb} lb, below ${before.usd} to ${before.weightToLb} lb (${name})`,
          expected: 'a price not under that of the step before',
          fix: 'correct the dearer or the cheaper one',
        };
      }
      if (isGap(steps, i)) {
        yield {
          ...{rule: 'gap-in-steps', ...where, column: 'weight_to_lb'},
          found: `${at.weightToLb} after ${before.weightToLb} (${name})`,
          expected: 'no step left out',
          fix: `add the steps between ${before.weightToLb} and ${at.weightToLb} lb`,
        };
      }
    }
  }
}

/** A step wider than the one before it and wider than the one after it, or than many equal ones before the last. */
function isGap(steps: readonly Step[], at: number): boolean {
  const width = (i: number): number => steps[i].rate.weightToLb - steps[i - 1].rate.weightToLb;
  if (at < 2 || !(width(at) > width(at - 1) + 1e-9)) return false;
  if (steps[at - 1].rate.weightToLb < 1.5 && width(at) <= 1 + 1e-9) return false; // ounces, then pounds
  if (at + 1 < steps.length) return width(at) > width(at + 1) + 1e-9;
  const before = Array.from({length: Math.min(STEADY_STEPS, at - 1)}, (_, i) => width(at - 1 - i));
  return before.length === STEADY_STEPS && before.every((each) => Math.abs(each - before[0]) < 1e-9);
}

/** Of a product and key one card at a time is in force. */
export function* cardsFollowEachOther(twin: Tariffs): Generator<Issue> {
  for (const rows of cards(twin, ({product, rateKey}) => `${product} ${rateKey}`)) {
    const starts = new Map<string, Step>();
    for (const step of rows) if (!starts.has(step.rate.from)) starts.set(step.rate.from, step);
    const inOrder = [...starts.values()].sort((a, b) => (a.rate.from < b.rate.from ? -1 : 1));
    for (let i = 1; i < inOrder.length; i++) {
      const [{rate: before}, {rate: at, file, row}] = [inOrder[i - 1], inOrder[i]];
      if (before.to !== undefined && before.to <= at.from) continue;
      yield {
        ...{rule: 'overlapping-dates', file, row, column: 'from'},
        found: `"${at.from}", while the card of ${before.from} holds to ${before.to ?? 'no end'}`,
        expected: `${at.product} ${at.rateKey} to have one card at a time`,
        fix: `set \`to\` of the card of ${before.from} to ${at.from}, or correct a date`,
      };
    }
  }
}

/** A card by entry has every entry, one by zone every zone between its first and last. */
export function* cardsAreWhole(twin: Tariffs): Generator<Issue> {
  for (const rows of cards(twin, ({product, from}) => `${product} ${from}`)) {
    const keys = new Set(rows.map(({rate}) => rate.rateKey));
    const zones = [...keys].filter((key) => /^[1-9]$/.test(key)).map(Number);
    const byZone = Array.from({length: zones.length === 0 ? 0 : Math.max(...zones) - Math.min(...zones) + 1}, (_, i) =>
      String(Math.min(...zones) + i),
    );
    const wanted = ENTRIES.some((entry) => keys.has(entry)) ? [...ENTRIES, ...byZone] : byZone;
    const [{rate, file, row}] = rows;
    for (const key of wanted) {
      if (keys.has(key)) continue;
      yield {
        ...{rule: 'missing-entry', file, row, column: 'rate_key'},
        found: `no price for "${key}" in ${rate.product} from ${rate.from}`,
        expected: `${wanted.join(', ')}, each with its steps`,
        fix: `add the rows of ${key}`,
      };
    }
  }
}

/** Entries of a card end at one weight, and zones do; only zone 9, the freely associated states, may end before. */
export function* stepsEndTogether(twin: Tariffs): Generator<Issue> {
  for (const rows of cards(twin, ({product, rateKey, from}) => `${product} ${from} ${familyOf(rateKey)}`)) {
    const last = new Map<string, Step>();
    for (const step of rows) {
      const known = last.get(step.rate.rateKey);
      if (known === undefined || step.rate.weightToLb > known.rate.weightToLb) last.set(step.rate.rateKey, step);
    }
    const end = Math.max(...[...last.values()].map(({rate}) => rate.weightToLb));
    for (const {rate, file, row} of last.values()) {
      if (rate.weightToLb === end) continue;
      yield {
        ...{rule: 'early-end', file, row, column: 'weight_to_lb'},
        found: `"${rate.rateKey}" ends at ${rate.weightToLb} lb (${rate.product} from ${rate.from})`,
        expected: `steps up to ${end} lb, as in the rest of the card`,
        fix: `add the steps of ${rate.rateKey} above ${rate.weightToLb} lb`,
      };
    }
  }
}

function familyOf(rateKey: string): string {
  if (ENTRIES.includes(rateKey)) return 'entry';
  return /^[1-8]$/.test(rateKey) ? 'zone' : rateKey;
}

/** Whole rows of all rate cards, grouped; groups in the order of their first row. */
function cards({tariffs}: Tariffs, keyOf: (rate: Rate) => string): Step[][] {
  const byKey = new Map<string, Step[]>();
  for (const {rows, lines, file} of tariffs) {
    rows.forEach((row, i) => {
      const {product, rateKey, weightToLb, usd, from} = row;
      if ([product, rateKey, weightToLb, usd, from].includes(undefined)) return;
      const rate = row as Rate;
      const key = keyOf(rate);
      const list = byKey.get(key);
      if (list === undefined) byKey.set(key, [{rate, file, row: lines[i]}]);
      else list.push({rate, file, row: lines[i]});
    });
  }
  return [...byKey.values()];
}

/** A modifier has one number, in a band that is not empty, for a time that is not. */
export function* modifiersAreWhole({tables: {modifiers, parameters}}: Checked): Generator<Issue> {
  const known = new Set(parameters.rows.map(({name}) => name));
  for (let i = 0; i < modifiers.rows.length; i++) {
    const {value, parameter, rateKeys, from, to, weightOverLb, weightToLb, measure, measureOver, measureTo} =
      modifiers.rows[i];
    const issue = (column: string, found: string, expected: string, fix: string): Issue => {
      return {rule: 'modifier', file: modifiers.file, row: modifiers.lines[i], column, found, expected, fix};
    };
    if ((value === undefined) === (parameter === undefined)) {
      const found = value === undefined ? 'neither' : 'both';
      yield issue('value, parameter', found, 'a value or the name of a parameter', 'give one of the two');
    }
    if (parameter !== undefined && !known.has(parameter)) {
      yield issue('parameter', `"${parameter}"`, 'a name in parameters.csv', 'correct it, or add the parameter');
    }
    const strange = rateKeys?.split(' ').filter((key) => !KEY.test(key)) ?? [];
    if (strange.length > 0) {
      const found = strange.map((key) => `"${key}"`).join(', ');
      yield issue('rate_keys', found, 'entries or zones with blanks between', 'correct them');
    }
    if (from !== undefined && to !== undefined && !(from < to)) {
      yield issue('to', `"${to}"`, `a day after ${from}`, 'correct one of the two dates');
    }
    if (weightOverLb !== undefined && weightToLb !== undefined && !(weightOverLb < weightToLb)) {
      yield issue('weight_to_lb', String(weightToLb), `a weight above ${weightOverLb}`, 'correct one of the two');
    }
    if (measure === undefined && (measureOver !== undefined || measureTo !== undefined)) {
      yield issue('measure', 'nothing', 'what measure_over and measure_to are measures of', 'name the measure');
    }
  }
}

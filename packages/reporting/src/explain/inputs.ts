import {dayNumber, isoDate, type Outcome, rateSteps, type Reads, snakeCase, twinTables} from '@cutover/core';
import {firstDayOf} from '../money/postage.ts';

/** One input of a number. Numbers without a range have only `value`; text too. */
export interface ExplainedInput {
  readonly kind: 'parameter' | 'contract term' | 'rate card' | 'modifier' | 'setting' | 'column' | 'file' | 'estimate';
  readonly name: string;
  readonly value: number | string | null;
  readonly low: number | null;
  readonly base: number | null;
  readonly high: number | null;
  readonly unit: string;
  readonly asOf: string;
  readonly confidence: string;
  readonly source: string;
  readonly note: string;
}

const NO_RANGE = {low: null, base: null, high: null};

/** What a computation read, with where it comes from: parameters first, then prices, settings and tables. */
export function inputsOf(outcome: Outcome, reads: Reads): ExplainedInput[] {
  return [
    ...parameterInputs(outcome, reads),
    ...contractInputs(outcome, reads),
    ...cardInputs(outcome, reads),
    ...modifierInputs(outcome, reads),
    ...settingInputs(outcome, reads),
    ...columnInputs(outcome, reads),
    ...[...reads.files].sort().map((file): ExplainedInput => {
      return {...fileProvenance(outcome, file), kind: 'file', name: file, value: null, unit: '', asOf: '', note: ''};
    }),
  ];
}

function parameterInputs({twin}: Outcome, {parameters}: Reads): ExplainedInput[] {
  return twin.parameters.flatMap(({name, segment, ...row}): ExplainedInput[] => {
    const key = segment === undefined ? name : `${name}/${segment}`;
    return parameters.has(key) ? [{kind: 'parameter', name: key, value: row.base, ...row, note: ''}] : [];
  });
}

/** A range stands for its low, base and high, whichever was read. */
function contractInputs({twin: {contract}}: Outcome, {terms}: Reads): ExplainedInput[] {
  if (contract === null) return [];
  const paths = [...new Set([...terms].map((path) => path.replace(/\.(low|base|high)$/, '')))].sort();
  const {startsOn: asOf, confidence, source} = contract;
  return paths
    .filter((path) => path !== 'source' && path !== 'confidence')
    .map((path): ExplainedInput => {
      const found = valueAt(contract, path);
      const isRange = typeof found === 'object';
      const range = isRange ? (found as {low: number; base: number; high: number}) : NO_RANGE;
      const entry = /^prices\.(\d+)\./.exec(path)?.[1];
      return {
        ...{kind: 'contract term', name: `usps.${path}`, value: isRange ? range.base : textOrNumber(found), ...range},
        unit: isRange ? 'USD/package' : path === 'promisePackagesPerYear' ? 'packages/year' : '',
        ...{asOf, confidence, source},
        note: entry === undefined ? contract.name : `${contract.name}, entry ${contract.prices[Number(entry)].entry}`,
      };
    });
}

/** Cards by product and entry or zone; those that stand in for one that is not public say on which days. */
function cardInputs(outcome: Outcome, {rates}: Reads): ExplainedInput[] {
  const cards = new Map<string, (typeof outcome.twin.rates)[number][]>();
  for (const row of rates) {
    const key = `${row.product}, ${row.rateKey}, from ${row.from}`;
    cards.set(key, [...(cards.get(key) ?? []), row]);
  }
  return [...cards].sort(byName).map(([name, rows]): ExplainedInput => {
    const [{from, to, confidence, source}] = rows;
    const usd = rows.map((row) => row.usd);
    const end = to === undefined ? 'no end is known' : `ended before ${to}`;
    return {
      ...{kind: 'rate card', name, value: `${Math.min(...usd)} to ${Math.max(...usd)}`, ...NO_RANGE},
      ...{unit: 'USD/package', asOf: from, confidence, source},
      note: `${rows.length} weight steps; ${end}${standInText(outcome, rows[0])}`,
    };
  });
}

function standInText(outcome: Outcome, {product, rateKey, from}: Outcome['twin']['rates'][number]): string {
  const days = outcome.ledger.epochs.map((_, epoch) => firstDayOf(outcome, epoch));
  const standIns = days.filter((day) => {
    if (dayNumber(from) > day) return false;
    const card = rateSteps(outcome.twin.rates, product, rateKey, day);
    return card.standsIn && card.from === from;
  });
  if (standIns.length === 0) return '';
  return `; STANDS IN on prices of ${standIns.map(isoDate).join(', ')}: the card then in force is not public`;
}

function modifierInputs({twin}: Outcome, {modifiers}: Reads): ExplainedInput[] {
  return twin.modifiers
    .filter((row) => modifiers.has(row))
    .map((row): ExplainedInput => {
      const {product, name, sortOrder, rule, value, parameter, from, to, confidence, source} = row;
      const until = to === undefined ? '' : ` to before ${to}`;
      return {
        ...{kind: 'modifier', name: `${product}: ${name}`, value: value ?? null, ...NO_RANGE},
        unit: rule === 'percent' || rule === 'discount' ? 'share' : 'USD/package',
        ...{asOf: from, confidence, source},
        note: `${rule}, order ${sortOrder}, ships ${from}${until}${parameter === undefined ? '' : `; value of ${parameter}`}`,
      };
    });
}

function settingInputs({twin}: Outcome, {settings}: Reads): ExplainedInput[] {
  return [...settings].sort().map((path): ExplainedInput => {
    const isTarget = path.startsWith('target.');
    return {
      ...{
        kind: 'setting',
        name: path,
        value: textOrNumber(valueAt(isTarget ? twin : twin.settings, path)),
        ...NO_RANGE,
      },
      ...{unit: '', asOf: '', confidence: 'choice'},
      ...{source: isTarget ? 'the scenario' : 'twin.yaml', note: ''},
    };
  });
}

function columnInputs(outcome: Outcome, {columns}: Reads): ExplainedInput[] {
  return [...columns].sort(byName).flatMap(([name, fields]) => {
    const table = twinTables[name];
    if (name === 'rates' || name === 'modifiers') return []; // row by row above
    return table.columns
      .filter(({field}) => fields.has(field))
      .map(({field, unit, about}): ExplainedInput => {
        const rows = outcome.twin[name].length;
        return {
          ...{kind: 'column', name: `${table.file} ${snakeCase(field)}`, value: null, unit},
          ...{...fileProvenance(outcome, table.file), asOf: asOfText(outcome, table.file)},
          note: `${rows} rows${about === '' ? '' : `; ${about}`}`,
        };
      });
  });
}

const INVENTED = ['facilities.csv', 'lanes.csv', 'service.csv', 'demand.csv', 'today.csv', 'origins.csv', 'season.csv'];

function fileProvenance({twin: {settings}}: Outcome, file: string) {
  const isInvented = settings.synthetic && INVENTED.includes(file);
  return {...NO_RANGE, confidence: isInvented ? 'synthetic' : 'stated', source: `${file} of ${settings.name}`};
}

function asOfText({twin: {settings}}: Outcome, file: string): string {
  return ['demand.csv', 'today.csv', 'mix.csv', 'origins.csv'].includes(file) ? String(settings.baseYear) : '';
}

function valueAt(tree: object, path: string): unknown {
  let found: unknown = tree;
  for (const key of path.split('.')) found = (found as Record<string, unknown>)[key];
  return found;
}

function textOrNumber(value: unknown): string | number {
  return typeof value === 'number' ? value : String(value);
}

function byName(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : 1;
}

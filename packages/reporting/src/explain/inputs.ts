import {
  contractPriceUsd,
  dayNumber,
  type EntryLevel,
  isoDate,
  measureParcel,
  modifierTable,
  type Outcome,
  PARCEL_SELECT,
  type Parameter,
  parameterTable,
  type Rate,
  rateTable,
  rateSteps,
  type Reads,
  resolveParameters,
  snakeCase,
  twinTables,
} from '@cutover/core';
import {firstDayOf} from '../money/postage.ts';

/** One input of a number. Numbers without a range have only `value`; text too. */
export interface ExplainedInput {
  readonly kind: 'parameter' | 'contract term' | 'rate card' | 'modifier' | 'setting' | 'column' | 'file' | 'estimate';
  readonly file: string; // of the twin, where it stands
  readonly name: string; // its key there: parameter, path, card, column
  readonly value: number | string | null;
  readonly low: number | null;
  readonly base: number | null;
  readonly high: number | null;
  readonly unit: string;
  readonly asOf: string;
  readonly confidence: string;
  readonly source: string;
  readonly note: string;
  readonly standsInOn: readonly string[]; // days on which a card is used in place of one that is not public
}

const NO_RANGE = {low: null, base: null, high: null};
const IN_FORCE = {standsInOn: []};

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
      return {
        ...fileProvenance(outcome, file),
        kind: 'file',
        file,
        name: file,
        value: null,
        unit: '',
        asOf: '',
        note: '',
        ...IN_FORCE,
      };
    }),
  ];
}

function parameterInputs({twin}: Outcome, {parameters}: Reads): ExplainedInput[] {
  return twin.parameters.flatMap(({name, segment, ...row}): ExplainedInput[] => {
    const key = segment === undefined ? name : `${name}/${segment}`;
    return parameters.has(key) ? [parameterInput({name, ...(segment === undefined ? {} : {segment}), ...row})] : [];
  });
}

/** A row of parameters.csv, named by its key. */
export function parameterInput({name, segment, ...row}: Parameter): ExplainedInput {
  const key = segment === undefined ? name : `${name}/${segment}`;
  return {kind: 'parameter', file: parameterTable.file, name: key, value: row.base, ...row, note: '', ...IN_FORCE};
}

/** A range stands for its low, base and high, whichever was read. */
function contractInputs({twin: {contract}}: Outcome, {terms}: Reads): ExplainedInput[] {
  if (contract === null) return [];
  const paths = [...new Set([...terms].map((path) => path.replace(/\.(low|base|high)$/, '')))].sort();
  const {startsOn: asOf, confidence, source} = contract;
  return paths
    .filter((path) => !/^(source|confidence)$|\.entry$/.test(path))
    .map((path): ExplainedInput => {
      const found = valueAt(contract, path);
      const isRange = typeof found === 'object';
      const range = isRange ? (found as {low: number; base: number; high: number}) : NO_RANGE;
      const entry = /^prices\.(\d+)\./.exec(path)?.[1];
      return {
        ...{kind: 'contract term', file: 'contracts.yaml', name: `usps.${path}`},
        ...{value: isRange ? range.base : textOrNumber(found), ...range},
        unit: isRange ? 'USD/package' : path === 'promisePackagesPerYear' ? 'packages/year' : '',
        ...{asOf, confidence, source, ...IN_FORCE},
        note: entry === undefined ? contract.name : `${contract.name}, entry ${contract.prices[Number(entry)].entry}`,
      };
    });
}

/** Cards by product and entry or zone; those that stand in for one that is not public say on which days. */
function cardInputs(outcome: Outcome, {rates}: Reads): ExplainedInput[] {
  const cards = new Map<string, Rate[]>();
  for (const row of rates) {
    const key = `${row.product}, ${row.rateKey}, from ${row.from}`;
    cards.set(key, [...(cards.get(key) ?? []), row]);
  }
  return [...cards].sort(byName).map(([name, rows]): ExplainedInput => {
    const [{from, to, confidence, source}] = rows;
    const usd = rows.map((row) => row.usd);
    const standsInOn = standInDays(outcome, rows[0]);
    const end = to === undefined ? 'no end is known' : `ended before ${to}`;
    return {
      ...{
        kind: 'rate card',
        file: rateTable.file,
        name,
        value: `${roundUsd(Math.min(...usd))} to ${roundUsd(Math.max(...usd))}`,
        ...NO_RANGE,
      },
      ...{unit: 'USD/package', asOf: from, confidence, source},
      note: `${rows.length} weight steps; ${end}${standInText(standsInOn)}`,
      standsInOn,
    };
  });
}

/** A scenario's uplift leaves more digits than a price has. */
function roundUsd(usd: number): number {
  return Math.round(10_000 * usd) / 10_000;
}

/** First simulated days of epochs that are priced by a card although it is no longer in force. */
function standInDays(outcome: Outcome, row: Rate): string[] {
  const {rates} = outcome.twin;
  const days = outcome.ledger.epochs.map((_, epoch) => firstDayOf(outcome, epoch));
  return days
    .filter((day) => {
      if (dayNumber(row.from) > day || !isListDay(outcome.twin, row, day)) return false;
      const card = rateSteps(rates, row.product, row.rateKey, day);
      return card.standsIn && card.from === row.from;
    })
    .map(isoDate);
}

/** Whether list prices of the mail hold for any class on a day: the contract may have a price for each. */
function isListDay({contract, mix}: Outcome['twin'], {product, rateKey}: Rate, day: number): boolean {
  if (product !== PARCEL_SELECT || contract === null || contract.shortfall.rule === 'listPrice') return true;
  const entry = rateKey.replace('_oversize', '') as EntryLevel;
  const picks = resolveParameters([]);
  return mix.some(
    (row) => contractPriceUsd(contract, picks, day, entry, measureParcel(row, day).billableLb) === undefined,
  );
}

function standInText(days: readonly string[]): string {
  if (days.length === 0) return '';
  return `; STANDS IN on ${dayText(days)}: the card in force then is not public`;
}

/** Price dates in words; days ascend. */
export function dayText(days: readonly string[]): string {
  return days.length === 1 ? days[0] : `${days.length} price dates from ${days[0]} to ${days[days.length - 1]}`;
}

function modifierInputs({twin}: Outcome, {modifiers}: Reads): ExplainedInput[] {
  return twin.modifiers
    .filter((row) => modifiers.has(row))
    .map((row): ExplainedInput => {
      const {product, name, sortOrder, rule, value, parameter, from, to, confidence, source} = row;
      const range = parameter === undefined ? NO_RANGE : rangeOf(twin, parameter);
      const days = to === undefined ? `from ${from}` : `from ${from}, before ${to}`;
      const by = parameter === undefined ? '' : `; value of ${parameter}`;
      return {
        ...{
          kind: 'modifier',
          file: modifierTable.file,
          name: `${product}: ${name}`,
          value: value ?? range.base,
          ...range,
        },
        unit: rule === 'percent' || rule === 'discount' ? 'share' : 'USD/package',
        ...{asOf: from, confidence, source, ...IN_FORCE},
        note: `${rule}, order ${sortOrder}, ship dates ${days}${by}`,
      };
    });
}

function rangeOf({parameters}: Outcome['twin'], name: string): Pick<ExplainedInput, 'low' | 'base' | 'high'> {
  const {low, base, high} = parameters.find((row) => row.name === name && row.segment === undefined) ?? NO_RANGE;
  return {low, base, high};
}

function settingInputs({twin}: Outcome, {settings}: Reads): ExplainedInput[] {
  return [...settings].sort().map((path): ExplainedInput => {
    const isTarget = path.startsWith('target.');
    return {
      ...{
        kind: 'setting',
        file: isTarget ? 'the scenario' : 'twin.yaml',
        name: path,
        value: textOrNumber(valueAt(isTarget ? twin : twin.settings, path)),
        ...NO_RANGE,
      },
      ...{unit: '', asOf: '', confidence: 'choice'},
      ...{source: isTarget ? 'the scenario' : 'twin.yaml', note: '', ...IN_FORCE},
    };
  });
}

/** Columns of a twin's tables. */
export function columnInputs(outcome: Outcome, {columns}: Pick<Reads, 'columns'>): ExplainedInput[] {
  return [...columns].sort(byName).flatMap(([name, fields]) => {
    const table = twinTables[name];
    if (name === 'rates' || name === 'modifiers') return []; // row by row above
    return table.columns
      .filter(({field}) => fields.has(field))
      .map(({field, unit, about}): ExplainedInput => {
        const rows = outcome.twin[name].length;
        return {
          ...{kind: 'column', file: table.file, name: `${table.file} ${snakeCase(field)}`, value: null, unit},
          ...{...fileProvenance(outcome, table.file), asOf: asOfText(outcome, table.file)},
          note: `${rows} rows${about === '' ? '' : `; ${about}`}`,
        };
      });
  });
}

const INVENTED = ['facilities.csv', 'lanes.csv', 'service.csv', 'demand.csv', 'today.csv', 'origins.csv', 'season.csv'];

function fileProvenance({twin: {settings}}: Outcome, file: string) {
  const isInvented = settings.synthetic && INVENTED.includes(file);
  return {
    ...NO_RANGE,
    ...IN_FORCE,
    confidence: isInvented ? 'synthetic' : 'stated',
    source: `${file} of ${file === 'won.csv' ? 'the plan' : settings.name}`,
  };
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

import type {Modifier} from '../model/modifier.ts';
import type {Rate} from '../model/price.ts';
import {type Twin, twinTables, type TwinTableName} from '../model/twin.ts';
import {type ParameterSet, resolveParameters} from './parameters.ts';

/** What a computation read of a twin, filled while it runs. */
export interface Reads {
  readonly parameters: ReadonlySet<string>; // keys of a ParameterSet: `name`, or `name/segment`
  readonly columns: ReadonlyMap<TwinTableName, ReadonlySet<string>>; // fields, by table
  readonly rates: ReadonlySet<Rate>; // rows whose price was read
  readonly modifiers: ReadonlySet<Modifier>; // rows that were taken on a price
  readonly terms: ReadonlySet<string>; // paths in contracts.yaml below `usps`, as in prices.0.usdPerPackage.base
  readonly settings: ReadonlySet<string>; // paths in twin.yaml, as in horizon.from; `target.…` is the scenario's
  readonly files: ReadonlySet<string>; // optional files that were read, as in scf.csv
}

/** A twin that works like the one it was made from, and what is read of it. */
export interface Recorder {
  readonly twin: Twin;
  readonly p: ParameterSet;
  readonly reads: Reads;
}

/** A row of a card or a modifier counts when its price or its rule is read: to find it all other columns are. */
const TAKEN = {rates: 'usd', modifiers: 'rule'} as const;

/**
 * Watches what is read of a twin, so that the inputs of a number are those its computation asked for and no list that
 * could go stale. Rows are proxies: right for one computation on the thread that made it, several times slower.
 *
 * @param p - every parameter at its base unless given
 */
export function recordReads(twin: Twin, p: ParameterSet = resolveParameters(twin.parameters)): Recorder {
  const parameters = new Set<string>();
  const columns = new Map<TwinTableName, Set<string>>();
  const rates = new Set<Rate>();
  const modifiers = new Set<Modifier>();
  const terms = new Set<string>();
  const settings = new Set<string>();
  const files = new Set<string>();
  const tables = Object.fromEntries(
    (Object.keys(twinTables) as TwinTableName[]).map((name) => {
      if (name === 'parameters') return [name, twin.parameters]; // those read are told by `p`
      const fields = new Set<string>();
      columns.set(name, fields);
      return [name, watchRows<object>(twin[name], (field) => fields.add(field))];
    }),
  ) as Pick<Twin, TwinTableName>;
  const {scfs, won, zoneChart} = twin;
  const watched: Twin = {
    ...twin,
    ...tables,
    rates: watchRows(twin.rates, (field, row) => field === TAKEN.rates && rates.add(row)),
    modifiers: watchRows(twin.modifiers, (field, row) => field === TAKEN.modifiers && modifiers.add(row)),
    settings: watchTree(twin.settings, '', settings),
    contract: twin.contract === null ? null : watchTree(twin.contract, '', terms),
    target: watchTree(twin.target, 'target.', settings),
    ...(scfs === undefined ? {} : {scfs: watchRows(scfs, () => files.add('scf.csv'))}),
    ...(won === undefined ? {} : {won: watchRows(won, () => files.add('won.csv'))}),
  };
  if (zoneChart !== undefined) {
    const get = () => {
      files.add('zones.csv');
      return zoneChart;
    };
    Object.defineProperty(watched, 'zoneChart', {enumerable: true, get});
  }
  return {
    twin: watched,
    p: watchParameters(p, parameters),
    reads: {parameters, columns, rates, modifiers, terms, settings, files},
  };
}

function watchRows<Row extends object>(
  rows: readonly Row[],
  onRead: (field: string, row: Row) => unknown,
): readonly Row[] {
  const handler: ProxyHandler<Row> = {
    get(row, field) {
      const found: unknown = Reflect.get(row, field);
      if (typeof field === 'string' && found !== undefined) onRead(field, row);
      return found;
    },
  };
  return rows.map((row) => new Proxy(row, handler));
}

/** Notes the path of every leaf that is read; objects and lists on the way are watched too. */
function watchTree<Tree extends object>(tree: Tree, path: string, paths: Set<string>): Tree {
  return new Proxy(tree, {
    get(target, field) {
      const found: unknown = Reflect.get(target, field);
      if (typeof field === 'symbol' || typeof found === 'function' || !Object.hasOwn(target, field)) return found;
      if (typeof found === 'object' && found !== null) return watchTree(found, `${path}${field}.`, paths);
      if (!(Array.isArray(target) && field === 'length')) paths.add(`${path}${field}`);
      return found;
    },
  });
}

/** Only single look-ups count: a copy of the whole set reads nothing of it. */
function watchParameters(p: ParameterSet, names: Set<string>): ParameterSet {
  const values = new Map(p.values);
  const look = values.get.bind(values);
  values.get = (name) => {
    const found = look(name);
    if (found !== undefined) names.add(name);
    return found;
  };
  return {...p, values};
}

/** Everything that any of several computations read. */
export function mergeReads(all: readonly Reads[]): Reads {
  const columns = new Map<TwinTableName, Set<string>>();
  for (const [table, fields] of all.flatMap((reads) => [...reads.columns])) {
    columns.set(table, new Set([...(columns.get(table) ?? []), ...fields]));
  }
  const merge = <T>(read: (reads: Reads) => ReadonlySet<T>) => new Set(all.flatMap((reads) => [...read(reads)]));
  return {
    parameters: merge(({parameters}) => parameters),
    columns,
    rates: merge(({rates}) => rates),
    modifiers: merge(({modifiers}) => modifiers),
    terms: merge(({terms}) => terms),
    settings: merge(({settings}) => settings),
    files: merge(({files}) => files),
  };
}

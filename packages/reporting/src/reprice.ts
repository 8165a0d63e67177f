import {
  DataError,
  otherCarrierUsd,
  type ParameterSet,
  resolveParameters,
  type ScenarioSummary,
  type Twin,
} from '@cutover/core';
import {inCents} from './money/parts.ts';
import {postageUsd} from './money/postage.ts';

/** A row of a run's `rated` table. */
export interface RatedRow {
  readonly pricedOn: number; // days since 1970-01-01
  readonly deliverer: string; // usps or other
  readonly rateKey: string; // entry level, hand-off with a price won, or ZIP3
  readonly classId: string;
  readonly packages: number;
}

/**
 * A finished scenario at other prices: packages x price again; nothing is simulated or planned anew, so who carries
 * what stays as it was planned at the old prices. All parts but postage, other carriers and a shortfall that is
 * charged at list price stay too.
 *
 * @param before - the twin of the run, its scenario applied
 * @param after - the same with other rate cards or modifiers
 * @throws DataError if a row names a class that the twin does not have
 */
export function repriceScenario(
  summary: ScenarioSummary,
  rows: readonly RatedRow[],
  before: Twin,
  after: Twin,
): ScenarioSummary {
  const parts = summary.costUsd;
  const [was, is] = [before, after].map((twin) => ratedUsd(rows, twin));
  const byRule = before.contract?.shortfall.rule === 'listPrice' && parts.contractShortfall > 0;
  const shortfall = byRule ? Math.max(0, listUsd(rows, after) - is.usps) : parts.contractShortfall;
  const costUsd = inCents({
    ...parts,
    postage: parts.postage + is.usps - was.usps,
    otherCarrier: parts.otherCarrier + is.other - was.other,
    contractShortfall: shortfall,
  });
  const change = costUsd.total - summary.costUsd.total;
  const range = {totalLow: summary.range.totalLow + change, totalHigh: summary.range.totalHigh + change};
  return {...summary, costUsd, range};
}

function listUsd(rows: readonly RatedRow[], twin: Twin): number {
  return ratedUsd(rows, {...twin, contract: null}).usps;
}

/** What the packages cost at a twin's prices. */
function ratedUsd(rows: readonly RatedRow[], twin: Twin): {usps: number; other: number} {
  const p = resolveParameters(twin.parameters);
  const classOf = new Map(twin.mix.map(({classId}, row) => [classId, row]));
  const prices = priceReader(twin, p);
  let usps = 0;
  let other = 0;
  for (const {pricedOn, deliverer, rateKey, classId, packages} of rows) {
    const row = classOf.get(classId);
    if (row === undefined) throw new DataError(`the run has packages of class "${classId}", which mix.csv has not`);
    if (deliverer === 'usps') usps += packages * prices.usps(pricedOn, rateKey)[row];
    else other += packages * prices.other(pricedOn, rateKey, row);
  }
  return {usps, other};
}

/** Prices by day, read once each. */
function priceReader(twin: Twin, p: ParameterSet) {
  const handoffs = new Map<string, Float64Array>();
  const others = new Map<number, {usd: Float64Array; rowOf: ReadonlyMap<string, number>}>();
  return {
    usps(day: number, key: string): Float64Array {
      const known = handoffs.get(`${day} ${key}`) ?? postageUsd(twin, p, day, key);
      handoffs.set(`${day} ${key}`, known);
      return known;
    },
    other(day: number, zip3: string, row: number): number {
      let known = others.get(day);
      if (known === undefined) {
        const {zip3: all, usd} = otherCarrierUsd(twin, p, day);
        known = {usd, rowOf: new Map(all.map((each, i) => [each, i]))};
        others.set(day, known);
      }
      return known.usd[known.rowOf.get(zip3)! * twin.mix.length + row];
    },
  };
}

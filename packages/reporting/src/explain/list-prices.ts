import {
  type EntryLevel,
  handoffUsd,
  otherCarrierUsd,
  type Outcome,
  type ParameterSet,
  type Reads,
  recordReads,
} from '@cutover/core';
import {entryLevels, firstDayOf} from '../money/postage.ts';
import {type ExplainedInput, inputsOf} from './inputs.ts';

/** A rate card or a modifier, and the scenarios whose prices it makes. */
export interface ListPrice {
  readonly input: ExplainedInput;
  readonly scenarios: readonly string[];
}

/**
 * The rate cards and modifiers that price the packages of each scenario, as read on the first simulated day of every
 * epoch; where the contract has a price, none is. Needs no days of a ledger.
 *
 * @param parameters - by outcome
 */
export function listPrices(outcomes: readonly Outcome[], parameters: readonly ParameterSet[]): ListPrice[] {
  const found = new Map<string, {input: ExplainedInput; scenarios: string[]}>();
  outcomes.forEach((outcome, i) => {
    for (const input of inputsOf(outcome, priceReads(outcome, parameters[i]))) {
      if (input.kind !== 'rate card' && input.kind !== 'modifier') continue;
      const key = JSON.stringify(input);
      const one = found.get(key) ?? {input, scenarios: []};
      one.scenarios.push(outcome.name);
      found.set(key, one);
    }
  });
  return [...found.values()].sort((a, b) => orderOf(a) - orderOf(b) || (a.input.name < b.input.name ? -1 : 1));
}

function orderOf({input}: ListPrice): number {
  return input.kind === 'rate card' ? 0 : 1;
}

function priceReads(outcome: Outcome, p: ParameterSet): Reads {
  const {twin} = outcome;
  const watched = recordReads(withOneZip(twin), p);
  const rebillsAtList = twin.contract?.shortfall.rule === 'listPrice';
  outcome.ledger.epochs.forEach((_, epoch) => {
    const day = firstDayOf(outcome, epoch);
    const price = (contract: Outcome['twin']['contract'], entry: EntryLevel) =>
      handoffUsd({...watched.twin, contract}, watched.p, day, entry);
    for (const entry of entryLevels) {
      price(watched.twin.contract, entry);
      if (rebillsAtList) price(null, entry);
    }
    otherCarrierUsd(watched.twin, watched.p, day);
  });
  return watched.reads;
}

/** Every zone of a list is read for the first ZIP alone, so a national twin is watched in no time. */
function withOneZip(twin: Outcome['twin']): Outcome['twin'] {
  const zips = twin.zips.slice(0, 1);
  const origins = twin.origins.filter(({zip3}) => zips[0]?.zip.startsWith(zip3));
  const ids = new Set(origins.map(({facilityId}) => facilityId));
  const facilities = twin.facilities.filter(({facilityId}) => ids.has(facilityId));
  const none = {lanes: [], service: [], entry: [], demand: [], season: [], today: []};
  return {...twin, ...none, zips, origins, facilities};
}

import {dayNumber, type Summary} from '@cutover/core';
import {buildSummary, planWorth, type SanityRow, sanityRows} from '@cutover/reporting';
import {UsageError} from '../errors.ts';
import {version} from '../version.ts';
import type {FinishedScenario} from './finish-scenario.ts';
import {basePlace, type Inputs, windowDates} from './inputs.ts';

/** The summary of a finished run. */
export function summaryOf(inputs: Inputs, finished: readonly FinishedScenario[]): Summary {
  const {from, to} = windowDates(inputs);
  const packages = finished.reduce((sum, {outcome}) => sum + outcome.ledger.samplePackages, 0);
  const drawSeconds = finished.reduce((sum, each) => sum + each.drawSeconds, 0);
  return buildSummary(
    finished.map(({outcome}) => outcome),
    finished.map(({summary}) => summary),
    {
      version,
      inputsSha256: inputs.inputsSha256,
      firstDay: dayNumber(from),
      lastDay: dayNumber(to),
      packagesPerSecond: packages / drawSeconds,
    },
    inputs.plan === undefined ? undefined : planWorth(inputs.plan.facts),
  );
}

export function sanityOf(inputs: Inputs, finished: readonly FinishedScenario[]): SanityRow[] {
  return sanityRows(
    finished.map(({outcome}) => outcome),
    finished.map(({priced}) => priced),
    {keep: keepPlace(inputs), base: basePlace(inputs)},
  );
}

/** @throws UsageError if none of the scenarios leaves everything as it was */
export function requireKeep(inputs: Inputs): void {
  if (keepPlace(inputs) >= 0) return;
  const base = inputs.twin.settings.baseScenario;
  throw new UsageError(
    `--sanity needs a scenario that changes nothing beside the others, as in --scenario keep --scenario ${base}`,
  );
}

/** Where the scenario stands that changes nothing: USPS revenue and volume as they were are read from it. */
function keepPlace({scenarios}: Inputs): number {
  return scenarios.findIndex(({changes}) => changes.length === 0);
}

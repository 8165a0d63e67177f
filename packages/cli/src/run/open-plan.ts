import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {DataError, priceTable, TwinError} from '@cutover/core';
import {parseTable} from '@cutover/files';
import {type OpenPlan, openPlan, type Pool, type WrittenPlan} from '@cutover/runner';
import {type Inputs, readInputs} from './inputs.ts';
import {jsonOf} from './manifest.ts';
import {type PlanFile, weekRule} from './plan-directory.ts';

/** A plan directory and the twin it was made from. */
export interface ReadPlan {
  readonly inputs: Inputs;
  readonly facts: PlanFile;
  readonly written: WrittenPlan;
}

/** @throws DataError, TwinError if it is no plan, or its twin is gone or has changed */
export async function readWrittenPlan(directory: string): Promise<ReadPlan> {
  const factsPath = join(directory, 'plan.json');
  const text = await readFile(factsPath, 'utf8').catch(() => {
    throw new DataError(`"${directory}" is no plan directory; give one that \`cutover plan\` wrote`);
  });
  const {twin} = jsonOf(text, factsPath) as PlanFile;
  const inputs = await readInputs(twin, {plan: directory});
  const {facts, policy, announced} = inputs.plan!;
  const file = join(directory, 'prices.csv');
  const priceText = await readFile(file, 'utf8').catch(() => {
    throw new DataError(`"${directory}" has no prices.csv; plan again`);
  });
  const {rows, issues} = parseTable(priceTable, priceText, file);
  if (issues.length > 0) throw new TwinError(issues);
  const rule = weekRule(facts.rule ?? {}, inputs.twin, announced);
  const weekPrices = facts.weeks.map((week) => ({
    switchUsdPerZip: week.switchUsdPerZip,
    otherUsdPerPackage: week.otherUsdPerPackage ?? 0,
  }));
  return {inputs, facts, written: {policy, prices: rows, uspsUsd: facts.uspsUsdPerPackage, weekPrices, rule}};
}

/** Prices every way of the plan's scenario again. */
export function openWritten(pool: Pool, {inputs, facts, written}: ReadPlan): Promise<OpenPlan> {
  return openPlan(pool, inputs.named[0], facts.seed, written);
}

/** The same without the price of leaving an announced plan, which weighs in decisions and is paid by nobody. */
export function unannounced(plan: ReadPlan): ReadPlan {
  const {stayClose, ...rule} = plan.written.rule;
  return stayClose === undefined ? plan : {...plan, written: {...plan.written, rule}};
}

/** @throws DataError if a plan stays close to another that cannot be read any more */
export function needAnnounced({inputs, facts, written}: ReadPlan): void {
  if (facts.rule?.stayClose === undefined || written.rule.stayClose !== undefined) return;
  throw new DataError(
    `announced.csv of "${inputs.plan!.path}" is not what the plan was made with; put it back, or plan again`,
  );
}

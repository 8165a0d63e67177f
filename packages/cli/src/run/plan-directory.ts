import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {
  classGroups,
  DataError,
  dayNumber,
  DELIVERER_COUNT,
  isoDate,
  NO_BUILDING,
  OTHER,
  OWNED,
  type PolicyRow,
  policyTable,
  type Twin,
  TwinError,
  USPS,
} from '@cutover/core';
import {csvText, inputsSha256, parseTable} from '@cutover/files';
import type {PlanSide, PlanVerdict} from '@cutover/reporting';
import {
  type Closeness,
  type PlannedPolicy,
  plannedPolicy,
  type Relaxation,
  type Shortage,
  type UnseenCheck,
  type WeekRule,
  type WaitingAtEnd,
  type WeekRun,
} from '@cutover/runner';
import {jsonOf, type Manifest, type PlanUsed} from './manifest.ts';

/** `plan.json`: what a plan is worth, how sure that is, and what it was made from. */
export interface PlanFile {
  readonly version: string;
  readonly inputsSha256: string;
  readonly twin: string; // directory, absolute
  readonly scenario: string;
  readonly seed: number;
  readonly rule?: PlanRule; // what was asked for; absent in older plans: nothing
  readonly bids?: BidsUsed; // absent: at the contract's prices
  readonly valueUsd: number; // with what is planned into the headroom at the price of a lost package
  readonly boundUsd: number; // no plan that leaves the headroom costs less
  readonly freeUsd: number; // if nothing had a capacity
  readonly gap: number; // (value - bound) / value
  readonly gapOfCapacityInduced: number; // (value - bound) / (value - free)
  readonly iterations: number;
  readonly rounds: number;
  readonly whyStopped: string;
  readonly reproducible: boolean;
  readonly uspsPackages: number;
  readonly targetMissedPackages: number; // by USPS, more or fewer than the target lets it have; gaps mean nothing then
  readonly waitingAtEnd: WaitingAtEnd; // when the plan's last day ends
  readonly headroom: {readonly meanShare: number; readonly largestShare: number}; // of capacity, left free
  readonly shortfall: PlanShortfall | null; // null: the target is kept
  readonly closeness: Closeness | null; // null: no plan was announced
  readonly changes: {readonly usd: number; readonly rollbackUsd: number}; // of all waves, once
  readonly hireFirstBy: string | null; // the first day by which a wave's drivers must be hired; null: no wave needs any
  readonly uspsUsdPerPackage: number; // what one package less with USPS is worth
  readonly plan: PlanSide;
  readonly meritOrder: PlanSide; // repaired to keep to capacity and target
  readonly verdict: PlanVerdict; // of one against the other
  readonly unseen: UnseenCheck;
  readonly shortages: readonly Shortage[]; // the largest
  readonly relaxations: readonly Relaxation[]; // the least that has to give; none: every week keeps every limit
  readonly weeks: readonly PlanWeek[];
}

/** What the planner asked for beside the scenario. */
export interface PlanRule {
  readonly targetShare?: number;
  readonly shortfall?: 'fee'; // absent: the target is kept
  readonly freeze?: {readonly from: string; readonly to: string}; // days, both in
  readonly hireFrom?: string; // first day on which drivers are hired; absent: those of any week are there in time
  readonly maxZipsPerWeek?: number;
  readonly maxZipsPerStationWeek?: number;
  readonly splitParts?: number; // absent: all or nothing
  readonly stayClose?: {
    readonly plan: string; // absolute
    readonly policySha256: string;
    readonly usdPerPackage: number;
  };
}

/** What the contract charges for what USPS does not get. */
export interface PlanShortfall {
  readonly promisedPackages: number;
  readonly missingPackages: number;
  readonly usd: number; // of the plan's value
}

/** Answers to bids that a plan was made with: `won.csv` beside it, as it was given. */
export interface BidsUsed {
  readonly sha256: string;
  readonly won: number; // rows
  readonly lost: number;
}

export interface PlanWeek {
  readonly from: string;
  readonly zipsChanged: number;
  readonly packages: number;
  readonly switchUsdPerZip: number; // what one more change is worth
  readonly otherUsdPerPackage?: number; // what one more package with other carriers is worth; absent in older plans: 0
  readonly simulated: WeekRun; // its books balance
}

/** A plan as read. */
export interface Plan {
  readonly path: string; // absolute
  readonly sha256: string; // of its policy
  readonly facts: PlanFile;
  readonly policy: PlannedPolicy;
  readonly won?: string; // text of won.csv; absent: made without bids
  readonly announced?: PlannedPolicy; // that it stays close to
}

/** @throws DataError if it is no plan, or the twin or the plan's scenario has changed since */
export async function readPlan(directory: string, twin: Twin, twinDirectory: string): Promise<Plan> {
  const path = resolve(directory);
  const [factsPath, policyPath] = ['plan.json', 'policy.csv'].map((name) => join(path, name));
  if (!existsSync(factsPath) || !existsSync(policyPath)) {
    throw new DataError(`"${directory}" is no plan directory; give one that \`cutover plan\` wrote`);
  }
  const facts = jsonOf(await readFile(factsPath, 'utf8'), factsPath) as PlanFile;
  if (facts.inputsSha256 !== (await inputsSha256(twinDirectory, [facts.scenario]))) {
    throw new DataError(`the twin was changed after the plan "${directory}" was made; plan again`);
  }
  const text = await readFile(policyPath, 'utf8');
  const plan = {path, sha256: sha256Of(text), facts, policy: policyRead(text, twin, policyPath)};
  const {bids, rule} = facts;
  const announced = rule?.stayClose === undefined ? undefined : await announcedOf(path, rule.stayClose, twin);
  return {
    ...plan,
    ...(bids === undefined ? {} : {won: await wonText(path, bids, directory)}),
    ...(announced === undefined ? {} : {announced}),
  };
}

/** The announced plan: the copy beside a plan, or, beside one made before copies were kept, the plan itself. */
async function announcedOf(
  path: string,
  {plan, policySha256}: NonNullable<PlanRule['stayClose']>,
  twin: Twin,
): Promise<PlannedPolicy | undefined> {
  for (const file of [join(path, ANNOUNCED), join(plan, 'policy.csv')]) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (sha256Of(text) === policySha256) return policyRead(text, twin, file);
  }
  return undefined;
}

/** The file beside a plan that holds the policy of the one it stays close to. */
export const ANNOUNCED = 'announced.csv';

/** @throws TwinError, DataError with what is wrong */
function policyRead(text: string, twin: Twin, file: string): PlannedPolicy {
  const {rows, issues} = parseTable(policyTable, text, file);
  if (issues.length > 0) throw new TwinError(issues);
  return plannedPolicy(rows, twin, file);
}

/**
 * A plan that others were told of. The twin may have changed since.
 *
 * @throws DataError if it is no plan, or of other ZIPs or stations
 */
export async function readAnnounced(directory: string, twin: Twin): Promise<AnnouncedPlan> {
  const file = join(directory, 'policy.csv');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new DataError(`"${directory}" is no plan directory; give one that \`cutover plan\` wrote`);
  });
  return {text, sha256: sha256Of(text), policy: policyRead(text, twin, file)};
}

export interface AnnouncedPlan extends Pick<Plan, 'sha256' | 'policy'> {
  readonly text: string; // of its policy.csv
}

/** @throws DataError if the answers are gone, or not those the plan was made with */
async function wonText(path: string, {sha256}: BidsUsed, directory: string): Promise<string> {
  const text = await readFile(join(path, 'won.csv'), 'utf8').catch(() => '');
  if (sha256Of(text) === sha256) return text;
  throw new DataError(`won.csv of "${directory}" is not what the plan was made with; put it back, or plan again`);
}

export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function planUsed({path, sha256, facts}: Plan): PlanUsed {
  return {path, sha256, scenario: facts.scenario, ...(facts.bids === undefined ? {} : {bids: facts.bids.sha256})};
}

/**
 * What `readInputs` needs to make a run's scenario again as it was.
 *
 * @throws DataError if its plan is gone or another
 */
export async function planAgain({plan}: Manifest, scenario: string): Promise<{plan?: string}> {
  if (plan?.scenario !== scenario) return {};
  const is = async (name: string, sha256: string): Promise<boolean> =>
    existsSync(join(plan.path, name)) && sha256Of(await readFile(join(plan.path, name), 'utf8')) === sha256;
  const isSame = (await is('policy.csv', plan.sha256)) && (plan.bids === undefined || (await is('won.csv', plan.bids)));
  if (isSame) return {plan: plan.path};
  throw new DataError(`the plan "${plan.path}" is not what it was when this run was made; run again`);
}

/**
 * A rule as planning takes it.
 *
 * @param announced - what `stayClose` names; absent: what a package costs that goes another way is left out
 */
export function weekRule(rule: PlanRule, {settings: {horizon}}: Twin, announced?: PlannedPolicy): WeekRule {
  const {targetShare, shortfall, freeze, hireFrom, maxZipsPerWeek, maxZipsPerStationWeek, splitParts, stayClose} = rule;
  const firstDay = dayNumber(horizon.from);
  return {
    ...(targetShare === undefined ? {} : {targetShare}),
    ...(shortfall === undefined ? {} : {shortfall}),
    ...(hireFrom === undefined ? {} : {hireFromDay: dayNumber(hireFrom) - firstDay}),
    ...(maxZipsPerWeek === undefined ? {} : {zipsPerWeekMax: maxZipsPerWeek}),
    ...(maxZipsPerStationWeek === undefined ? {} : {zipsPerStationWeekMax: maxZipsPerStationWeek}),
    ...(splitParts === undefined ? {} : {splitParts}),
    ...(stayClose === undefined || announced === undefined
      ? {}
      : {stayClose: {policy: announced, usdPerPackage: stayClose.usdPerPackage}}),
    ...(freeze === undefined
      ? {}
      : {freeze: {fromDay: dayNumber(freeze.from) - firstDay, toDay: dayNumber(freeze.to) - firstDay + 1}}),
  };
}

/** The policy as `policy.csv`: a row for each class group of a ZIP on the days it changes. */
export function policyText({changes}: PlannedPolicy, twin: Twin): string {
  const firstDay = dayNumber(twin.settings.horizon.from);
  const id = (building: number): string | undefined =>
    building === NO_BUILDING ? undefined : twin.facilities[building].facilityId;
  const dates = new Map<number, string>();
  const rows = changes.flatMap(({day, zip, station, handoff, share}) => {
    const from = dates.get(day) ?? isoDate(firstDay + day);
    dates.set(day, from);
    const [stationId, handoffId] = [id(station), id(handoff)];
    const ways = {...(stationId === undefined ? {} : {stationId}), ...(handoffId === undefined ? {} : {handoffId})};
    return classGroups.map((classGroup, group): PolicyRow => {
      const at = group * DELIVERER_COUNT;
      const [owned, usps, other] = [share[at + OWNED], share[at + USPS], share[at + OTHER]];
      return {from, zip: twin.zips[zip].zip, classGroup, owned, usps, other, ...ways};
    });
  });
  return csvText(policyTable, rows);
}

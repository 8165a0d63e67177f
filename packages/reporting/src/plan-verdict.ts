import type {PlanWorth} from '@cutover/core';
import {headlineUsd, percentText, wholeText} from './format.ts';

/** What a plan is held against another by. */
export interface PlanSide {
  readonly valueUsd: number;
  readonly isKept: boolean; // limits on USPS volume and on changes
  readonly overflowPackages: number; // planned beyond capacity
  readonly waitingPackageDays: number; // simulated
  readonly latePackageDays: number;
  readonly fallbackPackages: number;
  readonly simulatedUsd: number; // value with lateness and fallback as simulated, each at its price
}

/** Whether a plan is better than merit order. */
export interface PlanVerdict {
  readonly savingUsd: number; // against merit order repaired to capacity and target
  readonly gapUsd: number; // certified: no plan costs less by more
  readonly isBetter: boolean; // both keep the target, it saves more than the gap, and nothing below is worse
  readonly worse: readonly string[]; // why it is not, in words
  readonly simulatedSavingUsd?: number | undefined; // with lateness, fallback; absent: target missed, older plan
}

const MEASURES: readonly [keyof PlanSide & `${string}${'Packages' | 'Days'}`, string][] = [
  ['overflowPackages', 'packages are planned beyond capacity'],
  ['waitingPackageDays', 'package-days of backlog'],
  ['latePackageDays', 'package-days late'],
  ['fallbackPackages', 'packages fall back'],
];

/** Compares only plans that keep the target: one that misses it is no cheaper way to the same end. */
export function judgePlan(plan: PlanSide, meritOrder: PlanSide, gapUsd: number): PlanVerdict {
  const savingUsd = meritOrder.valueUsd - plan.valueUsd;
  const worse = [
    ...(plan.isKept ? [] : ['the plan misses the target share or a limit on changes']),
    ...(meritOrder.isKept
      ? []
      : ['merit order misses the target share or a limit on changes, so there is nothing to compare with']),
    ...(savingUsd > gapUsd ? [] : ['the saving is within the certified gap']),
    ...MEASURES.flatMap(([measure, words]) =>
      plan[measure] <= meritOrder[measure]
        ? []
        : [`${wholeText(plan[measure])} against ${wholeText(meritOrder[measure])} ${words}`],
    ),
  ];
  const isBetter = worse.length === 0;
  if (!plan.isKept || !meritOrder.isKept) return {savingUsd, gapUsd, isBetter, worse};
  return {savingUsd, gapUsd, isBetter, worse, simulatedSavingUsd: meritOrder.simulatedUsd - plan.simulatedUsd};
}

/** A plan as read, for what it is worth. */
interface JudgedPlan {
  readonly scenario: string;
  readonly meritOrder: {readonly valueUsd: number}; // kept to capacity and target
  readonly verdict: PlanVerdict; // of the plan against it
}

/** The numbers of `summary.json`, which every face shows. */
export function planWorth({scenario, meritOrder, verdict}: JudgedPlan): PlanWorth {
  const {savingUsd, gapUsd, isBetter, worse, simulatedSavingUsd} = verdict;
  return {
    ...{scenario, meritOrderUsd: meritOrder.valueUsd, savingUsd, gapUsd, isBetter, worse: [...worse]},
    ...(simulatedSavingUsd === undefined ? {} : {simulatedSavingUsd}),
  };
}

/** The verdict in a sentence or two, the same on the terminal, in the report and in the workbook. */
export function planWorthText({scenario, meritOrderUsd, ...verdict}: PlanWorth): string {
  return `${scenario} does as a plan says. ${planVerdictText(verdict, meritOrderUsd)}`;
}

/** The verdict as a sentence. */
export function planVerdictText(verdict: PlanVerdict, meritOrderUsd: number): string {
  const {savingUsd, gapUsd, isBetter, worse, simulatedSavingUsd = 0} = verdict;
  if (!isBetter) {
    const all = `The plan is no better than merit order kept to capacity: ${worse.join('; ')}.`;
    if (!(simulatedSavingUsd > gapUsd)) return all;
    return (
      `${all} With late days and fallback at their prices (late_day_usd, lost_package_usd) it would save ` +
      `${headlineUsd(simulatedSavingUsd)} all the same.`
    );
  }
  const share = percentText(savingUsd / meritOrderUsd, 2);
  return (
    `The plan saves ${headlineUsd(savingUsd)} (${share}) against merit order kept to capacity and target, more than ` +
    `its certified gap of ${headlineUsd(gapUsd)}, at no more backlog, lateness or fallback.`
  );
}

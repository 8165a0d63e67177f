import {packagesText, percentText, planWorth, planWorthText, type TextTable, wholeText} from '@cutover/reporting';
import type {PlanFile} from './plan-directory.ts';

/** What a planner reads first: the plan, and beside it merit order made to keep to capacity and target. */
export function planTable(file: PlanFile): TextTable {
  const {plan, meritOrder, unseen, headroom, weeks, waitingAtEnd, shortfall, closeness, changes} = file;
  const both = (label: string, cell: (side: typeof plan) => string) => [label, cell(plan), cell(meritOrder)];
  const packages = (count: number): string => wholeText(count);
  const fee = (label: string, count: number, usd: number) => [label, `${packagesText(count)}, $${wholeText(usd)}`, ''];
  return {
    head: ['The plan', file.scenario, 'merit order'],
    rows: [
      both('Cost of all that can be decided', ({valueUsd}) => `$${wholeText(valueUsd)}`),
      ['  no plan costs less than', `$${wholeText(file.boundUsd)}`, ''],
      ...gapRows(file),
      ['USPS packages', packagesText(file.uspsPackages), ''],
      ...(shortfall === null ? [] : [fee('  missing, at the fee', shortfall.missingPackages, shortfall.usd)]),
      ...(closeness === null ? [] : [fee('Other than announced', closeness.packages, closeness.usd)]),
      both('  target kept', ({isKept}) => (isKept ? 'yes' : 'no')),
      both('Planned beyond capacity, packages', ({overflowPackages}) => packages(overflowPackages)),
      both('Simulated: backlog, package-days', ({waitingPackageDays}) => packages(waitingPackageDays)),
      both('  late, package-days', ({latePackageDays}) => packages(latePackageDays)),
      both('  fell back, packages', ({fallbackPackages}) => packages(fallbackPackages)),
      both('  cost with these at their prices', ({simulatedUsd}) => `$${wholeText(simulatedUsd)}`),
      ['  weeks whose books balance', `${weeks.length} of ${weeks.length}`, ''],
      ['  waiting at full stations when the last ends', packages(waitingAtEnd.atStations), ''],
      ['  waiting for a delivery day then', packages(waitingAtEnd.forDeliveryDay), ''],
      ['Headroom left free, mean', percentText(headroom.meanShare), ''],
      ['  largest', percentText(headroom.largestShare), ''],
      [`On ${unseen.draws} unseen draws, P90 load`, percentText(unseen.p90LoadShare), ''],
      ['  beyond capacity', percentText(unseen.overflowShare, 2), ''],
      ['  holds', unseen.holds ? 'yes' : 'no', ''],
      ['ZIPs changed', wholeText(weeks.reduce((sum, {zipsChanged}) => sum + zipsChanged, 0)), ''],
      ['  in weeks', wholeText(weeks.filter(({zipsChanged}) => zipsChanged > 0).length), ''],
      ['  changes cost, once', `$${wholeText(changes.usd)}`, ''],
      ['  going back, once', `$${wholeText(changes.rollbackUsd)}`, ''],
      ['Stopped at', file.whyStopped, ''],
    ],
  };
}

/** How far from the best the plan may be: no plan that keeps the target is known where this one misses it. */
function gapRows({plan, gap, gapOfCapacityInduced, targetMissedPackages}: PlanFile): string[][] {
  if (plan.isKept) {
    return [
      ['  gap, of the cost', percentText(gap, 3), ''],
      ['  gap, of what capacity costs', percentText(gapOfCapacityInduced, 1), ''],
    ];
  }
  const missed = `the target is missed by ${wholeText(targetMissedPackages)} packages`;
  return [['  gap', `none: ${targetMissedPackages > 0 ? missed : 'more ZIPs change than may'}`, '']];
}

/** Whether the plan is better than merit order, in a sentence or two, and what must have begun before it does. */
export function planText(file: PlanFile): string {
  const {hireFirstBy, weeks} = file;
  const text = planWorthText(planWorth(file));
  if (hireFirstBy === null || hireFirstBy >= weeks[0].from) return text;
  const first = `Its first drivers must be hired by ${hireFirstBy}, before it begins`;
  return `${text}\n${first}; --hire-from DAY plans without them.`;
}

const RELAXATIONS_SHOWN = 8;

/** What has to give where no plan keeps every limit. */
export function relaxationTable({relaxations}: PlanFile): TextTable {
  return {
    head: ['Has to give, at least', 'Weeks from', 'to', 'Packages a day', 'Packages'],
    rows: relaxations
      .slice(0, RELAXATIONS_SHOWN)
      .map(({limit, facilityId, fromWeek, toWeek, packagesPerDay, packages}) => [
        facilityId === null ? limit : `${limit} of ${facilityId}`,
        ...[fromWeek, toWeek, wholeText(packagesPerDay), wholeText(packages)],
      ]),
  };
}

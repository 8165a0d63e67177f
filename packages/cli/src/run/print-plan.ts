import {packagesText, percentText, type TextTable, wholeText} from '@cutover/reporting';
import type {PlanFile} from './plan-directory.ts';

/** What a planner reads first. */
export function planTable(plan: PlanFile): TextTable {
  return {
    head: ['The plan', plan.scenario],
    rows: [
      ['Cost of all that can be decided', `$${wholeText(plan.valueUsd)}`],
      ['  no plan costs less than', `$${wholeText(plan.boundUsd)}`],
      ['  gap, of the cost', percentText(plan.gap, 3)],
      ['  gap, of what capacity costs', percentText(plan.gapOfCapacityInduced, 1)],
      ['USPS packages', packagesText(plan.uspsPackages)],
      ['Beyond capacity', `${wholeText(plan.overflowPackages)} packages`],
      ['Merit order, kept to capacity', `$${wholeText(plan.meritOrder.valueUsd)}`],
      ['  the plan saves', plan.isBetter ? `$${wholeText(plan.savingUsd)}` : 'no better'],
      [`On ${plan.unseen.draws} unseen draws, P90 load`, percentText(plan.unseen.p90LoadShare)],
      ['  beyond capacity', percentText(plan.unseen.overflowShare, 2)],
      ['ZIPs changed', wholeText(plan.weeks.reduce((sum, {zipsChanged}) => sum + zipsChanged, 0))],
      ['  in weeks', wholeText(plan.weeks.filter(({zipsChanged}) => zipsChanged > 0).length)],
      ['Stopped at', plan.whyStopped],
    ],
  };
}

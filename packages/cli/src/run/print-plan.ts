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
      ...(plan.shortfall === null
        ? []
        : [
            [
              '  missing, at the fee',
              `${packagesText(plan.shortfall.missingPackages)}, $${wholeText(plan.shortfall.usd)}`,
            ],
          ]),
      ...(plan.closeness === null
        ? []
        : [['Other than announced', `${packagesText(plan.closeness.packages)}, $${wholeText(plan.closeness.usd)}`]]),
      ['Beyond capacity', `${wholeText(plan.overflowPackages)} packages`],
      ['Merit order, kept to capacity', `$${wholeText(plan.meritOrder.valueUsd)}`],
      ['  the plan saves', plan.isBetter ? `$${wholeText(plan.savingUsd)}` : 'no better'],
      [`On ${plan.unseen.draws} unseen draws, P90 load`, percentText(plan.unseen.p90LoadShare)],
      ['  beyond capacity', percentText(plan.unseen.overflowShare, 2)],
      ['ZIPs changed', wholeText(plan.weeks.reduce((sum, {zipsChanged}) => sum + zipsChanged, 0))],
      ['  in weeks', wholeText(plan.weeks.filter(({zipsChanged}) => zipsChanged > 0).length)],
      ['  changes cost, once', `$${wholeText(plan.changes.usd)}`],
      ['  going back, once', `$${wholeText(plan.changes.rollbackUsd)}`],
      ['Stopped at', plan.whyStopped],
    ],
  };
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

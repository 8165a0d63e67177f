import type {Outcome} from '@cutover/core';
import {
  fixedText,
  packagesText,
  percentText,
  type Priced,
  priceUsd,
  type TextTable,
  wholeText,
} from '@cutover/reporting';

const CUT_USD_MAX = 1; // own minus USPS at the cut, a package: beyond it the target is far from what pays
const OFF_TARGET_MAX = 0.001; // planned USPS packages against their target
const BEYOND_MAX = 0.02; // of a day's packages, planned beyond stations' capacity
const WAITING_MAX = 0.001; // of all packages, at the end of the horizon: a few wait over every Sunday

/** What planning decided before a package moved: one column for each scenario. */
export function planTable(outcomes: readonly Outcome[]): TextTable {
  const line = (label: string, cell: (outcome: Outcome) => string) => [label, ...outcomes.map(cell)];
  return {
    head: ['The plan', ...outcomes.map(({name}) => name)],
    rows: [
      line('USPS packages, target', ({facts}) => packagesText(facts.uspsTargetPackages)),
      line('  planned', ({facts}) => packagesText(facts.uspsPlannedPackages)),
      line('  off target by', (outcome) => percentText(Math.abs(offTarget(outcome)), 2)),
      line('  only USPS can carry', ({facts}) => packagesText(facts.uspsFloorPackages)),
      line('Own minus USPS at the cut', ({facts}) => priceUsd(facts.cutDifferenceUsd)),
      line('Planned above capacity, a day', ({facts}) => wholeText(facts.beyondCapacityPackages)),
      line('ZIPs without an own way', ({facts}) => wholeText(facts.uncoveredZips.length)),
      line('Ways the promise changes', ({planned}) => percentText(planned.promiseBindingShare)),
    ],
  };
}

/** What a planner must know before believing the answer. */
export function planWarnings(outcome: Outcome, {counts: {zip}}: Priced): string[] {
  const {name, facts, ledger} = outcome;
  const warnings: string[] = [];
  if (Math.abs(facts.cutDifferenceUsd) > CUT_USD_MAX) {
    warnings.push(`${name}: ${cutText(facts.cutDifferenceUsd)}`);
  }
  if (Math.abs(offTarget(outcome)) > OFF_TARGET_MAX) {
    warnings.push(`${name}: planned USPS volume is ${percentText(Math.abs(offTarget(outcome)), 2)} off its target.`);
  }
  const beyond = (facts.beyondCapacityPackages * ledger.dayCount) / ledger.volumePackages;
  if (beyond > BEYOND_MAX) {
    const packages = wholeText(facts.beyondCapacityPackages);
    warnings.push(`${name}: the plan sends stations ${packages} packages a day more than they hold on their tightest.`);
  }
  const [demanded, waiting] = [sumOf(zip.demanded), sumOf(zip.backlogEnd)];
  if (waiting > demanded * WAITING_MAX) {
    const packages = `${packagesText(waiting)} packages, ${percentText(waiting / demanded)} of all,`;
    warnings.push(`${name} does not hold: ${packages} still wait at the end; delivering them is not in its cost.`);
  }
  return warnings;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Above 0, too much was taken back; below 0, too little. */
function cutText(differenceUsd: number): string {
  const size = `$${fixedText(Math.abs(differenceUsd), 2)} a package`;
  return differenceUsd > 0
    ? `the last packages taken back cost ${size} more by own vans than by USPS; less would pay better.`
    : `the last packages taken back cost ${size} less by own vans than by USPS; more would pay better.`;
}

function offTarget({facts: {uspsPlannedPackages, uspsTargetPackages}}: Outcome): number {
  return uspsTargetPackages === 0 ? 0 : uspsPlannedPackages / uspsTargetPackages - 1;
}

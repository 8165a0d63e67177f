import {DELIVERER_COUNT, GROUP_COUNT, type PlanFacts, type PlannedPaths, SHARE_ONE, USPS} from '@cutover/core';
import type {EpochPlan} from './plan-epoch.ts';

/** What the plan says of itself, over the simulated epochs. */
export function planFacts(plans: readonly EpochPlan[], groupShare: Float64Array): PlanFacts {
  const sum = (read: (plan: EpochPlan) => number): number => plans.reduce((total, plan) => total + read(plan), 0);
  const last = plans[plans.length - 1];
  return {
    uspsTargetPackages: Math.round(sum(({merit, volume}) => merit.targetShare * volume)),
    uspsPlannedPackages: Math.round(sum(({merit, volume}) => merit.plannedShare * volume)),
    uspsFloorPackages: Math.round(sum(({merit, volume}) => floorShare(merit.share, groupShare) * volume)),
    takenBackZips: last.merit.takenBack,
    beyondCapacityPackages: Math.round(
      Math.max(
        ...plans.map(({merit, volume, policy: {epoch}}) => {
          return (merit.beyondCapacityShare * volume) / (epoch.toDay - epoch.fromDay);
        }),
      ),
    ),
    cutDifferenceUsd: dearestCut(plans),
    uncoveredZips: last.uncovered,
  };
}

/** Over the epochs that took anything back; NaN if none did. */
function dearestCut(plans: readonly EpochPlan[]): number {
  const cuts = plans.map(({merit}) => merit.cutDifferenceUsd).filter((usd) => !Number.isNaN(usd));
  return cuts.length === 0 ? Number.NaN : Math.max(...cuts);
}

function floorShare(share: Uint16Array, groupShare: Float64Array): number {
  let sum = 0;
  for (let cell = GROUP_COUNT - 1; cell < groupShare.length; cell += GROUP_COUNT) {
    sum += (groupShare[cell] * share[cell * DELIVERER_COUNT + USPS]) / SHARE_ONE;
  }
  return sum;
}

/** The planned ways of all epochs, in the shape reporting reads. */
export function plannedPaths(plans: readonly EpochPlan[], zipCount: number): PlannedPaths {
  const cells = plans.length * zipCount * 2;
  const paths = {
    linehaulUsd: new Float64Array(cells),
    sortUsd: new Float64Array(cells),
    transitHours: new Float64Array(cells),
  };
  plans.forEach(({ways}, epoch) => {
    for (let zip = 0; zip < zipCount; zip++) {
      const at = (epoch * zipCount + zip) * 2;
      paths.linehaulUsd[at] = ways.ownUsd[zip] - ways.ownSortUsd[zip];
      paths.linehaulUsd[at + 1] = ways.uspsUsd[zip] - ways.uspsSortUsd[zip];
      paths.sortUsd[at] = ways.ownSortUsd[zip];
      paths.sortUsd[at + 1] = ways.uspsSortUsd[zip];
      paths.transitHours[at] = ways.ownHours[zip];
      paths.transitHours[at + 1] = ways.uspsHours[zip];
    }
  });
  const binding = plans.reduce((sum, plan) => sum + plan.binding.binding, 0);
  const pairs = plans.reduce((sum, plan) => sum + plan.binding.pairs, 0);
  return {...paths, promiseBindingShare: pairs === 0 ? 0 : binding / pairs};
}

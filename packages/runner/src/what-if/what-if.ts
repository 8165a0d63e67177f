import {applyScenario, type Change, dayNumber, isoDate} from '@cutover/core';
import {type CostUsd, inCents, openDays, type PartsUsd} from '@cutover/reporting';
import {type Draft, draftOf} from './draft.ts';
import {beyondCapacity} from './peak-load.ts';
import {plannedMail, plannedRoads, type PricedEpoch} from './planned-cost.ts';
import {deliveryUsd, meanDays, type PlannedDay, priceEpochs} from './planned-days.ts';
import type {WhatIfSession} from './session.ts';
import {plannedShortfallUsd} from './shortfall.ts';
import {zipMeasures, type ZipMeasures} from './zip-measures.ts';

/** The nation as planned with some changes: not simulated, so it is a preview of a run and says so. */
export interface Preview {
  readonly costUsd: CostUsd; // the horizon, whole cents; mean day of each epoch x its days
  readonly planKept: boolean; // true: who carries what is the last plan's, at the new prices
  readonly packages: {readonly owned: number; readonly usps: number; readonly other: number}; // the horizon
  readonly meanDay: {readonly packages: number; readonly usd: number}; // delivery alone: no fixed cost or shortfall
  readonly peakDay: {
    readonly on: string;
    readonly packages: number;
    readonly usd: number;
    readonly beyondCapacityPackages: number; // planned for stations above what they take that day
  };
  readonly zips: ZipMeasures;
}

/**
 * Previews changes to a session's scenario with the functions a run plans with: prices, hand-offs and last mile of
 * every ZIP, epoch by epoch. Where only prices move the last plan is kept; where demand, capacity or the share with
 * USPS move, the merit order decides again.
 *
 * @param isSuperseded - asked between epochs
 * @throws TwinError if a change does not fit the scenario @throws Superseded if asked to stop
 */
export function whatIf(
  session: WhatIfSession,
  changes: readonly Change[],
  isSuperseded: () => boolean = () => false,
): Preview {
  const scenario = {name: 'what-if', about: '', changes: [...changes]};
  const draft = draftOf(session, changes.length === 0 ? session.twin : applyScenario(session.twin, scenario));
  const priced = priceEpochs(session, draft, isSuperseded);
  const days = meanDays(session, draft, priced);
  const {dayFirst, dayPackages} = draft.horizon.demand;
  const {dayCount} = draft.horizon;
  const meanDayPackages = (dayFirst[dayCount] - dayFirst[0]) / dayCount;
  const over = (read: (day: PlannedDay) => number): number => sumDays(priced, days, read);
  return {
    costUsd: inCents(horizonParts(draft, priced, days)),
    planKept: draft.planKept,
    packages: {
      owned: Math.round(over(({roads}) => roads.ownedPackages)),
      usps: Math.round(over(({mail}) => mail.uspsPackages)),
      other: Math.round(over(({roads}) => roads.otherPackages)),
    },
    meanDay: {packages: Math.round(meanDayPackages), usd: Math.round(over(deliveryUsd) / dayCount)},
    peakDay: peakDay(draft, priced, dayPackages),
    zips: zipMeasures(draft, priced[priced.length - 1], meanDayPackages),
  };
}

function peakDay(draft: Draft, priced: readonly PricedEpoch[], dayPackages: ArrayLike<number>): Preview['peakDay'] {
  let peak = 0;
  for (let day = 0; day < dayPackages.length; day++) if (dayPackages[day] > dayPackages[peak]) peak = day;
  const epoch = priced.find(({known}) => peak >= known.epoch.fromDay && peak < known.epoch.toDay)!; // epochs cover all
  const packages = dayPackages[peak];
  const [roads, mail] = [plannedRoads(draft, epoch, packages), plannedMail(draft, epoch, packages)];
  return {
    on: isoDate(draft.horizon.firstDay + peak),
    packages,
    usd: Math.round(deliveryUsd({packages, roads, mail})),
    beyondCapacityPackages: Math.round(beyondCapacity(draft, epoch, peak)),
  };
}

function horizonParts(draft: Draft, priced: readonly PricedEpoch[], days: readonly PlannedDay[]): PartsUsd {
  const {twin, horizon} = draft;
  const fromDay = dayNumber(twin.settings.horizon.from);
  const over = (read: (day: PlannedDay) => number): number => sumDays(priced, days, read);
  return {
    linehaul: over(({roads, mail}) => roads.linehaulUsd + mail.linehaulUsd),
    sort: over(({roads, mail}) => roads.sortUsd + mail.sortUsd),
    lastMile: over(({roads}) => roads.lastMileUsd),
    postage: over(({mail}) => mail.postageUsd),
    otherCarrier: over(({roads}) => roads.otherUsd),
    fixed: twin.facilities.reduce(
      (sum, facility) => sum + facility.fixedUsdPerDay * openDays(facility, fromDay, fromDay + horizon.dayCount),
      0,
    ),
    contractShortfall: plannedShortfallUsd(draft, priced, days),
  };
}

function sumDays(
  priced: readonly PricedEpoch[],
  days: readonly PlannedDay[],
  read: (day: PlannedDay) => number,
): number {
  return priced.reduce((sum, {known: {epoch}}, i) => sum + read(days[i]) * (epoch.toDay - epoch.fromDay), 0);
}

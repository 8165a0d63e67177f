import {applyScenario, type Change, dayNumber, isoDate} from '@cutover/core';
import {type CostUsd, inCents, openDays, type PartsUsd} from '@cutover/reporting';
import {type Draft, draftOf} from './draft.ts';
import type {PricedEpoch} from './planned-cost.ts';
import {deliveryUsd, planDays, type PlannedDays, type PlannedHorizon, planHorizon, priceEpochs} from './planned-days.ts';
import type {WhatIfSession} from './session.ts';
import {plannedShortfallUsd} from './shortfall.ts';
import type {StationDays} from './station-days.ts';
import {zipMeasures, type ZipMeasures} from './zip-measures.ts';

/** The nation as planned with some changes: not simulated, so it is a preview of a run and says so. */
export interface Preview {
  readonly costUsd: CostUsd; // the horizon, whole cents; as a run books it, on expected loads
  readonly planKept: boolean; // true: who carries what is the last plan's, at the new prices
  readonly packages: {
    readonly owned: number; // delivered over the horizon
    readonly usps: number;
    readonly other: number;
    readonly waiting: number; // at full stations in the end
  };
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
  const planned = planHorizon(session, draft, priced);
  const {dayFirst} = draft.horizon.demand;
  const {dayCount} = draft.horizon;
  const meanDayPackages = (dayFirst[dayCount] - dayFirst[0]) / dayCount;
  const over = (read: (days: PlannedDays) => number): number => sum(planned.epochs.map(read));
  return {
    costUsd: inCents(horizonParts(draft, priced, planned)),
    planKept: draft.planKept,
    packages: {
      owned: Math.round(over(({roads}) => roads.ownedPackages)),
      usps: Math.round(over(({mail}) => mail.uspsPackages)),
      other: Math.round(over(({roads}) => roads.otherPackages)),
      waiting: waitingAtEnd(draft, planned.stations),
    },
    meanDay: {packages: Math.round(meanDayPackages), usd: Math.round(over(deliveryUsd) / dayCount)},
    peakDay: peakDay(draft, priced, planned.stations),
    zips: zipMeasures(draft, priced[priced.length - 1], meanDayPackages),
  };
}

function peakDay(draft: Draft, priced: readonly PricedEpoch[], stations: StationDays): Preview['peakDay'] {
  const {dayPackages} = draft.horizon.demand;
  let peak = 0;
  for (let day = 0; day < dayPackages.length; day++) if (dayPackages[day] > dayPackages[peak]) peak = day;
  const epoch = priced.find(({known}) => peak >= known.epoch.fromDay && peak < known.epoch.toDay)!; // epochs cover all
  return {
    on: isoDate(draft.horizon.firstDay + peak),
    packages: dayPackages[peak],
    usd: Math.round(deliveryUsd(planDays(draft, epoch, stations, {fromDay: peak, toDay: peak + 1}))),
    beyondCapacityPackages: beyondCapacity(draft, stations, peak),
  };
}

/** Own packages planned above what their stations take on a day of the horizon. */
function beyondCapacity({capacity}: Draft, {stationCount, planned}: StationDays, day: number): number {
  let beyond = 0;
  for (let at = day * stationCount; at < (day + 1) * stationCount; at++) {
    beyond += Math.max(0, planned[at] - capacity.planned[at]);
  }
  return beyond;
}

function waitingAtEnd({horizon}: Draft, {stationCount, waiting}: StationDays): number {
  return sum(Array.from(waiting.subarray((horizon.dayCount - 1) * stationCount)));
}

function horizonParts(draft: Draft, priced: readonly PricedEpoch[], planned: PlannedHorizon): PartsUsd {
  const {twin, horizon} = draft;
  const fromDay = dayNumber(twin.settings.horizon.from);
  const over = (read: (days: PlannedDays) => number): number => sum(planned.epochs.map(read));
  return {
    linehaul: over(({lanes}) => lanes.linehaulUsd),
    sort: over(({lanes}) => lanes.sortUsd),
    lastMile: over(({roads}) => roads.lastMileUsd),
    postage: over(({mail}) => mail.postageUsd),
    otherCarrier: over(({roads}) => roads.otherUsd),
    fixed: sum(
      twin.facilities.map(
        (facility) => facility.fixedUsdPerDay * openDays(facility, fromDay, fromDay + horizon.dayCount),
      ),
    ),
    contractShortfall: plannedShortfallUsd(draft, priced, planned),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}

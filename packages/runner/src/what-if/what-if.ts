import {applyScenario, type Change, isoDate} from '@cutover/core';
import {type CostUsd, inCents, type PartsUsd} from '@cutover/reporting';
import {type Draft, draftOf} from './draft.ts';
import {previewError, type PreviewError} from './error.ts';
import type {PricedEpoch} from './planned-cost.ts';
import {
  deliveryUsd,
  meanDayPackages,
  type PlannedDays,
  type PlannedHorizon,
  planHorizon,
  priceEpochs,
} from './planned-days.ts';
import type {WhatIfSession} from './session.ts';
import {plannedShortfallUsd} from './shortfall.ts';
import type {StationDays} from './station-days.ts';
import {daysWaited, transitDays} from './transit-days.ts';
import {zipMeasures, type ZipMeasures} from './zip-measures.ts';

/**
 * The nation as planned with some changes: what `cutover run` of the saved scenario books, on expected loads. No
 * package is simulated, so it is a preview and says so.
 */
export interface Preview {
  readonly costUsd: CostUsd; // the horizon, whole cents; as a run books it, on expected loads
  readonly error: PreviewError;
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
 * Previews changes to a session's scenario with the functions a run plans and books with: prices, hand-offs and last
 * mile of every ZIP, epoch by epoch; what full stations turn away, day by day; whole trips on every lane. Where
 * only prices move the last plan is kept; where demand, capacity or the share with USPS move, the merit order decides
 * again.
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
  const dayPackages = meanDayPackages(draft.horizon);
  const over = (read: (days: PlannedDays) => number): number => sum(planned.epochs.map(read));
  const costUsd = inCents(horizonParts(draft, priced, planned));
  return {
    costUsd,
    error: previewError(draft, changes, planned, costUsd),
    planKept: draft.planKept,
    packages: {
      owned: Math.round(over(({roads}) => roads.ownedPackages)),
      usps: Math.round(over(({mail}) => mail.uspsPackages)),
      other: Math.round(over(({roads}) => roads.otherPackages)),
      waiting: waitingAtEnd(draft, planned.stations),
    },
    meanDay: {packages: Math.round(dayPackages), usd: Math.round(over(deliveryUsd) / draft.horizon.dayCount)},
    peakDay: peakDay(draft, planned),
    zips: lastMeasures(draft, priced, planned),
  };
}

/** Of the horizon's last epoch. */
function lastMeasures(
  draft: Draft,
  priced: readonly PricedEpoch[],
  {own, epochs, stations}: PlannedHorizon,
): ZipMeasures {
  const last = priced[priced.length - 1];
  const {epoch} = last.known;
  const days = transitDays(draft, last, epochs[epochs.length - 1].fates, daysWaited(stations, epoch), epoch);
  return zipMeasures(draft, last, meanDayPackages(draft.horizon), own, days);
}

function peakDay(draft: Draft, {stations, peakDay: day, peak}: PlannedHorizon): Preview['peakDay'] {
  return {
    on: isoDate(draft.horizon.firstDay + day),
    packages: draft.horizon.demand.dayPackages[day],
    usd: Math.round(deliveryUsd(peak)),
    beyondCapacityPackages: beyondCapacity(draft, stations, day),
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
  const over = (read: (days: PlannedDays) => number): number => sum(planned.epochs.map(read));
  return {
    linehaul: over(({lanes, movedOnUsd}) => lanes.linehaulUsd + movedOnUsd),
    sort: over(({lanes}) => lanes.sortUsd),
    lastMile: over(({roads}) => roads.lastMileUsd),
    postage: over(({mail}) => mail.postageUsd),
    otherCarrier: over(({roads}) => roads.otherUsd),
    fixed: planned.fixedUsd,
    contractShortfall: plannedShortfallUsd(draft, priced, planned),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}

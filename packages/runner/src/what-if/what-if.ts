import {applyScenario, type Change, dayNumber, isoDate, lastMileRates, OTHER, OWNED, USPS} from '@cutover/core';
import {type CostUsd, inCents, openDays, type PartsUsd} from '@cutover/reporting';
import {epochVolume} from '../plan-epoch.ts';
import {type Draft, draftEpochs, draftOf} from './draft.ts';
import {beyondCapacity} from './peak-load.ts';
import {plannedDay, type PlannedDay, priceEpoch, type PricedEpoch} from './planned-cost.ts';
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

/** Thrown when a newer what-if has come; nothing of the older is left behind. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
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
  const about = '';
  const twin =
    changes.length === 0 ? session.twin : applyScenario(session.twin, {name: 'what-if', about, changes: [...changes]});
  const draft = draftOf(session, twin);
  const priced = priceEpochs(session, draft, isSuperseded);
  const days = priced.map((epoch) => plannedDay(draft, epoch, meanPackages(draft, epoch)));
  const {dayFirst, dayPackages} = draft.horizon.demand;
  const packages = dayFirst[draft.horizon.dayCount] - dayFirst[0];
  const parts = horizonParts(draft, priced, days);
  const sumBy = (way: number): number => Math.round(sumDays(priced, days, (day) => day.packages[way]));
  const peak = dayPackages.reduce((most, each, day) => (each > dayPackages[most] ? day : most), 0);
  const peakEpoch = priced.find(({known: {epoch}}) => peak >= epoch.fromDay && peak < epoch.toDay)!;
  const meanDayPackages = packages / draft.horizon.dayCount;
  return {
    costUsd: inCents(parts),
    planKept: draft.planKept,
    packages: {owned: sumBy(OWNED), usps: sumBy(USPS), other: sumBy(OTHER)},
    meanDay: {
      packages: Math.round(meanDayPackages),
      usd: Math.round(sumDays(priced, days, deliveryUsd) / draft.horizon.dayCount),
    },
    peakDay: {
      on: isoDate(draft.horizon.firstDay + peak),
      packages: dayPackages[peak],
      usd: Math.round(deliveryUsd(plannedDay(draft, peakEpoch, dayPackages[peak]))),
      beyondCapacityPackages: Math.round(beyondCapacity(draft, peakEpoch, peak)),
    },
    zips: zipMeasures(draft, priced[priced.length - 1], meanDayPackages),
  };
}

function priceEpochs(session: WhatIfSession, draft: Draft, isSuperseded: () => boolean): PricedEpoch[] {
  const draftEpoch = draftEpochs(draft);
  const rates = lastMileRates(draft.world.p, draft.world.cubeFt3);
  return session.epochs.map((known) => {
    if (isSuperseded()) throw new Superseded('a newer what-if has come');
    const {fromDay, toDay} = known.epoch;
    const meanDayPackages = epochVolume(draft.horizon, known.epoch) / (toDay - fromDay);
    return priceEpoch(draft, known, draftEpoch(known), rates, meanDayPackages);
  });
}

function horizonParts(draft: Draft, priced: readonly PricedEpoch[], days: readonly PlannedDay[]): PartsUsd {
  const {twin, horizon} = draft;
  const fromDay = dayNumber(twin.settings.horizon.from);
  const fixed = twin.facilities.reduce(
    (sum, facility) => sum + facility.fixedUsdPerDay * openDays(facility, fromDay, fromDay + horizon.dayCount),
    0,
  );
  return {
    linehaul: sumDays(priced, days, ({linehaulUsd}) => linehaulUsd),
    sort: sumDays(priced, days, ({sortUsd}) => sortUsd),
    lastMile: sumDays(priced, days, (day) => day.lastMileUsd),
    postage: sumDays(priced, days, (day) => day.postageUsd),
    otherCarrier: sumDays(priced, days, ({otherUsd}) => otherUsd),
    fixed,
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

function deliveryUsd({linehaulUsd, sortUsd, lastMileUsd, postageUsd, otherUsd}: PlannedDay): number {
  return linehaulUsd + sortUsd + lastMileUsd + postageUsd + otherUsd;
}

function meanPackages({horizon}: Draft, {known: {epoch}}: PricedEpoch): number {
  return epochVolume(horizon, epoch) / (epoch.toDay - epoch.fromDay);
}

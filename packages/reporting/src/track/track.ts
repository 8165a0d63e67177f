import {
  type Actuals,
  DELIVERER_COUNT,
  type DelivererName,
  deliverers,
  OWNED,
  type ParameterSet,
  type Twin,
  type WaveRow,
} from '@cutover/core';
import {type Thresholds, thresholdsOf, type TrackedWave, trackWaves} from './signal.ts';
import {type ActualWeek, actualWeeks, isKnown, type PlannedWeek, stationPlan, weekText} from './week.ts';

/** What was planned and what came; null: the books do not say. */
export interface Variance {
  readonly planned: number;
  readonly actual: number | null;
}

export interface TrackedWeek {
  readonly from: string;
  readonly to: string; // last day
  readonly days: number;
  readonly packages: Readonly<Record<DelivererName, Variance>>;
  readonly paidUsd: Readonly<Record<DelivererName, Variance>>; // planned: of the same packages; owned: the road
  readonly onTimeShare: Variance;
  readonly routesPerDay: Variance;
}

export interface TrackedStation {
  readonly from: string; // of the week
  readonly facilityId: string;
  readonly packagesPerDay: Variance;
  readonly routesPerDay: Variance;
}

/** A plan against what happened. */
export interface Track {
  readonly thresholds: Thresholds;
  readonly weeks: readonly TrackedWeek[];
  readonly stations: readonly TrackedStation[];
  readonly waves: readonly TrackedWave[];
  readonly rollbackUsd: number; // of all waves that shall go back
}

export interface TrackInput {
  readonly twin: Twin; // the plan's, scenario applied
  readonly p: ParameterSet;
  readonly planned: readonly PlannedWeek[]; // the watched ones, one after another
  readonly waves: readonly WaveRow[];
  readonly actuals: Actuals;
}

/** Sets books against a plan, week by week, and says of each wave whether it goes on, waits or goes back. */
export function trackPlan({twin, p, planned, waves, actuals}: TrackInput): Track {
  const weeks = actualWeeks(twin, p, planned, actuals);
  const thresholds = thresholdsOf(p);
  const tracked = trackWaves({twin, thresholds, planned, weeks, waves});
  return {
    thresholds,
    weeks: planned.map((plan, w) => weekVariance(plan, weeks[w])),
    stations: planned.flatMap((plan, w) => stationVariances(twin, plan, weeks[w])),
    waves: tracked,
    rollbackUsd: tracked.reduce((sum, {signal, rollbackUsd}) => (signal === 'roll back' ? sum + rollbackUsd : sum), 0),
  };
}

function weekVariance(plan: PlannedWeek, week: ActualWeek): TrackedWeek {
  const days = plan.toDay - plan.fromDay;
  const all = deliverers.map((_, each) => each);
  const timed = sumOf(week.timedPackages, all);
  const each = (read: (deliverer: number) => Variance) =>
    Object.fromEntries(deliverers.map((name, deliverer) => [name, read(deliverer)])) as Record<DelivererName, Variance>;
  return {
    ...weekText(plan),
    days,
    packages: each((one) => ({
      planned: sumOf(plan.packages, [one]),
      actual: isKnown(week, one) ? sumOf(week.packages, [one]) : null,
    })),
    paidUsd: each((one) => ({
      planned: sumOf(week.expectedUsd, [one]),
      actual: (one === OWNED ? week.isRouted : week.isShipped) ? sumOf(week.paidUsd, [one]) : null,
    })),
    onTimeShare: {
      planned: 1 - sumOf(plan.latePackages, all) / sumOf(plan.packages, all),
      actual: timed > 0 ? 1 - sumOf(week.latePackages, all) / timed : null,
    },
    routesPerDay: {
      planned: sum(plan.routes) / days,
      actual: week.isRouted ? sum(week.stationRoutes) / days : null,
    },
  };
}

function stationVariances(twin: Twin, plan: PlannedWeek, week: ActualWeek): TrackedStation[] {
  const days = plan.toDay - plan.fromDay;
  const {packages, routes} = stationPlan(twin, plan);
  return twin.facilities.flatMap(({facilityId}, building) => {
    if (packages[building] === 0 && week.stationPackages[building] === 0) return [];
    return {
      ...{from: weekText(plan).from, facilityId},
      packagesPerDay: {
        planned: packages[building] / days,
        actual: isKnown(week, OWNED) ? week.stationPackages[building] / days : null,
      },
      routesPerDay: {
        planned: routes[building] / days,
        actual: week.isRouted ? week.stationRoutes[building] / days : null,
      },
    };
  });
}

function sumOf(cells: Float64Array, of: readonly number[]): number {
  let total = 0;
  for (let at = 0; at < cells.length; at += DELIVERER_COUNT) for (const each of of) total += cells[at + each];
  return total;
}

function sum(values: Float64Array): number {
  return values.reduce((total, each) => total + each, 0);
}

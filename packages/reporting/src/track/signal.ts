import {
  dayNumber,
  DELIVERER_COUNT,
  deliverers,
  OWNED,
  type ParameterSet,
  type Twin,
  value,
  type WaveRow,
} from '@cutover/core';
import {type ActualWeek, isKnown, type PlannedWeek, stationPlan} from './week.ts';

/** When a wave waits and when it goes back: parameters, a planner's own choice. */
export interface Thresholds {
  readonly volumeShare: number; // above or below the plan
  readonly rampShare: number; // less than planned
  readonly costShare: number; // paid above what is expected
  readonly lateShare: number; // late, more than planned
  readonly rollbackMultiple: number;
  readonly rollbackWeeks: number;
}

export function thresholdsOf(p: ParameterSet): Thresholds {
  return {
    volumeShare: value(p, 'track_hold_volume_share'),
    rampShare: value(p, 'track_hold_ramp_share'),
    costShare: value(p, 'track_hold_cost_share'),
    lateShare: value(p, 'track_hold_late_share'),
    rollbackMultiple: value(p, 'track_rollback_multiple'),
    rollbackWeeks: value(p, 'track_rollback_weeks'),
  };
}

export type Signal = 'go' | 'hold' | 'roll back';

/** How far a wave was off in a week, as shares; null: the books do not say. */
export interface WaveWeek {
  readonly volumeShare: number | null; // of its ZIPs, all carriers, above or below the plan
  readonly rampShare: number | null; // its station or carrier delivers less than planned
  readonly costShare: number | null; // paid above what is expected of its ZIPs' packages
  readonly lateShare: number | null; // its ZIPs' packages after their promise, more than planned
}

export interface TrackedWave {
  readonly week: string; // first day
  readonly facilityId: string;
  readonly toDeliverer: WaveRow['toDeliverer'];
  readonly zipCount: number;
  readonly hasBegun: boolean; // within the watched weeks
  readonly signal: Signal;
  readonly why: string; // what is beyond its limit; empty: nothing
  readonly last: WaveWeek; // of the last watched week
  readonly rollbackUsd: number; // of going back, once
}

interface Watched {
  readonly twin: Twin;
  readonly thresholds: Thresholds;
  readonly planned: readonly PlannedWeek[];
  readonly weeks: readonly ActualWeek[];
  readonly waves: readonly WaveRow[];
}

/**
 * A signal for each wave. One that has begun waits while a measure of its last week is beyond its limit, and goes back
 * when that was so, `rollbackMultiple` times over, in each of the last `rollbackWeeks` weeks; volume alone never takes
 * it back, as going back would not change that. One that is yet to begin waits while its station is behind its ramp or
 * another wave to the same place waits or goes back.
 */
export function trackWaves(watched: Watched): TrackedWave[] {
  const {planned, waves} = watched;
  const end = planned.at(-1)?.toDay ?? -Infinity;
  const begun = waves.filter(({week}) => dayNumber(week) < end).map((wave) => signalOf(watched, wave));
  const waiting = new Map<string, TrackedWave>();
  for (const wave of begun) if (wave.signal !== 'go') waiting.set(wave.facilityId, wave);
  const ahead = waves.filter(({week}) => dayNumber(week) >= end).map((wave) => aheadOf(watched, wave, waiting));
  return [...begun, ...ahead];
}

function aheadOf(watched: Watched, wave: WaveRow, waiting: ReadonlyMap<string, TrackedWave>): TrackedWave {
  const {rampShare} = waveWeek(watched, wave, watched.planned.length - 1);
  const last: WaveWeek = {volumeShare: null, rampShare, costShare: null, lateShare: null};
  const before = waiting.get(wave.facilityId);
  const why = [
    ...beyond(watched.thresholds, last).map(({text}) => text),
    ...(before === undefined ? [] : [`the wave of ${before.week} there: ${before.signal}`]),
  ];
  return {...shown(wave), hasBegun: false, signal: why.length > 0 ? 'hold' : 'go', why: why.join('; '), last};
}

function signalOf(watched: Watched, wave: WaveRow): TrackedWave {
  const {planned, thresholds} = watched;
  const {rollbackWeeks, rollbackMultiple} = thresholds;
  const since = planned.flatMap(({toDay}, w) => (dayNumber(wave.week) < toDay ? [waveWeek(watched, wave, w)] : []));
  const last = since.at(-1)!;
  const over = beyond(thresholds, last);
  const isFar = (week: WaveWeek): boolean =>
    beyond(thresholds, week).some(({name, times}) => name !== 'volumeShare' && times > rollbackMultiple);
  const goesBack = since.length >= rollbackWeeks && since.slice(-rollbackWeeks).every(isFar);
  const signal = over.length === 0 ? 'go' : goesBack ? 'roll back' : 'hold';
  return {...shown(wave), hasBegun: true, signal, why: over.map(({text}) => text).join('; '), last};
}

function shown({week, facilityId, toDeliverer, zipCount, rollbackUsd}: WaveRow) {
  return {week, facilityId, toDeliverer, zipCount, rollbackUsd};
}

const measures = [
  {name: 'volumeShare', about: 'volume off the plan by'},
  {name: 'rampShare', about: 'delivers less than planned by'},
  {name: 'costShare', about: 'paid more than expected by'},
  {name: 'lateShare', about: 'late more than planned by'},
] as const;

function beyond(thresholds: Thresholds, week: WaveWeek) {
  return measures.flatMap(({name, about}) => {
    const [share, limit] = [week[name], thresholds[name]];
    if (share === null || share <= limit) return [];
    const text = `${about} ${(100 * share).toFixed(1)}%, limit ${(100 * limit).toFixed(1)}%`;
    return [{name, times: share / limit, text}];
  });
}

function waveWeek({twin, planned, weeks}: Watched, wave: WaveRow, w: number): WaveWeek {
  const zipSet = new Set(wave.zips.split(' '));
  const zips = twin.zips.flatMap(({zip}, row) => (zipSet.has(zip) ? [row] : []));
  const [plan, week] = [planned[w], weeks[w]];
  const carrier = deliverers.indexOf(wave.toDeliverer);
  const ofZips = (cells: Float64Array, only?: number): number => {
    let sum = 0;
    for (const zip of zips) {
      for (let each = 0; each < DELIVERER_COUNT; each++) {
        if (only === undefined || each === only) sum += cells[zip * DELIVERER_COUNT + each];
      }
    }
    return sum;
  };
  const building = twin.facilities.findIndex(({facilityId}) => facilityId === wave.facilityId);
  const ramp =
    carrier === OWNED
      ? excess(stationPlan(twin, plan).packages[building], week.stationPackages[building])
      : excess(ofZips(plan.packages, carrier), ofZips(week.packages, carrier));
  const volume = week.isShipped ? excess(ofZips(plan.packages), ofZips(week.packages)) : null;
  const late = ofZips(week.timedPackages) > 0 ? ofZips(week.latePackages) / ofZips(week.timedPackages) : null;
  const paid = excess(ofZips(week.expectedUsd), ofZips(week.paidUsd));
  return {
    volumeShare: volume === null ? null : Math.abs(volume),
    rampShare: ramp === null || !isKnown(week, carrier) ? null : Math.max(0, -ramp),
    costShare: paid === null ? null : Math.max(0, paid),
    lateShare: late === null ? null : Math.max(0, late - ofZips(plan.latePackages) / ofZips(plan.packages)),
  };
}

function excess(planned: number, actual: number): number | null {
  return planned > 0 ? actual / planned - 1 : null;
}

import {lastMileRates} from '@cutover/core';
import {epochVolume} from '../plan-epoch.ts';
import {type Draft, draftEpochs} from './draft.ts';
import {type LaneDays, laneDays} from './lane-days.ts';
import {
  lastBuildings,
  plannedMail,
  type PlannedMail,
  plannedRoads,
  type PlannedRoads,
  priceEpoch,
  type PricedEpoch,
  type Span,
} from './planned-cost.ts';
import type {WhatIfSession} from './session.ts';
import {type Fates, fatesOver, type StationDays, stationDays} from './station-days.ts';

/** Some days of one epoch as planned. */
export interface PlannedDays {
  readonly fates: Fates;
  readonly roads: PlannedRoads;
  readonly mail: PlannedMail;
  readonly lanes: LaneDays;
}

/** The horizon as planned. */
export interface PlannedHorizon {
  readonly stations: StationDays;
  readonly epochs: readonly PlannedDays[];
}

/** Thrown when a newer what-if has come; nothing of the older is left behind. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

/** Prices every epoch of a draft, in order. @throws Superseded if asked to stop between two epochs */
export function priceEpochs(session: WhatIfSession, draft: Draft, isSuperseded: () => boolean): PricedEpoch[] {
  const draftEpoch = draftEpochs(draft);
  const rates = lastMileRates(draft.world.p, draft.world.cubeFt3);
  return session.epochs.map((known) => {
    if (isSuperseded()) throw new Superseded('a newer what-if has come');
    const {epoch} = known;
    return priceEpoch(draft, known, draftEpoch(known), rates, epochVolume(draft.horizon, epoch) / daysOf(epoch));
  });
}

/** What no postal price moves, unless it moves a hand-off. */
interface KnownEpoch extends Pick<PlannedDays, 'fates' | 'roads' | 'lanes'> {
  readonly handoff: Int32Array;
}

interface KnownHorizon {
  readonly stations: StationDays;
  readonly epochs: readonly KnownEpoch[];
}

const knownOf = new WeakMap<WhatIfSession, KnownHorizon>(); // as long as a session lives

/** Plans all days, epoch by epoch. Where only postal prices move, roads are those without a change, found once. */
export function planHorizon(session: WhatIfSession, draft: Draft, priced: readonly PricedEpoch[]): PlannedHorizon {
  const known = draft.roadsKept ? knownOf.get(session) : undefined;
  const stations = known?.stations ?? stationDays(draft, priced);
  const epochs = priced.map((each, i) => planDays(draft, each, stations, each.known.epoch, known?.epochs[i]));
  if (draft.roadsKept && known === undefined) {
    const kept = epochs.map((days, i) => ({...days, handoff: priced[i].handoffs.building}));
    knownOf.set(session, {stations, epochs: kept});
  }
  return {stations, epochs};
}

export function planDays(
  draft: Draft,
  priced: PricedEpoch,
  stations: StationDays,
  span: Span,
  known?: KnownEpoch,
): PlannedDays {
  const fates = known?.fates ?? fatesOver(stations, span.fromDay, span.toDay);
  const isSame = known?.handoff.every((building, zip) => building === priced.handoffs.building[zip]) ?? false;
  const atTarget = (): Float64Array => lastBuildings(draft, priced, fates);
  return {
    fates,
    roads: known?.roads ?? plannedRoads(draft, priced, fates, span),
    mail: plannedMail(draft, priced, fates, span),
    lanes: known !== undefined && isSame ? known.lanes : laneDays(draft, priced.known.flow, atTarget(), span),
  };
}

/** Delivery alone: no fixed cost, no shortfall. */
export function deliveryUsd({roads, mail, lanes}: PlannedDays): number {
  return lanes.linehaulUsd + lanes.sortUsd + roads.lastMileUsd + roads.otherUsd + mail.postageUsd;
}

function daysOf({fromDay, toDay}: Span): number {
  return toDay - fromDay;
}

import {lastMileRates} from '@cutover/core';
import {epochVolume} from '../plan-epoch.ts';
import {type Draft, draftEpochs} from './draft.ts';
import {
  plannedMail,
  type PlannedMail,
  plannedRoads,
  type PlannedRoads,
  priceEpoch,
  type PricedEpoch,
} from './planned-cost.ts';
import type {WhatIfSession} from './session.ts';

/** A day of an epoch as planned. */
export interface PlannedDay {
  readonly packages: number; // of the nation
  readonly roads: PlannedRoads;
  readonly mail: PlannedMail;
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
    return priceEpoch(draft, known, draftEpoch(known), rates, meanPackages(draft, known));
  });
}

const roadsOf = new WeakMap<WhatIfSession, readonly PlannedRoads[]>(); // as long as a session lives

/** The mean day of every epoch. Where only postal prices move, roads are those without a change, found once. */
export function meanDays(session: WhatIfSession, draft: Draft, priced: readonly PricedEpoch[]): PlannedDay[] {
  const known = draft.roadsKept ? roadsOf.get(session) : undefined;
  const days = priced.map((epoch, i) => {
    const packages = meanPackages(draft, epoch.known);
    const roads = known?.[i] ?? plannedRoads(draft, epoch, packages);
    return {packages, roads, mail: plannedMail(draft, epoch, packages)};
  });
  if (draft.roadsKept) {
    roadsOf.set(
      session,
      days.map(({roads}) => roads),
    );
  }
  return days;
}

function meanPackages({horizon}: Pick<Draft, 'horizon'>, {epoch}: PricedEpoch['known']): number {
  return epochVolume(horizon, epoch) / (epoch.toDay - epoch.fromDay);
}

/** Delivery alone: no fixed cost, no shortfall. */
export function deliveryUsd({roads, mail}: PlannedDay): number {
  return (
    roads.linehaulUsd +
    roads.sortUsd +
    roads.lastMileUsd +
    roads.otherUsd +
    mail.linehaulUsd +
    mail.sortUsd +
    mail.postageUsd
  );
}

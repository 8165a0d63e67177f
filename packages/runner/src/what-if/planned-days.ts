import {lastMileRates} from '@cutover/core';
import {openDays} from '@cutover/reporting';
import type {Horizon} from '../horizon.ts';
import {epochVolume} from '../plan-epoch.ts';
import {type Draft, draftEpochs, draftOf} from './draft.ts';
import {type LaneDays, laneDays} from './lane-days.ts';
import {type MovedOn, movedOn, movedOnUsd} from './moved-on.ts';
import {
  type LastBuildings,
  lastBuildings,
  type Mailed,
  mailedPackages,
  plannedMail,
  type PlannedMail,
  plannedRoads,
  type PlannedRoads,
  priceEpoch,
  type PricedEpoch,
} from './planned-cost.ts';
import type {WhatIfSession} from './session.ts';
import type {Fates, Span} from './span.ts';
import {fatesOver, type StationDays, stationDays} from './station-days.ts';
import {type OwnMeasures, ownMeasures} from './zip-measures.ts';

/** Some days of one epoch as planned. */
export interface PlannedDays {
  readonly fates: Fates;
  readonly mailed: Mailed;
  readonly moved: MovedOn;
  readonly last: LastBuildings;
  readonly roads: PlannedRoads;
  readonly mail: PlannedMail;
  readonly lanes: LaneDays;
  readonly movedOnUsd: number; // linehaul of what full stations move on to USPS
}

/** The horizon as planned. */
export interface PlannedHorizon {
  readonly stations: StationDays;
  readonly fixedUsd: number; // of all buildings
  readonly own: OwnMeasures; // of the last epoch
  readonly epochs: readonly PlannedDays[];
  readonly peakDay: number; // of the horizon: that with most packages
  readonly peak: PlannedDays; // that day alone
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

const knownOf = new WeakMap<WhatIfSession, PlannedHorizon>(); // without a change, as long as a session lives

/** Plans all days, epoch by epoch. What a draft leaves as it was is found once. */
export function planHorizon(session: WhatIfSession, draft: Draft, priced: readonly PricedEpoch[]): PlannedHorizon {
  return draft.planKept ? planAll(draft, priced, planUnchanged(session)) : planAll(draft, priced);
}

function planUnchanged(session: WhatIfSession): PlannedHorizon {
  const known = knownOf.get(session);
  if (known !== undefined) return known;
  const draft = draftOf(session, session.twin);
  const planned = planAll(
    draft,
    priceEpochs(session, draft, () => false),
  );
  knownOf.set(session, planned);
  return planned;
}

function planAll(draft: Draft, priced: readonly PricedEpoch[], known?: PlannedHorizon): PlannedHorizon {
  const stations = known?.stations ?? stationDays(draft, priced);
  const {dayPackages} = draft.horizon.demand;
  const last = priced[priced.length - 1];
  const peakDay = dayPackages.indexOf(dayPackages.reduce((most, packages) => Math.max(most, packages)));
  // epochs cover all days
  const ofPeak = priced.find(({known: {epoch}}) => peakDay >= epoch.fromDay && peakDay < epoch.toDay)!;
  return {
    stations,
    fixedUsd: known?.fixedUsd ?? fixedUsd(draft),
    own: (draft.roadsKept ? known?.own : undefined) ?? ownMeasures(draft, last, meanDayPackages(draft.horizon)),
    epochs: priced.map((each, i) => planDays(draft, each, stations, each.known.epoch, known?.epochs[i])),
    peakDay,
    peak: planDays(draft, ofPeak, stations, {fromDay: peakDay, toDay: peakDay + 1}, known?.peak),
  };
}

function planDays(
  draft: Draft,
  priced: PricedEpoch,
  stations: StationDays,
  span: Span,
  known?: PlannedDays,
): PlannedDays {
  const fates = known?.fates ?? fatesOver(stations, span.fromDay, span.toDay);
  const mailed = known?.mailed ?? mailedPackages(draft, priced, fates);
  const moved = known?.moved ?? movedOn(draft, priced, stations, span);
  const {last, lanes} = planLanes(draft, priced, fates, span, known);
  return {
    ...{fates, mailed, moved, last, lanes},
    roads: (draft.roadsKept ? known?.roads : undefined) ?? plannedRoads(draft, priced, fates, span),
    mail: plannedMail(draft, priced, mailed, span),
    movedOnUsd: lanes === known?.lanes ? known.movedOnUsd : movedOnUsd(draft, moved, priced.known.flow, lanes, span),
  };
}

function planLanes(
  draft: Draft,
  priced: PricedEpoch,
  fates: Fates,
  span: Span,
  known?: PlannedDays,
): Pick<PlannedDays, 'last' | 'lanes'> {
  const base = draft.pathsMoved ? undefined : known;
  if (base !== undefined && isEqual(base.last.handoff, priced.handoffs.building)) return base;
  const last = lastBuildings(draft, priced, fates, known?.last);
  return {last, lanes: laneDays(draft, priced.known.flow, last.atTarget, span, base?.lanes)};
}

function isEqual(a: Int32Array, b: Int32Array): boolean {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i === a.length;
}

/** Delivery alone: no fixed cost, no shortfall. */
export function deliveryUsd({roads, mail, lanes, movedOnUsd: usd}: PlannedDays): number {
  return lanes.linehaulUsd + usd + lanes.sortUsd + roads.lastMileUsd + roads.otherUsd + mail.postageUsd;
}

/** Fixed cost of the horizon: a building pays while it is open. */
function fixedUsd({twin, horizon: {firstDay, dayCount}}: Draft): number {
  return twin.facilities.reduce(
    (sum, facility) => sum + facility.fixedUsdPerDay * openDays(facility, firstDay, firstDay + dayCount),
    0,
  );
}

/** Of the nation, over the whole horizon. */
export function meanDayPackages({demand: {dayFirst}, dayCount}: Horizon): number {
  return (dayFirst[dayCount] - dayFirst[0]) / dayCount;
}

function daysOf({fromDay, toDay}: Span): number {
  return toDay - fromDay;
}

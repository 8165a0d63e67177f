import {DELIVERER_COUNT, GROUP_COUNT, NO_BUILDING, OTHER, OWNED, SHARE_ONE, USPS} from '@cutover/core';
import {daysOnTop, doorDays} from './door-days.ts';
import type {Draft} from './draft.ts';
import type {PricedEpoch} from './planned-cost.ts';
import type {Fates, Span} from './span.ts';
import type {StationDays} from './station-days.ts';

/** Days that full stations keep packages, each one planned for them, on average. @returns `[station]` */
export function daysWaited({stationCount, planned, waiting}: StationDays, {fromDay, toDay}: Span): Float64Array {
  const all = new Float64Array(stationCount);
  const waits = new Float64Array(stationCount);
  for (let at = fromDay * stationCount; at < toDay * stationCount; at++) {
    all[at % stationCount] += planned[at];
    waits[at % stationCount] += waiting[at];
  }
  return waits.map((days, s) => (all[s] === 0 ? 0 : days / all[s]));
}

/**
 * Days from order to door of each ZIP's packages over a span, on average: those a run draws, its deliverers' days of
 * rest and delays in them, and what full stations turn away or keep.
 *
 * @returns `[zip]`; NaN without packages
 */
export function transitDays(
  {horizon, world}: Draft,
  {draft: {network, offer, decision}, handoffs}: PricedEpoch,
  fates: Fates,
  waited: Float64Array,
  span: Span,
): Float64Array {
  const {options} = offer;
  const door = doorDays(network, options);
  const onTop = daysOnTop(horizon, network, span);
  const {groupShare} = horizon.demand;
  const {share} = decision.merit;
  const days = new Float64Array(options.station.length).fill(Number.NaN);
  for (let zip = 0; zip < days.length; zip++) {
    const building = options.station[zip];
    const s = building === NO_BUILDING ? -1 : world.stationSlot[building];
    const toOther = s < 0 ? 0 : fates.other[s];
    const toUsps = s < 0 ? 0 : fates.diverted[s] + fates.movedOn[s];
    const mail = handoffs.building[zip] === options.unit[zip] ? door.unit : door.scf;
    let all = 0;
    let sum = 0;
    for (let cell = zip * GROUP_COUNT; cell < (zip + 1) * GROUP_COUNT; cell++) {
      const at = cell * DELIVERER_COUNT;
      const own = share[at + OWNED];
      all += groupShare[cell];
      sum +=
        (groupShare[cell] / SHARE_ONE) *
        (daysOf(own * (1 - toOther - toUsps), door.station[cell] + onTop[OWNED]) +
          daysOf(own, s < 0 ? 0 : waited[s]) +
          daysOf(share[at + USPS] + own * toUsps, mail[cell] + onTop[USPS]) +
          daysOf(share[at + OTHER] + own * toOther, door.other[cell] + onTop[OTHER]));
    }
    if (all > 0) days[zip] = sum / all;
  }
  return days;
}

/** A way that nothing takes may not exist: its days are NaN. */
function daysOf(packages: number, days: number): number {
  return packages === 0 ? 0 : packages * days;
}

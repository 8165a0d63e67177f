import {DELIVERER_COUNT, GROUP_COUNT} from '@cutover/core';
import type {CostScene} from './cost-scene.ts';
import {stateShare, STAYS} from './states.ts';

/** Who carries what of a ZIP in a state: `[GROUP_COUNT * DELIVERER_COUNT]`, of SHARE_ONE. */
export function zipShares({world, horizon, states, segments}: CostScene, zip: number, state: number): Uint16Array {
  const {firstSlot} = world.service;
  const hasUsps = !Number.isNaN(segments[0].uspsUsd[zip * GROUP_COUNT]);
  const way = {hasStation: states.slot[state] >= 0, isNear: firstSlot[zip] < firstSlot[zip + 1], hasUsps};
  const share = new Uint16Array(GROUP_COUNT * DELIVERER_COUNT);
  for (let group = 0; group < GROUP_COUNT; group++) {
    const level = group < GROUP_COUNT - 1 ? states.level[2 * state + group] : STAYS;
    const at = group * DELIVERER_COUNT;
    stateShare(horizon, zip * GROUP_COUNT + group, level, way, share.subarray(at, at + DELIVERER_COUNT));
  }
  return share;
}

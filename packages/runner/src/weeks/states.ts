import {DataError, DELIVERER_COUNT, GROUP_COUNT, OTHER, OWNED, SHARE_ONE, USPS} from '@cutover/core';
import {STATES_MAX} from '@cutover/planning';
import type {Horizon} from '../horizon.ts';
import type {World} from '../world.ts';

/** What becomes of today's shares of a class group. */
export const STAYS = 0;
export const TAKEN = 1; // what USPS carries goes to own vans
export const LEFT = 2; // what USPS carries goes to another carrier
export const GIVEN = 3; // what own vans carry goes to USPS
// Above it so many twelfths move (halves, thirds and quarters are whole ones): of what USPS carries to own vans, where
// the rest stays or leaves; of what own vans carry, where USPS carries nothing, to USPS or to another carrier.
const SPLIT_STAYS = 3;
const SPLIT_LEFT = 15;
const SPLIT_TO_USPS = 27;
const SPLIT_TO_OTHER = 39;
const TWELFTHS = 12;

/** The ways a ZIP can be served, ZIP by ZIP: a station and what becomes of light and heavy packages there. */
export interface ZipStates {
  readonly firstState: Uint32Array; // [zipCount + 1]
  readonly slot: Int32Array; // [state], of `world.service`, or -1: no own station
  readonly level: Uint8Array; // [state * 2 + group]
}

const MOVABLE = GROUP_COUNT - 1; // all but what only USPS can carry

/**
 * Lists the states of every ZIP. The first is that of today's shares without a station, where none is near. Of two
 * class groups in a ZIP at most one is split.
 *
 * @param leaves - whether the scenario lets USPS go
 * @param parts - equal ones that a class group may be split into; 1: all or nothing
 * @throws DataError if a ZIP has more stations than a plan can tell apart
 */
export function listStates({service, twin}: World, {todayShare}: Horizon, leaves: boolean, parts: number): ZipStates {
  const {firstSlot} = service;
  const zipCount = firstSlot.length - 1;
  const firstState = new Uint32Array(zipCount + 1);
  const slot: number[] = [];
  const level: number[] = [];
  const add = (at: number, light: number, heavy: number): void => {
    slot.push(at);
    level.push(light, heavy);
  };
  for (let zip = 0; zip < zipCount; zip++) {
    const moves = leaves ? [TAKEN, LEFT] : [STAYS, TAKEN];
    const levels = Array.from({length: MOVABLE}, (_, group) =>
      todayShare[(zip * GROUP_COUNT + group) * DELIVERER_COUNT + USPS] > 0 ? moves : [STAYS],
    );
    const splits = levels.map((each, group) => {
      if (each.length > 1) return splitLevels(parts, leaves ? SPLIT_LEFT : SPLIT_STAYS);
      const owned = todayShare[(zip * GROUP_COUNT + group) * DELIVERER_COUNT + OWNED];
      return owned > 0 ? splitLevels(parts, leaves ? SPLIT_TO_OTHER : SPLIT_TO_USPS) : [];
    });
    for (let at = firstSlot[zip]; at < firstSlot[zip + 1]; at++) {
      if (leaves) add(at, STAYS, STAYS);
      for (const light of levels[0]) for (const heavy of levels[1]) add(at, light, heavy);
      for (const light of splits[0]) for (const heavy of levels[1]) add(at, light, heavy);
      for (const light of levels[0]) for (const heavy of splits[1]) add(at, light, heavy);
    }
    add(-1, GIVEN, GIVEN);
    if (leaves) add(-1, LEFT, LEFT);
    firstState[zip + 1] = slot.length;
    if (firstState[zip + 1] - firstState[zip] > STATES_MAX) {
      throw new DataError(
        `ZIP ${twin.zips[zip].zip} has more ways than a plan can weigh; close some in service.csv or split less`,
      );
    }
  }
  return {firstState, slot: Int32Array.from(slot), level: Uint8Array.from(level)};
}

function splitLevels(parts: number, below: number): number[] {
  return Array.from({length: parts - 1}, (_, i) => below + ((i + 1) * TWELFTHS) / parts);
}

/**
 * Shares of one (ZIP, class group) in a state, each triple sums to SHARE_ONE. What has no way into the mail is with
 * another carrier, whatever the state.
 *
 * @param share - overwritten, `[DELIVERER_COUNT]`
 * @param level - of the group; STAYS for what only USPS can carry
 */
export function stateShare(
  {todayShare, released}: Horizon,
  cell: number,
  level: number,
  way: {readonly hasStation: boolean; readonly isNear: boolean; readonly hasUsps: boolean},
  share: Uint16Array,
): void {
  for (let each = 0; each < DELIVERER_COUNT; each++) share[each] = todayShare[cell * DELIVERER_COUNT + each];
  if (level === TAKEN && way.hasUsps) move(share, USPS, OWNED, SHARE_ONE);
  if (level > SPLIT_STAYS) moveParts(level, way.hasUsps, share);
  if (level === LEFT) move(share, USPS, OTHER, SHARE_ONE);
  if (!way.hasStation) {
    if (!way.isNear) move(share, OWNED, OTHER, released[cell]);
    move(share, OWNED, level === LEFT ? OTHER : USPS, SHARE_ONE);
  }
  if (!way.hasUsps) move(share, USPS, OTHER, SHARE_ONE);
}

function moveParts(level: number, hasUsps: boolean, share: Uint16Array): void {
  const parts = (of: number, below: number): number => Math.round((share[of] * (level - below)) / TWELFTHS);
  if (level > SPLIT_TO_OTHER) move(share, OWNED, OTHER, parts(OWNED, SPLIT_TO_OTHER));
  else if (level > SPLIT_TO_USPS) move(share, OWNED, USPS, parts(OWNED, SPLIT_TO_USPS));
  else {
    const leaves = level > SPLIT_LEFT;
    if (hasUsps) move(share, USPS, OWNED, parts(USPS, leaves ? SPLIT_LEFT : SPLIT_STAYS));
    if (leaves) move(share, USPS, OTHER, SHARE_ONE);
  }
}

function move(share: Uint16Array, from: number, to: number, most: number): void {
  const moved = Math.min(most, share[from]);
  share[to] += moved;
  share[from] -= moved;
}

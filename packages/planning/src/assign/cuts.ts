import {PER_LOAD, type Prices, type Totals, type WeekCosts} from './problem.ts';
import {NOT_HELD} from './space-layout.ts';

/**
 * What whole ZIPs make of the room of a station, beyond that it is not more than there is. Some ZIPs are taken to be at
 * the station in a week, as many as fit; the room they leave is spare. Then what the others ask for, each less the
 * spare room, is no more than what those give back. It holds for every plan, and not for one of parts of ZIPs in which
 * the spare room is filled with a part of one, so it lifts the bound (mixed-integer rounding; G. L. Nemhauser, L. A.
 * Wolsey, "A recursive procedure to generate all cuts for 0–1 mixed integer programs", Math. Prog. 46 (1990) 379–390).
 */
export interface Cuts {
  readonly held: Uint8Array; // [zip * weekCount + week], state it is taken to be in, or NOT_HELD; shared
  readonly spare: Float64Array; // [station * weekCount + week], in 1/LOAD_ONE; below 0: no cut; shared
}

/**
 * Fills cuts by where the ZIPs are.
 *
 * @param movedAt - `[zip * weekCount + week]`, step at which a ZIP came to its state: who swings is held last
 */
export function fillCuts(
  {held, spare}: Cuts,
  problem: WeekCosts,
  prices: Prices,
  paths: Uint8Array,
  movedAt: ArrayLike<number>,
): void {
  const {zipCount, weekCount, firstState, station, load, capacity} = problem;
  held.fill(NOT_HELD);
  for (let at = 0; at < spare.length; at++) spare[at] = prices.station[at] > 0 ? capacity[at] : -1;
  const order = Array.from({length: zipCount}, (_, zip) => zip);
  for (let week = 0; week < weekCount; week++) {
    order.sort((a, b) => movedAt[a * weekCount + week] - movedAt[b * weekCount + week] || a - b);
    for (const zip of order) {
      const s = paths[zip * weekCount + week];
      const state = firstState[zip] + s;
      const at = station[state] * weekCount + week;
      if (station[state] < 0 || load[state] > spare[at]) continue;
      held[zip * weekCount + week] = s;
      spare[at] -= load[state];
    }
  }
}

/** Adds to what each state of a ZIP costs each week what it pays to the cuts. @param usd - as `priceWeeks` writes it */
export function chargeCuts(problem: WeekCosts, cuts: Cuts, cutUsd: Float64Array, zip: number, usd: Float64Array): void {
  const {weekCount, firstState, station, load, packages} = problem;
  const first = firstState[zip];
  const states = firstState[zip + 1] - first;
  for (let s = 0; s < states; s++) {
    const row = station[first + s] * weekCount;
    if (row < 0 || load[first + s] === 0) continue;
    for (let week = 0; week < weekCount; week++) {
      const price = cutUsd[row + week];
      if (price === 0) continue;
      usd[week * states + s] += packages[week] * PER_LOAD * price * askedOf(problem, cuts, zip, first + s, week);
    }
  }
}

/** Adds what the path of a ZIP asks of the cuts. */
export function addAsked(problem: WeekCosts, cuts: Cuts, zip: number, paths: Uint8Array, totals: Totals): void {
  const {weekCount, firstState, station} = problem;
  for (let week = 0; week < weekCount; week++) {
    const state = firstState[zip] + paths[zip * weekCount + week];
    if (station[state] < 0) continue;
    totals.cut[station[state] * weekCount + week] += askedOf(problem, cuts, zip, state, week);
  }
}

/** What those that are held ask of a cut: no plan asks for more. In 1/LOAD_ONE. */
export function cutRoom({capacity}: WeekCosts, {spare}: Cuts, at: number): number {
  return capacity[at] - spare[at];
}

/** What a ZIP asks of its station, in 1/LOAD_ONE: of what is more than it holds there, the spare room is free. */
export function askedOf(problem: WeekCosts, {held, spare}: Cuts, zip: number, state: number, week: number): number {
  const {weekCount, firstState, station, load, capacity} = problem;
  const at = station[state] * weekCount + week;
  if (spare[at] < 0) return 0;
  const s = held[zip * weekCount + week];
  const holder = firstState[zip] + s;
  const holds = s !== NOT_HELD && station[holder] === station[state] ? load[holder] : 0;
  const asked = Math.min(load[state], capacity[at]); // what goes over by itself is charged already
  return asked <= holds ? asked : Math.max(holds, asked - spare[at]);
}

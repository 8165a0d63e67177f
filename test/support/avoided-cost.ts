// What a hand-off node saves, by an exact solve of its own: the cost of every state in every week from the meaning of
// the words, and the least cost over all changes from any state to any other (Bellman, backward).
import {GROUP_COUNT} from '@cutover/core';
import {type BidScene, LOAD_ONE, type Offer} from '@cutover/planning';

export interface AvoidedCost {
  readonly usd: number; // over all weeks: without the node, less as planned with its price left out
  readonly packages: number; // that enter there as planned
}

/** At the plan's prices for room, other carriers, changes and the volume target, all other ZIPs as planned. */
export function avoidedCost(scene: BidScene, offer: Offer): AvoidedCost {
  const {weekCount} = scene.problem;
  const weekPackages = new Float64Array(weekCount);
  let usd = 0;
  offer.zip.forEach((zip, i) => {
    usd += leastUsd(
      scene,
      zip,
      (week, s) => ownUsd(scene, zip, week, s) + mailUsd(scene, offer, i, week, s, false).usd,
    );
    const path = scene.paths.subarray(zip * weekCount, (zip + 1) * weekCount);
    path.forEach((s, week) => {
      const mail = mailUsd(scene, offer, i, week, s, true);
      const before = week === 0 ? scene.problem.start[zip] : path[week - 1];
      usd -= ownUsd(scene, zip, week, s) + mail.usd + changeUsd(scene, zip, week, before, s);
      weekPackages[week] += mail.entered;
    });
  });
  weekPackages.forEach((packages, week) => {
    const stops = Math.ceil(packages / scene.days[week] / offer.stopPackages);
    usd -= scene.days[week] * stops * offer.stopUsd;
  });
  return {usd, packages: weekPackages.reduce((sum, each) => sum + each, 0)};
}

function leastUsd(scene: BidScene, zip: number, weekUsd: (week: number, s: number) => number): number {
  const {weekCount, firstState, start, isFrozen} = scene.problem;
  const states = firstState[zip + 1] - firstState[zip];
  let after = new Array<number>(states).fill(0); // least cost from the week after on, by state
  for (let week = weekCount - 1; week >= 0; week--) {
    const inWeek = after.map((usd, s) => usd + weekUsd(week, s));
    after = inWeek.map((stay, from) =>
      isFrozen[week] === 1
        ? stay
        : inWeek.reduce((best, usd, to) => Math.min(best, usd + changeUsd(scene, zip, week, from, to)), Infinity),
    );
  }
  return after[start[zip]];
}

function changeUsd({problem, prices}: BidScene, zip: number, week: number, from: number, to: number): number {
  if (from === to) return 0;
  const {firstState, leaveUsd, enterUsd} = problem;
  return leaveUsd[firstState[zip] + from] + enterUsd[firstState[zip] + to] + prices.switching[week];
}

/** A week but its packages in the mail. */
function ownUsd(scene: BidScene, zip: number, week: number, s: number): number {
  const {problem, prices, planUsd, segmentOf} = scene;
  const {firstState, weekCount, weekUsd, station, load, other, capacity, packages, overflowUsd, zipCount} = problem;
  const states = firstState[zip + 1] - firstState[zip];
  const state = firstState[zip] + s;
  let usd = weekUsd[firstState[zip] * weekCount + week * states + s];
  for (let group = 0; group < GROUP_COUNT; group++) {
    const carried = carriedBy(scene, state, week, group);
    if (carried > 0) usd -= carried * planUsd[(segmentOf[week] * zipCount + zip) * GROUP_COUNT + group];
  }
  usd += (other[state] / LOAD_ONE) * packages[week] * prices.other[week];
  usd += (problem.usps[state] / LOAD_ONE) * packages[week] * prices.usps[0];
  if (station[state] < 0) return usd;
  const at = station[state] * weekCount + week;
  const room = Math.min(load[state], capacity[at]);
  return usd + (packages[week] / LOAD_ONE) * (room * prices.station[at] + (load[state] - room) * overflowUsd);
}

/** What the packages of USPS cost: without the node by the next best way, or as planned. */
function mailUsd(scene: BidScene, offer: Offer, i: number, week: number, s: number, asPlanned: boolean) {
  const {problem, planUsd, segmentOf} = scene;
  const zip = offer.zip[i];
  const place = segmentOf[week] * offer.zip.length + i;
  const isHere = asPlanned && offer.isPlanned[place] === 1;
  let usd = 0;
  let entered = 0;
  for (let group = 0; group < GROUP_COUNT; group++) {
    const carried = carriedBy(scene, problem.firstState[zip] + s, week, group);
    if (carried === 0) continue;
    const cell = (segmentOf[week] * problem.zipCount + zip) * GROUP_COUNT + group;
    const elseUsd = asPlanned ? planUsd[cell] : offer.elseUsd[place * GROUP_COUNT + group];
    usd += carried * (isHere ? offer.wayUsd[place * GROUP_COUNT + group] : elseUsd);
    if (isHere) entered += carried;
  }
  return {usd, entered};
}

function carriedBy({problem, usps}: BidScene, state: number, week: number, group: number): number {
  return (usps[state * GROUP_COUNT + group] * problem.packages[week]) / LOAD_ONE;
}

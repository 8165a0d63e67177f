// What a hand-off node saves, by an exact solve of its own: the cost of every state in every week from the meaning of
// the words, the least cost over all changes from any state to any other (Bellman, backward), without the node and
// with the planned volume there. The volume is kept by a price on it: what costs least over all shares of ways is the
// most that any such price proves (Lagrange).
import {GROUP_COUNT} from '@cutover/core';
import {type BidScene, LOAD_ONE, type Offer} from '@cutover/planning';

export interface AvoidedCost {
  readonly usd: number; // over all weeks: without the node, less with the planned volume there and its price left out
  readonly packages: number; // that enter there as planned
}

/** At the plan's prices for room, other carriers, changes and the volume target, all other ZIPs as planned. */
export function avoidedCost(scene: BidScene, offer: Offer): AvoidedCost {
  const zips = [...offer.zip].map((zip, i) => ownWeeks(scene, zip, (week, s) => mail(scene, offer, i, week, s)));
  const {packages, postageUsd, stopsUsd} = planned(scene, offer);
  const without = zips.reduce((sum, zip) => sum + leastUsd(scene, zip, Infinity), 0);
  if (packages === 0) return {usd: 0, packages};
  const withUsd = highest((shift) => zips.reduce((sum, zip) => sum + leastUsd(scene, zip, shift), -shift * packages));
  return {usd: without - (withUsd - postageUsd + stopsUsd), packages};
}

/** The highest value of a concave function (golden section). */
export function highest(value: (at: number) => number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [-1e4, 1e4];
  let [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [atA, atB] = [value(a), value(b)];
  for (let step = 0; step < 80; step++) {
    if (atA < atB) {
      [low, a, atA] = [a, b, atB];
      b = low + ratio * (high - low);
      atB = value(b);
    } else {
      [high, b, atB] = [b, a, atA];
      a = high - ratio * (high - low);
      atA = value(a);
    }
  }
  return Math.max(atA, atB);
}

/** Packages of a class group that USPS carries, and what they pay by the node, at the planned price, and without it. */
interface Mail {
  readonly packages: number;
  readonly hereUsd: number; // NaN: no way
  readonly elseUsd: number;
}

interface OwnZip {
  readonly zip: number;
  readonly usd: readonly (readonly number[])[]; // [week][state], but its packages in the mail
  readonly mail: readonly (readonly (readonly Mail[])[])[]; // [week][state][group]
}

function ownWeeks(scene: BidScene, zip: number, mailOf: (week: number, s: number) => readonly Mail[]): OwnZip {
  const {weekCount, firstState} = scene.problem;
  const states = Array.from({length: firstState[zip + 1] - firstState[zip]}, (_, s) => s);
  const weeks = Array.from({length: weekCount}, (_, week) => week);
  return {
    zip,
    usd: weeks.map((week) => states.map((s) => ownUsd(scene, zip, week, s))),
    mail: weeks.map((week) => states.map((s) => mailOf(week, s))),
  };
}

function leastUsd(scene: BidScene, {zip, usd, mail}: OwnZip, shift: number): number {
  const {weekCount, firstState, start, isFrozen} = scene.problem;
  const states = firstState[zip + 1] - firstState[zip];
  let after = new Array<number>(states).fill(0); // least cost from the week after on, by state
  for (let week = weekCount - 1; week >= 0; week--) {
    const inWeek = after.map((later, s) => later + usd[week][s] + mailUsd(mail[week][s], shift));
    after = inWeek.map((stay, from) =>
      isFrozen[week] === 1
        ? stay
        : inWeek.reduce((best, there, to) => Math.min(best, there + changeUsd(scene, zip, week, from, to)), Infinity),
    );
  }
  return after[start[zip]];
}

function mailUsd(mail: readonly Mail[], shift: number): number {
  return mail.reduce((sum, {packages, hereUsd, elseUsd}) => {
    return sum + packages * (hereUsd + shift < elseUsd ? hereUsd + shift : elseUsd);
  }, 0);
}

function changeUsd({problem, prices}: BidScene, zip: number, week: number, from: number, to: number): number {
  if (from === to) return 0;
  const {firstState, leaveUsd, enterUsd, station, weekCount, arrivalsMax} = problem;
  const own = station[firstState[zip] + to];
  const coming = arrivalsMax.length > 0 && own >= 0 ? prices.arriving[own * weekCount + week] : 0;
  return leaveUsd[firstState[zip] + from] + enterUsd[firstState[zip] + to] + prices.switching[week] + coming;
}

/** A week but its packages in the mail. */
function ownUsd(scene: BidScene, zip: number, week: number, s: number): number {
  const {problem, prices, planUsd, segmentOf} = scene;
  const {firstState, weekCount, weekUsd, station, load, other, capacity, packages, overflowUsd, zipCount} = problem;
  const state = firstState[zip] + s;
  let usd = weekUsd[state * weekCount + week];
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

function mail(scene: BidScene, offer: Offer, i: number, week: number, s: number): readonly Mail[] {
  const place = scene.segmentOf[week] * offer.zip.length + i;
  return [0, 1, 2].flatMap((group): Mail[] => {
    const packages = carriedBy(scene, scene.problem.firstState[offer.zip[i]] + s, week, group);
    const at = place * GROUP_COUNT + group;
    const hereUsd = offer.wayUsd[at] + offer.postageUsd[at];
    return packages > 0 ? [{packages, hereUsd, elseUsd: offer.elseUsd[at]}] : [];
  });
}

/** What enters as planned: packages, their postage, and whole stops on each day of a week. */
function planned(scene: BidScene, offer: Offer) {
  const {problem, paths, segmentOf, days} = scene;
  const {weekCount, firstState} = problem;
  const sums = {packages: 0, postageUsd: 0, stopsUsd: 0};
  for (let week = 0; week < weekCount; week++) {
    let entered = 0;
    offer.zip.forEach((zip, i) => {
      const place = segmentOf[week] * offer.zip.length + i;
      if (offer.isPlanned[place] === 0) return;
      for (let group = 0; group < GROUP_COUNT; group++) {
        const each = carriedBy(scene, firstState[zip] + paths[zip * weekCount + week], week, group);
        entered += each;
        sums.postageUsd += each * offer.postageUsd[place * GROUP_COUNT + group];
      }
    });
    sums.packages += entered;
    sums.stopsUsd += days[week] * offer.stopUsd * Math.ceil(entered / days[week] / offer.stopPackages);
  }
  return sums;
}

function carriedBy({problem, usps}: BidScene, state: number, week: number, group: number): number {
  return (usps[state * GROUP_COUNT + group] * problem.packages[week]) / LOAD_ONE;
}

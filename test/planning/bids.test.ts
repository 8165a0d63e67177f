import {GROUP_COUNT} from '@cutover/core';
import {
  type BidScene,
  createOfferScratch,
  createPrices,
  LOAD_ONE,
  type Offer,
  offerCost,
  walkAway,
  waitingUsd,
  WITHOUT,
} from '@cutover/planning';
import {describe, expect, test} from 'vitest';
import {highest} from '../support/avoided-cost.ts';
import {carried, everyPath, ownUsd, smallBids, STATES} from '../support/bids.ts';

const WEEKS = 3;
const paths = everyPath(STATES, WEEKS);

/** One use of a node by one ZIP: what it costs without the node's price, and what enters there. */
interface Use {
  readonly usd: number;
  readonly packages: number;
  readonly postageUsd: number; // at the planned price
  readonly weekPackages: readonly number[];
}

/** What packages of a path cost where each is carried as `isHere` says. */
function useOf(scene: BidScene, offer: Offer, i: number, path: readonly number[], isHere: IsHere): Use {
  const zip = offer.zip[i];
  let usd = ownUsd(scene, zip, path);
  let postageUsd = 0;
  const weekPackages = path.map((s, week) => {
    const place = scene.segmentOf[week] * offer.zip.length + i;
    let entered = 0;
    for (let group = 0; group < GROUP_COUNT; group++) {
      const each = carried(scene, zip, s, week, group);
      const here = isHere(place, group);
      usd += each * (here ? offer.wayUsd : offer.elseUsd)[place * GROUP_COUNT + group];
      if (here) entered += each;
      if (here) postageUsd += each * offer.postageUsd[place * GROUP_COUNT + group];
    }
    return entered;
  });
  return {usd, packages: weekPackages.reduce((sum, each) => sum + each), postageUsd, weekPackages};
}

type IsHere = (place: number, group: number) => boolean;

/** What enters at the node as planned. */
function plannedUse(scene: BidScene, offer: Offer): Use[] {
  const {weekCount} = scene.problem;
  return [...offer.zip].map((zip, i) => {
    const path = [...scene.paths.subarray(zip * weekCount, (zip + 1) * weekCount)];
    return useOf(scene, offer, i, path, (place) => offer.isPlanned[place] === 1);
  });
}

/** A path of one ZIP, its packages in the mail apart. */
interface Way {
  readonly usd: number;
  readonly mail: readonly {readonly packages: number; readonly hereUsd: number; readonly elseUsd: number}[];
}

function wayOf(scene: BidScene, offer: Offer, i: number, path: readonly number[]): Way {
  const mail = path.flatMap((s, week) =>
    [0, 1, 2].map((group) => {
      const at = (scene.segmentOf[week] * offer.zip.length + i) * GROUP_COUNT + group;
      const hereUsd = offer.wayUsd[at] + offer.postageUsd[at];
      return {packages: carried(scene, offer.zip[i], s, week, group), hereUsd, elseUsd: offer.elseUsd[at]};
    }),
  );
  return {usd: ownUsd(scene, offer.zip[i], path), mail};
}

/** What a way costs at a price on the volume: each package enters where that is less. */
function usdAt({usd, mail}: Way, shift: number): number {
  let sum = usd;
  for (const {packages, hereUsd, elseUsd} of mail) sum += packages * Math.min(hereUsd + shift, elseUsd);
  return sum;
}

/** Every use of the node by one ZIP: any path, any class group entered in any segment or not. */
function everyUse(scene: BidScene, offer: Offer, i: number): Use[] {
  return paths.flatMap((path) =>
    Array.from({length: 2 ** (2 * GROUP_COUNT)}, (_, bits) =>
      useOf(scene, offer, i, path, (place, group) => {
        return ((bits >> (Math.floor(place / offer.zip.length) * GROUP_COUNT + group)) & 1) === 1;
      }),
    ),
  );
}

function stopsUsd(scene: BidScene, {stopUsd, stopPackages}: Offer, uses: readonly Use[]): number {
  return Array.from({length: WEEKS}, (_, week) => {
    const packages = uses.reduce((sum, {weekPackages}) => sum + weekPackages[week], 0);
    return scene.days[week] * stopUsd * Math.ceil(packages / scene.days[week] / stopPackages);
  }).reduce((sum, each) => sum + each);
}

const sum = (uses: readonly Use[], of: (use: Use) => number): number => uses.reduce((total, use) => total + of(use), 0);

describe('the leave-one-out price of a unit', () => {
  test('is its avoided cost by trying every way of its ZIPs, on 200 random units', () => {
    const {scene, offers} = smallBids(1, 200, WEEKS);
    const scratch = createOfferScratch(scene);
    let used = 0;
    for (const offer of offers) {
      const found = walkAway(scene, offer, scratch);
      const without = sum(
        [...offer.zip].map((_, i) => paths.map((path) => useOf(scene, offer, i, path, () => false)).reduce(cheaper)),
        ({usd}) => usd,
      );
      const planned = plannedUse(scene, offer);
      const packages = sum(planned, (use) => use.packages);
      // With the planned volume there, by shares of ways: the most that a price on the volume proves.
      const ways = [...offer.zip].map((_, i) => paths.map((path) => wayOf(scene, offer, i, path)));
      const least = (shift: number): number =>
        ways.reduce(
          (total, of) => total + of.reduce((best, way) => Math.min(best, usdAt(way, shift)), Infinity),
          -shift * packages,
        );
      const withUsd = highest(least) - sum(planned, ({postageUsd}) => postageUsd);
      const avoided = without - withUsd - stopsUsd(scene, offer, planned);
      if (packages === 0) {
        expect(found.usdPerPackage).toBeNaN();
        continue;
      }
      used++;
      expect(found.usdPerPackage * packages).toBeCloseTo(avoided, 5); // far within the 1% that is asked
      expect(found.valueUsd).toBeCloseTo(avoided, 5);
    }
    expect(used).toBeGreaterThan(150);
  });

  test('has each planned package go somewhere without the unit, on 200 random units', () => {
    const {scene, offers} = smallBids(1, 200, WEEKS);
    const scratch = createOfferScratch(scene);
    const ways = new Set<string>();
    for (const offer of offers) {
      const {planned, spill, curve} = walkAway(scene, offer, scratch);
      const {own, mail, list, other} = spill;
      const owned = [...own.values()].reduce((total, packages) => total + packages, 0);
      const entered = Math.min(planned.packages, curve.at(-1)?.packages ?? 0); // what is cheapest to enter, at most
      expect(owned + mail + list + other).toBeCloseTo(entered, 4);
      for (const [name, packages] of Object.entries({owned, mail, list, other})) if (packages > 1) ways.add(name);
    }
    expect([...ways].sort()).toEqual(['list', 'mail', 'other', 'owned']);
  });

  test('on a curve is that of the cheapest way to give the node its volume', () => {
    const {scene, offers} = smallBids(2, 40, WEEKS);
    const scratch = createOfferScratch(scene);
    for (const each of offers.filter(({zip}) => zip.length === 1)) {
      const offer = flat(each);
      const {curve} = walkAway(scene, offer, scratch);
      const without = offerCost(scene, offer, WITHOUT, scratch);
      const uses = everyUse(scene, offer, 0);
      for (const point of curve) {
        const same = uses.filter(({packages}) => Math.abs(packages - point.packages) < 1e-6);
        const best = Math.min(...same.map(({usd}) => usd));
        const cost = without.usd - point.usdPerPackage * point.packages;
        expect(cost).toBeCloseTo(best, 5);
      }
      const most = Math.max(...uses.map(({packages}) => packages));
      expect(curve.at(-1)!.packages).toBeCloseTo(most, 6); // all that could enter
    }
  });

  test('falls along the curve as the cheapest to lose come in', () => {
    const {scene, offers} = smallBids(3, 40, WEEKS);
    const scratch = createOfferScratch(scene);
    for (const offer of offers) {
      const {curve} = walkAway(scene, flat(offer), scratch);
      curve.slice(1).forEach(({marginalUsd, packages}, i) => {
        expect(packages).toBeGreaterThan(curve[i].packages);
        expect(marginalUsd).toBeLessThanOrEqual(curve[i].marginalUsd + 1e-6);
      });
    }
  });
});

function cheaper(a: Use, b: Use): Use {
  return b.usd < a.usd ? b : a;
}

/** One price for every class, and trailers that come anyway: cost hangs on volume alone. */
function flat(offer: Offer): Offer {
  return {...offer, stopUsd: 0, postageUsd: offer.postageUsd.map(() => 3)};
}

describe('one ZIP, one week', () => {
  // 70 packages: 50 light, 20 heavy. By USPS: way 0.50, price 3.40. By vans: 4.00 each, and room that is worth 0.25.
  const {scene, offer} = oneZip();
  const scratch = createOfferScratch(scene);

  test('without the node goes by own vans, which is what the node saves', () => {
    const {usdPerPackage} = walkAway(scene, offer, scratch);
    expect(offerCost(scene, offer, WITHOUT, scratch).usd).toBeCloseTo(70 * 4.25 + 20, 9); // 20: change of ways
    // With it 35.00 for the way, and one stop of 5.00 on each of 7 days: 317.50 - 70.00 = 247.50 over 70 packages.
    expect(usdPerPackage).toBeCloseTo((317.5 - 35 - 35) / 70, 9);
  });

  test('stays with the mail at the next way where that costs less', () => {
    const near = {...offer, elseUsd: offer.elseUsd.map(() => 4.1)}; // the SCF, say: 287.00
    expect(walkAway(scene, near, scratch).usdPerPackage).toBeCloseTo((287 - 70) / 70, 9);
  });

  test('says where its packages go without it: 70 to own vans, or to list price where that costs less', () => {
    const {own, ...rest} = walkAway(scene, offer, scratch).spill;
    expect([...own]).toEqual([[0, expect.closeTo(70, 6)]]); // by vans 317.50, at list price 70 x 6.00 = 420.00
    for (const packages of Object.values(rest)) expect(packages).toBeCloseTo(0, 6);
    const near = {...offer, elseUsd: offer.elseUsd.map(() => 4.1)}; // 287.00
    const spill = walkAway(scene, near, scratch).spill;
    expect(spill.list).toBeCloseTo(70, 6);
    expect([...spill.own.values(), spill.mail, spill.other].every((packages) => Math.abs(packages) < 1e-6)).toBe(true);
  });

  test('costs nothing to wait where today is best, and the difference where it is not', () => {
    expect(waitingUsd(scene, offer.zip, 1, scratch)).toBe(0); // by USPS 273.00, by vans 317.50
    const dear = {...scene, problem: {...scene.problem, weekUsd: Float64Array.of(400, 280)}};
    expect(waitingUsd(dear, offer.zip, 1, scratch)).toBeCloseTo(400 - 317.5, 9);
  });
});

function oneZip(): {scene: BidScene; offer: Offer} {
  const problem = {
    ...smallBids(1, 1, 1).scene.problem,
    ...{zipCount: 1, firstState: Uint32Array.of(0, 2), station: Int32Array.of(-1, 0)},
    load: Float64Array.of(0, 0.07 * LOAD_ONE),
    enterUsd: Float64Array.of(0, 15),
    leaveUsd: Float64Array.of(5, 0),
    weekUsd: Float64Array.of(70 * 3.9, 70 * 4),
    capacity: Float64Array.of(LOAD_ONE, LOAD_ONE),
  };
  const prices = createPrices(problem);
  prices.station[0] = 0.25;
  const three = (usd: number): Float64Array => new Float64Array(GROUP_COUNT).fill(usd);
  const scene: BidScene = {
    ...{problem, prices, paths: Uint8Array.of(0), segmentOf: Int32Array.of(0), days: Float64Array.of(7)},
    usps: Float64Array.of(0.05 * LOAD_ONE, 0.02 * LOAD_ONE, 0, 0, 0, 0),
    ...{planUsd: three(3.9), postageUsd: three(3.4), listUsd: three(6), otherUsd: three(Infinity)},
  };
  const ways = {wayUsd: three(0.5), postageUsd: three(3.4), elseUsd: three(6), elseIs: Uint8Array.of(1, 1, 1)}; // list
  const node = {isPlanned: Uint8Array.of(1), stopUsd: 5, stopPackages: 40};
  return {scene, offer: {zip: Int32Array.of(0), ...ways, ...node}};
}

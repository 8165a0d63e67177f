import {GROUP_COUNT} from '@cutover/core';
import {
  type BidScene,
  createOfferScratch,
  createPrices,
  LOAD_ONE,
  type Offer,
  walkAway,
  waitingUsd,
} from '@cutover/planning';
import {describe, expect, test} from 'vitest';
import {carried, everyPath, ownUsd, smallBids, STATES} from '../support/bids.ts';

const WEEKS = 3;
const paths = everyPath(STATES, WEEKS);

/** One use of a node by one ZIP: what it costs without the node's price, and what enters there. */
interface Use {
  readonly usd: number;
  readonly packages: number;
  readonly weekPackages: readonly number[];
}

/** What packages of a path cost where each is carried as `isHere` says. */
function useOf(scene: BidScene, offer: Offer, i: number, path: readonly number[], isHere: IsHere): Use {
  const zip = offer.zip[i];
  let usd = ownUsd(scene, zip, path);
  const weekPackages = path.map((s, week) => {
    const place = scene.segmentOf[week] * offer.zip.length + i;
    let entered = 0;
    for (let group = 0; group < GROUP_COUNT; group++) {
      const each = carried(scene, zip, s, week, group);
      const here = isHere(place, group);
      usd += each * (here ? offer.wayUsd : offer.elseUsd)[place * GROUP_COUNT + group];
      if (here) entered += each;
    }
    return entered;
  });
  return {usd, packages: weekPackages.reduce((sum, each) => sum + each), weekPackages};
}

type IsHere = (place: number, group: number) => boolean;

/** What the plan has its ZIPs cost, the price of the node left out. */
function plannedUse(scene: BidScene, offer: Offer): Use[] {
  const {weekCount, zipCount} = scene.problem;
  return [...offer.zip].map((zip, i) => {
    const path = [...scene.paths.subarray(zip * weekCount, (zip + 1) * weekCount)];
    const planned: Offer = {
      ...offer,
      elseUsd: offer.elseUsd.map((usd, at) => {
        const place = Math.floor(at / GROUP_COUNT);
        const cell = (Math.floor(place / offer.zip.length) * zipCount + zip) * GROUP_COUNT + (at % GROUP_COUNT);
        return place % offer.zip.length === i && offer.isPlanned[place] === 0 ? scene.planUsd[cell] : usd;
      }),
    };
    return useOf(scene, planned, i, path, (place) => offer.isPlanned[place] === 1);
  });
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
      const avoided = without - sum(planned, ({usd}) => usd) - stopsUsd(scene, offer, planned);
      if (packages === 0) {
        expect(found.usdPerPackage).toBeNaN();
        continue;
      }
      used++;
      expect(found.usdPerPackage * packages).toBeCloseTo(avoided, 5); // far within the 1% that is asked
    }
    expect(used).toBeGreaterThan(150);
  });

  test('on a curve is that of the cheapest way to give the node its volume', () => {
    const {scene, offers} = smallBids(2, 40, WEEKS);
    const scratch = createOfferScratch(scene);
    for (const each of offers.filter(({zip}) => zip.length === 1)) {
      const offer = flat(each);
      const {curve, without} = walkAway(scene, offer, scratch);
      // Which groups enter in which segment is free too: two segments of three groups.
      const uses = paths.flatMap((path) =>
        Array.from({length: 2 ** (2 * GROUP_COUNT)}, (_, bits) =>
          useOf(scene, offer, 0, path, (place, group) => ((bits >> (place * GROUP_COUNT + group)) & 1) === 1),
        ),
      );
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
    const {usdPerPackage, without} = walkAway(scene, offer, scratch);
    expect(without.usd).toBeCloseTo(70 * 4.25 + 20, 9); // and 20 for the change of ways
    // With it 35.00 for the way, and one stop of 5.00 on each of 7 days: 317.50 - 70.00 = 247.50 over 70 packages.
    expect(usdPerPackage).toBeCloseTo((317.5 - 35 - 35) / 70, 9);
  });

  test('stays with the mail at the next way where that costs less', () => {
    const near = {...offer, elseUsd: offer.elseUsd.map(() => 4.1)}; // the SCF, say: 287.00
    expect(walkAway(scene, near, scratch).usdPerPackage).toBeCloseTo((287 - 70) / 70, 9);
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
  const ways = {wayUsd: three(0.5), postageUsd: three(3.4), elseUsd: three(6), isPlanned: Uint8Array.of(1)};
  return {scene, offer: {zip: Int32Array.of(0), ...ways, stopUsd: 5, stopPackages: 40}};
}

import {GROUP_COUNT} from '@cutover/core';
import {
  type BidScene,
  bookPrices,
  createOfferScratch,
  groupValue,
  LOAD_ONE,
  offerValues,
  prepareGroups,
  walkAway,
} from '@cutover/planning';
import {expect, test} from 'vitest';
import {carried, everyPath, ownUsd, smallBids, STATES} from '../support/bids.ts';

const WEEKS = 2;
const CLOSE = {iterations: 200, rounds: 20, gapMax: 0, inducedGapMax: 0};

/** ZIPs solved together by trying all of it: room has no price, what goes over has. */
interface Tried {
  readonly usd: number;
  readonly load: readonly number[]; // [station * WEEKS + week]
}

/** A ZIP's ways without any bid: USPS's packages go at list price or by another carrier, whichever is less. */
function waysOf(free: BidScene, zip: number): Tried[] {
  return everyPath(STATES, WEEKS).map((path) =>
    tried(free, zip, path, (cell) => Math.min(free.listUsd[cell], free.otherUsd[cell])),
  );
}

function tried(free: BidScene, zip: number, path: readonly number[], price: (cell: number) => number): Tried {
  const {problem, segmentOf} = free;
  let usd = ownUsd(free, zip, path);
  const load = new Array<number>(2 * WEEKS).fill(0);
  path.forEach((s, week) => {
    for (let group = 0; group < GROUP_COUNT; group++) {
      const cell = (segmentOf[week] * problem.zipCount + zip) * GROUP_COUNT + group;
      const packages = carried(free, zip, s, week, group);
      if (packages > 0) usd += packages * price(cell);
    }
    const state = zip * STATES + s;
    if (problem.station[state] >= 0) load[problem.station[state] * WEEKS + week] += problem.load[state];
  });
  return {usd, load};
}

/** The cheapest of all joint ways, beside what others have taken. */
function best(scene: BidScene, room: Float64Array, ways: readonly (readonly Tried[])[]): number {
  let least = Infinity;
  const load = new Float64Array(room.length);
  const choose = (at: number, usd: number): void => {
    if (usd >= least) return;
    if (at === ways.length) {
      let over = 0;
      load.forEach((each, i) => {
        over += Math.max(0, each - room[i]) * scene.problem.packages[i % WEEKS];
      });
      least = Math.min(least, usd + (scene.problem.overflowUsd * over) / LOAD_ONE);
      return;
    }
    for (const way of ways[at]) {
      way.load.forEach((each, i) => (load[i] += each));
      choose(at + 1, usd + way.usd);
      way.load.forEach((each, i) => (load[i] -= each));
    }
  };
  choose(0, 0);
  return least;
}

/** The same prices, with all the room there is: room and overflow are then nobody's but the joint solve's. */
function withoutRoom(scene: BidScene): BidScene {
  const {problem, prices} = scene;
  const free = {...problem, capacity: problem.capacity.map(() => LOAD_ONE)};
  return {...scene, problem: free, prices: {...prices, station: prices.station.map(() => 0)}};
}

function plannedPath({problem: {weekCount}, paths}: BidScene, zip: number): number[] {
  return [...paths.subarray(zip * weekCount, (zip + 1) * weekCount)];
}

const UNITS = 3;
const groupsTried = Array.from({length: 20}, (_, i) => smallBids(100 + i, UNITS, WEEKS));

test.each(groupsTried.map((each, i) => [i, each] as const))(
  'group %i is worth what trying every way of its ZIPs says, and no book pays more',
  async (_, {scene, offers}) => {
    const {problem} = scene;
    const zips = Int32Array.from(offers.flatMap(({zip}) => [...zip]).slice(0, 3)); // the others stay as planned
    const inGroup = offers.filter(({zip}) => zip.every((each) => zips.includes(each)));
    const free = withoutRoom(scene);
    const room = problem.capacity.slice();
    for (let zip = zips.length; zip < problem.zipCount; zip++) {
      tried(free, zip, plannedPath(scene, zip), () => 0).load.forEach((each, i) => {
        room[i] = Math.max(0, room[i] - each);
      });
    }
    const without = best(
      scene,
      room,
      [...zips].map((zip) => waysOf(free, zip)),
    );
    const planned = best(
      scene,
      room,
      [...zips].map((zip) => [
        tried(free, zip, plannedPath(scene, zip), (cell) => scene.planUsd[cell] - scene.postageUsd[cell]),
      ]),
    );
    const found = await groupValue(prepareGroups(scene), {zips, fromWeek: 0, toWeek: WEEKS}, CLOSE);
    expect(found.boundUsd).toBeLessThanOrEqual(without - planned + 1e-6);
    expect(found.valueUsd).toBeGreaterThanOrEqual(without - planned - 1e-6);

    const scratch = createOfferScratch(scene);
    const units = inGroup.map((offer) => walkAway(scene, offer, scratch));
    const packages = Float64Array.from(units, (unit) => unit.planned.packages);
    const pay = bookPrices({
      group: new Int32Array(units.length),
      usdPerPackage: Float64Array.from(units, ({usdPerPackage}) => usdPerPackage),
      packages,
      groupUsd: Float64Array.of(found.boundUsd),
    });
    const total = pay.reduce((sum, usd, row) => sum + (usd > 0 ? usd * packages[row] : 0), 0);
    expect(total).toBeLessThanOrEqual(Math.max(0, without - planned) + 1e-6);
  },
);

test('rows of a group that is worth less than they add up to come down by the same share', () => {
  // 100 x 2.00 + 50 x 4.00 = 400.00, the group is worth 300.00: each pays three quarters. The other group keeps.
  const pay = bookPrices({
    group: Int32Array.of(0, 0, 0, 1),
    usdPerPackage: Float64Array.of(2, 4, Number.NaN, 5),
    packages: Float64Array.of(100, 50, 0, 10),
    groupUsd: Float64Array.of(300, 60),
  });
  expect([...pay]).toEqual([1.5, 3, Number.NaN, 5]);
});

test('a group worth nothing is bid nothing', () => {
  const rows = {group: Int32Array.of(0), usdPerPackage: Float64Array.of(2), packages: Float64Array.of(10)};
  expect([...bookPrices({...rows, groupUsd: Float64Array.of(-5)})]).toEqual([0]);
});

test('a dearer price or a larger promise never makes a bid worth more', async () => {
  const {scene, offers} = smallBids(7, 2, WEEKS);
  const groups = prepareGroups(scene);
  const term = {zips: Int32Array.from(offers.flatMap(({zip}) => [...zip])), fromWeek: 0, toWeek: WEEKS};
  const valueOf = async (usdPerPackage: number, promisedPackages: number): Promise<number> =>
    (await offerValues(groups, term, [{usdPerPackage, promisedPackages}], CLOSE))[0].valueUsd;
  const usual = await valueOf(3, 50);
  expect(await valueOf(3.5, 50)).toBeLessThanOrEqual(usual + 1e-6);
  const [first, second] = [3.5, 3].map((usdPerPackage) => ({usdPerPackage, promisedPackages: 50}));
  const both = (await offerValues(groups, term, [first, second], CLOSE)).map(({valueUsd}) => valueUsd);
  expect(both).toEqual([await valueOf(3.5, 50), usual]); // each as alone
  expect(await valueOf(3, 5000)).toBeLessThan(usual); // far more than there is: paid all the same
});

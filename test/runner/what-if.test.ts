import {applyScenario, NO_BUILDING, openStationAt, type Twin, WhatIf, whatIfChanges} from '@cutover/core';
import {openSession, Superseded, whatIf, type WhatIfSession} from '@cutover/runner';
import {priceOutcome} from '@cutover/reporting';
import fc from 'fast-check';
import {beforeAll, describe, expect, test} from 'vitest';
import {runScenarios, sum, withPool} from '../support/run.ts';
import {middleTwin} from '../support/middle-twin.ts';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';

const keep80 = smallScenarios().find(({name}) => name === 'keep-80')!;
let session: WhatIfSession;
let before: string;

beforeAll(async () => {
  session = await sessionOf(smallTwin());
  before = JSON.stringify(session.twin);
});

function sessionOf(base: Twin): Promise<WhatIfSession> {
  return withPool(1, (pool) => openSession(pool, {...keep80, twin: applyScenario(base, keep80)}, 1));
}

function preview(asked: Partial<WhatIf>) {
  return whatIf(session, whatIfChanges(session.twin, WhatIf.parse(asked)));
}

describe('a preview', () => {
  test('plans every package once', () => {
    const {packages} = preview({});
    const {dayFirst, dayPackages} = session.horizon.demand;
    const all = packages.owned + packages.usps + packages.other;
    expect(Math.abs(all - (dayFirst[dayPackages.length] - dayFirst[0]))).toBeLessThanOrEqual(3); // three roundings
  });

  test('adds up to its total, in cents', () => {
    fc.assert(
      fc.property(
        fc.record({
          uspsPriceFactor: fc.double({min: 0.5, max: 2, noNaN: true}),
          uspsKept: fc.constantFrom(null, 0, 0.3, 0.8, 1),
          fuelFactor: fc.double({min: 0.5, max: 2, noNaN: true}),
          wageFactor: fc.double({min: 0.7, max: 1.6, noNaN: true}),
        }),
        (asked) => {
          const {total, ...parts} = preview(asked).costUsd;
          const cents = Object.values(parts).reduce((sum, usd) => sum + Math.round(100 * usd), 0);
          expect(cents).toBe(Math.round(100 * total));
        },
      ),
      {numRuns: 20},
    );
  });

  test('pays twice the postage at twice the price and nothing else, where the contract prices all', () => {
    const [once, twice] = [preview({}), preview({uspsPriceFactor: 2})];
    expect(twice.planKept).toBe(true);
    expect(twice.packages).toEqual(once.packages);
    // A dearer mail moves no hand-off here: both entries of a ZIP cost twice as much, less than a stop is worth.
    expect(twice.costUsd).toEqual({
      ...once.costUsd,
      postage: expect.closeTo(2 * once.costUsd.postage, 1) as number, // each was rounded to the cent
      total: expect.closeTo(once.costUsd.total + once.costUsd.postage, 1) as number,
    });
  });

  test('costs the same whatever was asked before', () => {
    const fresh = preview({wageFactor: 1.3, uspsPriceFactor: 1.2});
    preview({uspsPriceFactor: 0.7});
    preview({fuelFactor: 1.5});
    preview({closedStations: ['DS2']});
    expect(preview({wageFactor: 1.3, uspsPriceFactor: 1.2})).toEqual(fresh);
    expect(JSON.stringify(session.twin)).toBe(before);
  });

  test('gives the ZIPs of a closed station to the next one, or to nobody', () => {
    const building = session.twin.facilities.findIndex(({facilityId}) => facilityId === 'DS2');
    const [open, closed] = [preview({}).zips.station, preview({closedStations: ['DS2']}).zips.station];
    expect(open.includes(building)).toBe(true);
    expect(closed.includes(building)).toBe(false);
    open.forEach((station, zip) => {
      if (station !== building) expect(closed[zip]).toBe(station);
      else expect(closed[zip] === NO_BUILDING || closed[zip] !== building).toBe(true);
    });
  });

  test('raises own cost with the wage, and linehaul with fuel', () => {
    const [now, paid, fuelled] = [preview({}), preview({wageFactor: 1.5}), preview({fuelFactor: 2})];
    expect(paid.costUsd.lastMile).toBeGreaterThan(now.costUsd.lastMile);
    expect({...paid.costUsd, lastMile: 0, total: 0}).toEqual({...now.costUsd, lastMile: 0, total: 0});
    expect(fuelled.costUsd.linehaul).toBeGreaterThan(now.costUsd.linehaul);
    expect(fuelled.costUsd.lastMile).toBe(now.costUsd.lastMile);
  });

  test('says per ZIP what break-even and saving are', () => {
    const {zips} = preview({uspsPriceFactor: 1.1});
    let seen = 0;
    zips.savingUsd.forEach((saving, zip) => {
      if (Number.isNaN(saving)) return;
      seen++;
      expect(saving).toBeCloseTo(zips.uspsUsd[zip] - zips.ownUsd[zip], 4);
      expect(zips.ownedShare[zip] + zips.uspsShare[zip] + zips.otherShare[zip]).toBeCloseTo(1, 5);
    });
    expect(seen).toBeGreaterThan(6);
  });

  test('stops when a newer one has come', () => {
    expect(() => whatIf(session, [], () => true)).toThrow(Superseded);
  });

  test('of a change alone is marked when only a run can find its ways', () => {
    const lane = session.twin.lanes[0].laneId;
    expect(preview({uspsPriceFactor: 1.2}).error.isTrusted).toBe(true);
    expect(whatIf(session, [{change: 'closeLane', laneId: lane}]).error.isTrusted).toBe(false);
  });
});

// `cutover run` of the saved scenario is the judge.
describe('a preview says what a run books', () => {
  const asked: Partial<WhatIf>[] = [
    {},
    {uspsPriceFactor: 1.5},
    {uspsKept: 0.33},
    {uspsKept: 0},
    {fuelFactor: 1.7, wageFactor: 1.4},
    {stopDensityFactor: 0.8, growthPerYear: 0.2},
    {capacityFactor: 0.6, uspsKept: 0.5},
    {closedStations: ['DS2-3', 'DS1-7'], growthPerYear: -0.1},
    {openedZips: ['12105']},
    {openedZips: ['12105', '17103'], closedStations: ['DS2-3', 'DS1-7'], uspsKept: 0.5},
  ];
  let middle: WhatIfSession;

  beforeAll(async () => {
    middle = await sessionOf(middleTwin());
  });

  /** As the page does it: opened stations have a session of their own, with ways through them. */
  async function previewOf({openedZips = [], ...rest}: Partial<WhatIf>) {
    const opened = openedZips.flatMap((zip) => openStationAt(middle.twin, zip));
    const changes = [...keep80.changes, ...opened];
    const session =
      opened.length === 0
        ? middle
        : await withPool(1, (pool) =>
            openSession(pool, {...keep80, twin: applyScenario(middleTwin(), {...keep80, changes})}, 1),
          );
    return whatIf(session, whatIfChanges(session.twin, WhatIf.parse(rest)));
  }

  test.each(asked)('%j: within its error, and within 1% where it is not marked', async (each) => {
    const changes = whatIfChanges(middle.twin, WhatIf.parse(each));
    const saved = {name: 'what-if', about: '', changes};
    const [{outcome}] = await withPool(1, (pool) => runScenarios(pool, middle.twin, [saved]));
    const {costUsd} = priceOutcome(outcome);
    const {costUsd: previewed, error, packages} = await previewOf(each);
    const off = Math.abs(previewed.total - costUsd.total);
    expect(off).toBeLessThan(error.usd);
    if (error.isTrusted) expect(off / costUsd.total).toBeLessThan(0.01);
    const waiting = outcome.ledger.volumeBacklog.slice(-outcome.ledger.zipCount).reduce((all, here) => all + here, 0);
    expect(Math.abs(packages.waiting - waiting)).toBeLessThan(1e-3 * outcome.ledger.volumePackages);
    expect(previewed.fixed).toBe(costUsd.fixed);
  });

  // The last epoch alone is run: the preview's ZIPs are of it. Every package, so chance is small.
  test.each([{}, {uspsKept: 0}, {uspsKept: 0.5, capacityFactor: 0.6}])(
    '%j: packages take as many days as in a run',
    async (each) => {
      const changes = whatIfChanges(middle.twin, WhatIf.parse(each));
      const {zips} = whatIf(middle, changes);
      const window = middle.epochs[middle.epochs.length - 1].epoch;
      const saved = {name: 'what-if', about: '', changes};
      const [{outcome}] = await withPool(1, (pool) => runScenarios(pool, middle.twin, [saved], {window}));
      const {transitDays, drawnClass} = outcome.ledger;
      let [days, packages] = [0, 0];
      zips.transitDays.forEach((mean, zip) => {
        if (Number.isNaN(mean)) return;
        days += mean * zips.dayPackages[zip];
        packages += zips.dayPackages[zip];
      });
      expect(days / packages).toBeCloseTo(sum(transitDays) / sum(drawnClass), 2);
    },
  );
});

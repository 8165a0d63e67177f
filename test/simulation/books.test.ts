import {type Ledger, OTHER, OVERFLOW_OTHER, OVERFLOW_USPS, OWNED, USPS} from '@cutover/core';
import {checkBooks} from '@cutover/reporting';
import {cutStretches, STRETCHES} from '@cutover/simulation';
import {describe, expect, test} from 'vitest';
import {
  ALL_OTHER,
  ALL_OWNED,
  ALL_USPS,
  createScene,
  randomScene,
  type Scene,
  type SceneOptions,
  simulateScene,
} from '../support/scene.ts';

// Two ZIPs with 60% and 40% of the packages, all light, served by one station unless a test says otherwise.
const WEIGHT = [60, 0, 0, 40, 0, 0];

function twoZips(overflow: number, rest: Partial<SceneOptions> & Pick<SceneOptions, 'volumes' | 'planned'>): Scene {
  const {volumes} = rest;
  const share = Array.from({length: 6}, (_, cell) => (cell % 3 === 2 ? ALL_USPS : ALL_OWNED));
  const epoch = {fromDay: 0, toDay: volumes.length, share, stationOf: [0, 0], overflow: [overflow, overflow]};
  return createScene({weight: WEIGHT, epochs: [epoch], ...rest});
}

/** A ledger array as rows of days. */
function byDay(values: Uint32Array, {dayCount}: Ledger): number[][] {
  const width = values.length / dayCount;
  return Array.from({length: dayCount}, (_, day) => [...values.slice(day * width, (day + 1) * width)]);
}

function own(packages: number[]): number[][] {
  return packages.map((each) => [each]);
}

describe('a full station', () => {
  test('sends to USPS what the FC saw coming and what the day took from it', () => {
    // 120 come, 72 and 48. The plan holds 100, so the FC sends 20 by USPS. Of the 100 that arrive the day takes 90, and
    // 10 move on. The ZIPs bear it 3 : 2, so 18 and 12 of the 30 are theirs, 12 and 8 of them sent by the FC.
    const ledger = simulateScene(twoZips(OVERFLOW_USPS, {volumes: [120], planned: [[100]], actual: [[90]]}));
    expect([...ledger.volumeDemanded]).toEqual([72, 48]);
    expect([...ledger.volumeDivertedUsps]).toEqual([12, 8]);
    expect([...ledger.volumeOverflow]).toEqual([6, 4]);
    expect([...ledger.volumeOwned]).toEqual([54, 36]);
    expect([...ledger.volumeUsps]).toEqual([18, 12]);
    expect([...ledger.volumeOther, ...ledger.volumeBacklog, ...ledger.volumeWait]).toEqual([0, 0, 0, 0, 0, 0]);
    expect([...ledger.stationPlanned]).toEqual([120]);
    expect([...ledger.stationDiverted]).toEqual([20]);
    expect([...ledger.stationOverflow]).toEqual([10]);
    expect([...ledger.stationDelivered]).toEqual([90]);
    expect([...ledger.stationCapacity]).toEqual([90]);
  });

  test('gives another carrier what its cap allows, keeps the rest, and delivers backlog first', () => {
    const ledger = simulateScene(
      twoZips(OVERFLOW_OTHER, {
        volumes: [120, 100, 50],
        planned: [[100], [100], [100]],
        actual: [[90], [100], [130]],
        otherCapPerDay: 5,
      }),
    );
    // Day 0: 120 against 100 planned: 20 want away, 5 may. 115 arrive, 90 go out, 25 wait.
    // Day 1: 100 and 25 waiting against 100: 25 want away, 5 may. 95 arrive; the 25 go out first, then 75; 20 wait.
    // Day 2: 50 and 20 waiting fit: 70 go out.
    expect(byDay(ledger.stationDiverted, ledger)).toEqual(own([5, 5, 0]));
    expect(byDay(ledger.stationDelivered, ledger)).toEqual(own([90, 100, 70]));
    expect(byDay(ledger.stationBacklog, ledger)).toEqual(own([25, 20, 0]));
    expect(byDay(ledger.stationOverflow, ledger)).toEqual(own([0, 0, 0]));
    // By ZIP, always 3 : 2. Day 0: 18 and 12 are not delivered, 3 and 2 of them went to the other carrier.
    expect(byDay(ledger.volumeDivertedOther, ledger)).toEqual([
      [3, 2],
      [3, 2],
      [0, 0],
    ]);
    expect(byDay(ledger.volumeWait, ledger)).toEqual([
      [15, 10],
      [12, 8],
      [0, 0],
    ]);
    expect(byDay(ledger.volumeOwned, ledger)).toEqual([
      [54, 36],
      [60, 40], // 60 planned - 3 - 12 + 15 from the day before
      [42, 28],
    ]);
    expect(byDay(ledger.volumeBacklog, ledger)).toEqual([
      [15, 10],
      [12, 8],
      [0, 0],
    ]);
  });

  test('keeps all it cannot deliver where the policy names no other way', () => {
    const ledger = simulateScene(twoZips(0, {volumes: [120, 60], planned: [[100], [100]], otherCapPerDay: 1000}));
    expect(byDay(ledger.stationDelivered, ledger)).toEqual(own([100, 80]));
    expect(byDay(ledger.stationBacklog, ledger)).toEqual(own([20, 0]));
    expect([...ledger.volumeOther, ...ledger.volumeUsps]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('moves on only what all its ZIPs may', () => {
    const scene = twoZips(0, {volumes: [120], planned: [[100]], otherCapPerDay: 1000});
    scene.books.overflow[0].set([OVERFLOW_USPS, OVERFLOW_OTHER]); // the second ZIP has no way into the mail
    const ledger = simulateScene(scene);
    expect([...ledger.stationBacklog]).toEqual([20]);
  });

  test("shares the other carrier's cap with the stations that want it", () => {
    // Stations of 60 and 40 packages hold nothing: they want 60 and 40 away, and get 30 and 20 of a cap of 50.
    const scene = createScene({
      volumes: [100],
      weight: WEIGHT,
      epochs: [
        {
          fromDay: 0,
          toDay: 1,
          share: Array.from({length: 6}, () => ALL_OWNED),
          stationOf: [0, 1],
          overflow: [OVERFLOW_OTHER, OVERFLOW_OTHER],
        },
      ],
      planned: [[0, 0]],
      otherCapPerDay: 50.9, // whole packages only
    });
    const ledger = simulateScene(scene);
    expect([...ledger.volumeOther]).toEqual([30, 20]);
    expect([...ledger.stationBacklog]).toEqual([30, 20]);
  });
});

describe('backlog', () => {
  /** One ZIP, ten packages a day at most, every way a day long and never late of itself. */
  function slowStation(volumes: number[], rest: Partial<SceneOptions> = {}): Ledger {
    const scene = createScene({
      volumes,
      weight: [1, 0, 0],
      epochs: [
        {fromDay: 0, toDay: volumes.length, share: [ALL_OWNED, ALL_OWNED, ALL_USPS], stationOf: [0], overflow: [0]},
      ],
      planned: volumes.map(() => [10]),
      ...rest,
    });
    scene.block.transit[0].fill(1);
    scene.block.tables[0].delayQuota.fill(0);
    return simulateScene(scene);
  }

  test('leaves first in, first out, and each package is late by the days it waited', () => {
    const ledger = slowStation([30, 10, 10, 0, 0]);
    // Day 0: 10 go, 20 wait. Day 1: 10 of these go, today's 10 wait. Day 2: the other 10 of day 0. Day 3: those of
    // day 1. Day 4: those of day 2. So 10 are on time, 10 late by one day and 30 by two.
    expect(byDay(ledger.stationBacklog, ledger)).toEqual(own([20, 20, 20, 10, 0]));
    expect([...ledger.lateHistogram.slice(0, 4)]).toEqual([10, 10, 30, 0]);
    expect(ledger.latePackageDays).toBe(10 + 60);
    expect(ledger.latePackages[OWNED]).toBe(40);
    expect(ledger.transitDays[OWNED]).toBe(50 + 70); // a day on the way, and the waiting
    expect([...ledger.transitHistogram.slice(0, 3)]).toEqual([0, 50, 0]);
  });

  test('of the last day is late by what it has waited, and by a day at least', () => {
    const ledger = slowStation([30, 10, 10, 0, 0], {toDay: 3});
    // After day 2 wait 10 of day 1, late by one day so far, and 10 of day 2, late by none yet: both count as one.
    expect(byDay(ledger.stationBacklog, ledger)).toEqual(own([20, 20, 20]));
    expect([...ledger.lateHistogram.slice(0, 4)]).toEqual([10, 30, 10, 0]);
  });

  test('of more days than the histogram has counts them all', () => {
    // 410 come on day 0 and ten go a day: day 0 is on time, then ten are late by each of 1, 2 … 40 days.
    const ledger = slowStation([410, ...Array.from({length: 40}, () => 0)]);
    expect(ledger.latePackageDays).toBe((10 * 40 * 41) / 2);
    expect(ledger.transitDays[OWNED]).toBe(410 + (10 * 40 * 41) / 2);
    expect(ledger.lateHistogram[31]).toBe(100); // 31 days and more
  });

  test('waits out the days on which own stations rest', () => {
    const delivers = [
      [1, 1, 1],
      [0, 1, 1],
      [1, 1, 1],
    ];
    const ledger = slowStation([5, 5, 5], {delivers});
    expect(byDay(ledger.stationDelivered, ledger)).toEqual(own([5, 0, 10]));
    expect(byDay(ledger.volumeBacklog, ledger)).toEqual(own([0, 5, 0]));
  });

  test('follows its ZIP to another station', () => {
    // Day 0: 30 wait for a station of ten. From day 1 on another serves the ZIP, and has room for all.
    const share = [ALL_OWNED, ALL_OWNED, ALL_USPS];
    const ledger = slowStation([30, 0], {
      epochs: [
        {fromDay: 0, toDay: 1, share, stationOf: [0], overflow: [0]},
        {fromDay: 1, toDay: 2, share, stationOf: [1], overflow: [0]},
      ],
      planned: [
        [10, 99],
        [10, 99],
      ],
    });
    expect(byDay(ledger.stationDelivered, ledger)).toEqual([
      [10, 0],
      [0, 20],
    ]);
    expect(checkBooks(ledger)).toEqual([]);
  });

  test.each([
    [OVERFLOW_USPS, 'volumeUsps'],
    [OVERFLOW_OTHER, 'volumeOther'],
  ] as const)('moves on when its ZIP loses its station (overflow %i)', (overflow, delivered) => {
    const ledger = slowStation([30, 4], {
      epochs: [
        {fromDay: 0, toDay: 1, share: [ALL_OWNED, ALL_OWNED, ALL_USPS], stationOf: [0], overflow: [0]},
        {fromDay: 1, toDay: 2, share: [ALL_USPS, ALL_USPS, ALL_USPS], stationOf: [-1], overflow: [overflow]},
      ],
    });
    expect([...ledger.volumeBacklog]).toEqual([20, 0]);
    expect(ledger[delivered][1]).toBe(overflow === OVERFLOW_USPS ? 24 : 20); // 4 are the day's own, by USPS
    expect(byDay(ledger.stationOverflow, ledger)).toEqual(own([0, 20]));
    expect(checkBooks(ledger)).toEqual([]);
  });
});

test('other carriers take beyond plan what the plan leaves of their cap', () => {
  // Each day 120 against 100: 20 want away, 15 may in all. The plan itself gives others 10% of the day more than today
  // gave them in the first epoch, 12 packages, so 3 are left; in the second 50%, more than the cap, so none.
  const share = Array.from({length: 6}, (_, cell) => (cell % 3 === 2 ? ALL_USPS : ALL_OWNED));
  const epoch = {share, stationOf: [0, 0], overflow: [OVERFLOW_OTHER, OVERFLOW_OTHER]};
  const ledger = simulateScene(
    createScene({
      volumes: [120, 120],
      weight: WEIGHT,
      epochs: [
        {fromDay: 0, toDay: 1, otherBeyondToday: 0.1, ...epoch},
        {fromDay: 1, toDay: 2, otherBeyondToday: 0.5, ...epoch},
      ],
      planned: [[100], [100]],
      otherCapPerDay: 15,
    }),
  );
  expect([...ledger.stationDiverted]).toEqual([3, 0]);
  expect([...ledger.stationWaits]).toEqual([17, 37]); // 17 of day 0 go out first, 83 of day 1's 120 after them
  expect([...ledger.stationBacklog]).toEqual([17, 37]);
});

test('what waits for a station that rests does not move on to USPS, and goes out first when it works again', () => {
  const delivers = [
    [0, 1, 1],
    [1, 1, 1],
  ];
  const ledger = simulateScene(twoZips(OVERFLOW_USPS, {volumes: [50, 80], planned: [[100], [100]], delivers}));
  // Day 0: the FC sees room for 50 and sends all; nobody works, 50 wait. Day 1: 130 against 100, so the FC sends 30 of
  // the day by USPS; the 50 and the other 50 go out.
  expect([...ledger.stationOverflow]).toEqual([0, 0]);
  expect([...ledger.stationWaits]).toEqual([50, 0]);
  expect([...ledger.stationDiverted]).toEqual([0, 30]);
  expect([...ledger.stationDelivered]).toEqual([0, 100]);
  expect([...ledger.stationBacklog]).toEqual([50, 0]);
});

test('a deliverer that rests delivers the next day, and nothing is lost meanwhile', () => {
  const share = [ALL_USPS, ALL_OTHER, ALL_USPS];
  const scene = createScene({
    volumes: [10, 10, 10],
    weight: [1, 1, 0],
    epochs: [{fromDay: 0, toDay: 3, share, stationOf: [-1], overflow: [OVERFLOW_USPS]}],
    planned: [[0], [0], [0]],
    delivers: [
      [1, 1, 0],
      [1, 0, 1], // USPS keeps Sunday
      [1, 1, 1],
    ],
  });
  scene.block.transit[0].fill(1);
  scene.block.tables[0].delayQuota.fill(0);
  const ledger = simulateScene(scene);
  expect([...ledger.volumeUsps]).toEqual([5, 0, 10]);
  expect([...ledger.volumeOther]).toEqual([0, 10, 5]);
  expect([...ledger.volumeBacklog]).toEqual([5, 5, 0]);
  // A day on the way for each of the 15, and one of rest for those of Sunday by USPS, of the first day by the other.
  expect([...ledger.transitDays]).toEqual([0, 20, 20]);
});

test('what is held back at a station is light and heavy in the proportion of its packages', () => {
  // 30 light and 10 heavy own packages, a light one planned for USPS. 16 are held back: 8 wait, 4 go to USPS, 4 to
  // others.
  const bound = Float64Array.of(100, 130, 131, 131, 141, 141, 141, 141, 141, 141);
  const ends = new Float64Array(STRETCHES);
  cutStretches(bound, 8, 4, 4, ends);
  const light = [118, 124, 127, 130, 131, 131]; // 18 go, 6 wait, 3 and 3 move on; 1 and 0 as planned
  const heavy = [137, 139, 140, 141, 141, 141]; // 6 go, 2 wait, 1 and 1 move on
  expect([...ends]).toEqual([...light, ...heavy, 141, 141, 141, 141, 141, 141]);
});

describe('in any world', () => {
  const seeds = Array.from({length: 120}, (_, i) => 100 + i);

  test('the books balance, at full volume and in any sample', () => {
    for (const seed of seeds) {
      const options = randomScene(seed);
      const full = createScene(options).ledger.volumePackages;
      for (const wanted of [full, Math.floor(0.37 * full), 11]) {
        expect(checkBooks(simulateScene(createScene({...options, wanted})))).toEqual([]);
      }
    }
  });

  test('what comes in one day goes out, waits or moves on, ZIP by ZIP and for all', () => {
    for (const seed of seeds) {
      const options = randomScene(seed);
      const scene = createScene(options);
      const ledger = simulateScene(scene);
      const {zipCount} = ledger;
      byDay(ledger.volumeDemanded, ledger).forEach((demanded, day) => {
        const dayPackages = demanded.reduce((sum, each) => sum + each, 0);
        expect(dayPackages).toBe(Math.round(options.volumes[day]));
        let other = 0;
        for (let zip = 0; zip < zipCount; zip++) {
          const cell = day * zipCount + zip;
          const before = day === 0 ? 0 : ledger.volumeBacklog[cell - zipCount];
          const out = ledger.volumeOwned[cell] + ledger.volumeUsps[cell] + ledger.volumeOther[cell];
          expect(demanded[zip] + before).toBe(out + ledger.volumeBacklog[cell]);
          other += ledger.volumeDivertedOther[cell];
        }
        expect(other).toBeLessThanOrEqual(options.otherCapPerDay!);
      });
    }
  });

  test('no station delivers more than it can, and none is idle while packages wait in it', () => {
    for (const seed of seeds) {
      const {books, ledger: empty} = createScene(randomScene(seed));
      const ledger = simulateScene({...createScene(randomScene(seed)), ledger: empty});
      for (let at = 0; at < ledger.stationDelivered.length; at++) {
        const day = Math.floor(at / books.stationCount);
        const works = books.delivers[day * 3 + OWNED] === 1;
        expect(ledger.stationCapacity[at]).toBe(works ? books.capacity.actual[at] : 0);
        expect(ledger.stationDelivered[at]).toBeLessThanOrEqual(ledger.stationCapacity[at]);
        if (ledger.stationBacklog[at] > 0 || ledger.stationOverflow[at] > 0) {
          const isIdle = ledger.stationDelivered[at] < ledger.stationCapacity[at];
          expect(isIdle && works && !lostZips(ledger, day)).toBe(false);
        }
      }
    }
  });

  test('nobody delivers on a day of rest', () => {
    for (const seed of seeds.slice(0, 40)) {
      const {delivers} = createScene(randomScene(seed)).books;
      const ledger = simulateScene(createScene(randomScene(seed)));
      for (const [way, values] of [
        [USPS, ledger.volumeUsps],
        [OTHER, ledger.volumeOther],
      ] as const) {
        byDay(values, ledger).forEach((row, day) => {
          if (delivers[day * 3 + way] === 0) expect(Math.max(...row)).toBe(0);
        });
      }
    }
  });
});

/** On the day an epoch begins a station may move on what waited for ZIPs it no longer serves. */
function lostZips({epochs}: Ledger, day: number): boolean {
  return epochs.some(({fromDay}) => fromDay === day && day > 0);
}

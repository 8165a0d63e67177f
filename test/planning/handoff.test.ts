import {GROUP_COUNT} from '@cutover/core';
import {chooseHandoffs, entryChooser, type HandoffInput} from '@cutover/planning';
import {describe, expect, test} from 'vitest';

const [UNIT, OTHER_UNIT, SCF] = [0, 1, 2];

const [AT_UNIT, AT_SCF] = [0, 1]; // prices

/** By the unit 0.50 + 3.40, by the SCF 0.40 + 4.00 for each package; a drop costs 30 and holds 200. */
function input(zipCount: number, rest: Partial<HandoffInput> = {}): HandoffInput {
  return {
    unit: new Int32Array(zipCount).fill(UNIT),
    scf: new Int32Array(zipCount).fill(SCF),
    unitWayUsd: new Float64Array(zipCount).fill(0.5),
    scfWayUsd: new Float64Array(zipCount).fill(0.4),
    dropUsd: Float64Array.of(30, 30, 0),
    dropPackages: Float64Array.of(200, 200, 1),
    packagesMax: Float64Array.of(Infinity, Infinity, Infinity),
    priceOf: Int32Array.of(AT_UNIT, AT_UNIT, AT_SCF),
    postageUsd: Float64Array.of(3.4, 3.4, 3.4, 4, 4, 4),
    ...rest,
  };
}

/** Packages a day of each ZIP, all light. */
function light(...packages: number[]): Float64Array {
  return Float64Array.from(packages.flatMap((each) => [each, 0, 0]));
}

describe('hand-offs', () => {
  test('are at the unit where its volume pays the drop', () => {
    // Each package saves 4.40 - 3.90 = 0.50 there; 40 + 80 of them save 60, one drop costs 30.
    const {building, uspsUsd} = chooseHandoffs(input(2), light(40, 80));
    expect([...building]).toEqual([UNIT, UNIT]);
    expect(uspsUsd[0]).toBeCloseTo(0.5 + 30 / 120 + 3.4, 12); // the drop is shared by 120
    expect(uspsUsd[GROUP_COUNT]).toBeCloseTo(4.15, 12);
  });

  test('consolidate at the SCF where it does not', () => {
    const {building, uspsUsd} = chooseHandoffs(input(2), light(20, 39)); // 59 save 29.50
    expect([...building]).toEqual([SCF, SCF]);
    expect(uspsUsd[0]).toBeCloseTo(4.4, 12);
  });

  test('count every stop the volume needs', () => {
    // 201 packages save 100.50 but need two stops, 60; of 401 the third stop costs 90 and they save 200.50.
    const {building, uspsUsd} = chooseHandoffs(input(1, {unit: Int32Array.of(OTHER_UNIT)}), light(201));
    expect(building[0]).toBe(OTHER_UNIT);
    expect(uspsUsd[0]).toBeCloseTo(0.5 + 60 / 201 + 3.4, 12);
    const dear = input(1, {dropUsd: Float64Array.of(60, 60, 0)}); // one stop would pay, two do not
    expect(chooseHandoffs(dear, light(200)).building[0]).toBe(UNIT);
    expect(chooseHandoffs(dear, light(201)).building[0]).toBe(SCF);
  });

  test('decide unit by unit, over all ZIPs and groups of it', () => {
    // The first unit has 30 light and 40 heavy packages; heavy ones save 1.00 each: 15 + 40 > 30. The other has 10.
    const heavy = input(2, {
      unit: Int32Array.of(UNIT, OTHER_UNIT),
      postageUsd: Float64Array.of(3.4, 3.4, 3.4, 4, 4.5, 4),
    });
    const {building, uspsUsd} = chooseHandoffs(heavy, Float64Array.of(30, 40, 0, 10, 0, 0));
    expect([...building]).toEqual([UNIT, SCF]);
    expect(uspsUsd[1]).toBeCloseTo(0.5 + 30 / 70 + 3.4, 12);
    expect(uspsUsd[GROUP_COUNT + 1]).toBeCloseTo(4.9, 12);
  });

  test('are chosen again at other prices as they are anew, without a trace of those before', () => {
    // 120 packages save 0.50 each at the unit: 60 pay the drop of 30. At an SCF for 3.65 they save 0.15: 18 do not.
    const choose = entryChooser(input(2), light(40, 80));
    const cheapScf = Float64Array.of(3.4, 3.4, 3.4, 3.65, 3.65, 3.65);
    const chosen = [input(2).postageUsd, cheapScf, input(2).postageUsd].map((postageUsd) => choose(postageUsd));
    expect(chosen.map(({building}) => [...building])).toEqual([
      [UNIT, UNIT],
      [SCF, SCF],
      [UNIT, UNIT],
    ]);
    expect(chosen[1].dropUsdPerPackage[UNIT]).toBeCloseTo(30 / 120, 12);
  });

  test('use the one way there is, and none where there is none', () => {
    const NaNs = Float64Array.of(Number.NaN, 0.5, Number.NaN, 0.5);
    const ways = input(4, {
      unit: Int32Array.of(UNIT, UNIT, UNIT, -1),
      scf: Int32Array.of(SCF, -1, -1, SCF),
      unitWayUsd: NaNs,
    });
    const {building, uspsUsd} = chooseHandoffs(ways, light(1000, 1, 1000, 1000));
    expect([...building]).toEqual([SCF, UNIT, -1, SCF]); // no way to the unit; no SCF, however few; neither; no unit
    expect(uspsUsd[0]).toBeCloseTo(4.4, 12);
    expect(uspsUsd[2 * GROUP_COUNT]).toBeNaN();
    expect(uspsUsd[3 * GROUP_COUNT]).toBeCloseTo(4.4, 12);
  });

  describe('within the limit of a bid won', () => {
    const limits = (unit: number, scf = Infinity) => ({packagesMax: Float64Array.of(unit, Infinity, scf)});

    test('take whole ZIPs, those that save most a package first', () => {
      // The SCF is 0.30 dearer for ZIP 1: it saves 0.80 a package, the others 0.50. 130 hold ZIP 1, then ZIP 2, not 0.
      const scfWayUsd = Float64Array.of(0.4, 0.7, 0.4);
      const {building, uspsUsd} = chooseHandoffs(input(3, {scfWayUsd, ...limits(130)}), light(60, 90, 40));
      expect([...building]).toEqual([SCF, UNIT, UNIT]);
      expect(uspsUsd[GROUP_COUNT]).toBeCloseTo(0.5 + 3.4 + 30 / 130, 12); // one stop over the 130 that may enter
    });

    test('give the unit up where what may enter does not pay the drop', () => {
      expect([...chooseHandoffs(input(2, limits(59)), light(59, 100)).building]).toEqual([SCF, SCF]); // 29.50 < 30
      expect([...chooseHandoffs(input(2, limits(61)), light(61, 100)).building]).toEqual([UNIT, SCF]); // 30.50 > 30
    });

    test('keep the only way a ZIP has, before any other', () => {
      const scf = Int32Array.of(SCF, -1);
      const scfWayUsd = Float64Array.of(0.4, Number.NaN);
      expect([...chooseHandoffs(input(2, {scf, scfWayUsd, ...limits(50)}), light(50, 80)).building]).toEqual([
        SCF, // 80 are in already
        UNIT,
      ]);
    });

    test('send what a full SCF does not take to the unit that costs least more', () => {
      // At the SCF both are cheaper: by 4.90 - 4.40 = 0.50 and 4.60 - 4.40 = 0.20. 100 may enter, so ZIP 1 leaves.
      const ways = input(2, {
        unit: Int32Array.of(UNIT, OTHER_UNIT),
        priceOf: Int32Array.of(0, 1, 2),
        postageUsd: Float64Array.of(4.4, 4.4, 4.4, 4.1, 4.1, 4.1, 4, 4, 4),
        ...limits(Infinity, 100),
      });
      expect([...chooseHandoffs(ways, light(70, 60)).building]).toEqual([SCF, OTHER_UNIT]);
      expect([...chooseHandoffs(ways, light(50, 50)).building]).toEqual([SCF, SCF]);
    });
  });
});

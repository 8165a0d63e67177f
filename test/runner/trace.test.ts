import {DataError, deliverers, isoDate} from '@cutover/core';
import {createPool, type Pool, tracePackage} from '@cutover/runner';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {middleTwin} from '../support/middle-twin.ts';
import type {SimulatedPackage} from '../support/reference-simulation.ts';
import {referenceOf} from '../support/reference-run.ts';
import {named, type Run, runScenarios} from '../support/run.ts';
import {smallScenarios} from '../support/small-twin.ts';

const PACKAGES = 30_000;
let pool: Pool;
let exit: Run;
let packages: readonly SimulatedPackage[];
beforeAll(async () => {
  pool = createPool(2);
  [exit] = await runScenarios(pool, middleTwin(2), [named(smallScenarios(), 'exit')], {packages: PACKAGES});
  packages = referenceOf(exit).packages;
});
afterAll(() => pool.close());

/** A package as the reference has it, in the words of a trace. */
function expected({row, zip, rank, drawnClass, origin, way, waits, pathDays, outRow}: SimulatedPackage) {
  const {world, horizon, twin, fromDay, toDay} = exit.prepared;
  const waited = !waits ? 0 : outRow === undefined ? Math.max(1, toDay - fromDay - 1 - row) : outRow - row;
  const {promiseDays} = twin.mix[drawnClass];
  return {
    dueOn: isoDate(horizon.firstDay + fromDay + row),
    zip: twin.zips[zip].zip,
    rank,
    classId: twin.mix[drawnClass].classId,
    promiseDays,
    originId: twin.facilities[world.origins[origin]].facilityId,
    deliverer: deliverers[way],
    ...(waits ? {deliveredOn: outRow === undefined ? null : isoDate(horizon.firstDay + fromDay + outRow)} : {}),
    transitDays: pathDays + waited,
    lateDays: waits ? waited : Math.max(0, pathDays - promiseDays),
  };
}

describe('a traced package', () => {
  test('is the package of that number, whatever became of it', async () => {
    const waiting = packages.filter(({waits}) => waits);
    const kinds = [
      packages.filter(({number}) => number % 1499 === 0),
      waiting.filter((_, i) => i % Math.ceil(waiting.length / 12) === 0),
      packages.filter(({way}) => way === 2).filter((_, i) => i % 400 === 0),
    ];
    for (const kind of kinds) expect(kind.length).toBeGreaterThan(3);
    for (const each of kinds.flat()) {
      const traced = await tracePackage(pool, exit.prepared, 1, PACKAGES, each.number);
      expect(traced).toMatchObject({number: each.number, ...expected(each)});
    }
  });

  test('has its own way first, whose lanes lead from its origin and add up', async () => {
    for (const {number} of packages.filter((each) => each.number % 2999 === 0)) {
      const {ways, originId, deliverer} = await tracePackage(pool, exit.prepared, 1, PACKAGES, number);
      expect(ways[0]).toMatchObject({taken: true, deliverer});
      expect(ways.filter(({taken}) => taken)).toHaveLength(1);
      for (const {lanes, lastBuilding, costUsd, hoursToLastBuilding} of ways) {
        const {linehaul, sort, door, total} = costUsd;
        expect(total).toBeCloseTo(linehaul + sort + door, 9);
        if (lastBuilding === null) continue;
        const stops = [originId, ...lanes.map(({to}) => to)];
        expect(lanes.map(({from}) => from)).toEqual(stops.slice(0, -1));
        expect(stops.at(-1)).toBe(lastBuilding);
        expect(lanes.reduce((usd, lane) => usd + lane.usd, 0)).toBeCloseTo(linehaul + sort, 9);
        expect(lanes.at(-1)?.arriveHours ?? 0).toBeCloseTo(hoursToLastBuilding!, 9);
      }
    }
  });

  test('has a number the run has drawn', async () => {
    for (const number of [-1, PACKAGES, 0.5]) {
      await expect(tracePackage(pool, exit.prepared, 1, PACKAGES, number)).rejects.toThrow(DataError);
    }
  });
});

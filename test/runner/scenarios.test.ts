import {
  applyScenario,
  buildMetric,
  buildRouteTable,
  type Change,
  isoDate,
  dayNumber,
  type RouteTable,
  type Scenario,
  type Twin,
  wayCostMils,
} from '@cutover/core';
import {checkBooks} from '@cutover/reporting';
import {createPool, createWorld, type Pool, prepare, simulate} from '@cutover/runner';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {middleTwin} from '../support/middle-twin.ts';
import {digest, named, type Run, runScenarios, sum} from '../support/run.ts';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';

let pool: Pool;
beforeAll(() => {
  pool = createPool(2);
});
afterAll(() => pool.close());

function scenario(...changes: Change[]): Scenario {
  return {name: 'trial', about: 'a test', changes};
}

async function run(twin: Twin, ...changes: Change[]): Promise<Run> {
  return (await runScenarios(pool, twin, [scenario(...changes)]))[0];
}

test('an empty scenario is the base, to the last package', async () => {
  const twin = smallTwin();
  const [prepared] = await prepare(pool, [{name: 'trial', about: '', twin}], 1);
  const {outcome} = await simulate(pool, prepared, 1);
  expect(digest((await run(twin)).outcome)).toBe(digest(outcome));
});

test('running scenarios leaves their base as it was', async () => {
  const twin = smallTwin();
  await runScenarios(pool, twin, smallScenarios());
  expect(twin).toEqual(smallTwin());
});

test('every scenario draws the same packages: only their ways differ', async () => {
  const runs = await runScenarios(pool, middleTwin(6), smallScenarios());
  const checksums = runs.map(({outcome}) => outcome.ledger.drawChecksum);
  expect(new Set(checksums).size).toBe(1);
  expect(checksums[0]).toMatch(/^[0-9a-f]{16}$/);
  const [one, ...others] = runs.map(({outcome}) => outcome.ledger);
  const classes = (drawn: Uint32Array, classCount: number): number[] =>
    Array.from({length: classCount}, (_, k) => sum(drawn.filter((__, i) => i % classCount === k)));
  for (const each of others) {
    expect(each.sampleDemanded).toEqual(one.sampleDemanded);
    expect(classes(each.drawnClass, each.classCount)).toEqual(classes(one.drawnClass, one.classCount));
    expect(each.volumeOwned).not.toEqual(one.volumeOwned);
  }
});

test('today is frozen: dearer tariffs change what it costs, not who carries it', async () => {
  const [keep] = await runScenarios(pool, smallTwin(), [named(smallScenarios(), 'keep')]);
  const dear = await run(smallTwin(), {change: 'setTariff', product: 'parcel_select', upliftShare: 0.5});
  for (const [epoch, policy] of dear.outcome.policy.entries()) {
    expect(policy.share).toEqual(keep.outcome.policy[epoch].share);
  }
  expect(dear.outcome.ledger.volumeUsps).toEqual(keep.outcome.ledger.volumeUsps);
});

describe('closing a lane never lowers a cost of the route table', () => {
  /** All ways of a twin's network, whoever is open, by the promises of its mix. */
  function routes(twin: Twin): {table: RouteTable; cost: (cell: number, origin: number) => number} {
    const {network, lanes, origins, targets, limits} = createWorld(twin);
    const metric = buildMetric(
      network,
      {usdPerPackage: lanes.plannedUsdPerPackage, minutes: lanes.minutes},
      new Uint8Array(network.nodeCount).fill(1),
      Uint8Array.from(twin.lanes, ({mode}) => (mode === 'mail' ? 0 : 1)),
      Float64Array.from(twin.facilities, ({handlingUsdPerPackage}) => handlingUsdPerPackage),
      Float64Array.from(twin.facilities, ({dwellHours}) => 60 * dwellHours),
    );
    const table = buildRouteTable(network.csr, metric, origins, targets, limits);
    return {table, cost: (cell, origin) => wayCostMils(table, metric, origin, cell)};
  }

  const twin = middleTwin(2);
  const base = routes(twin);
  test.each(twin.lanes.map(({laneId}) => laneId))('%s', (laneId) => {
    const closed = routes(applyScenario(twin, scenario({change: 'closeLane', laneId})));
    expect(closed.table.cellLabel.length).toBe(base.table.cellLabel.length);
    const targetCount = base.table.targets.length;
    const lowered = Array.from(base.table.cellLabel.keys()).filter((cell) => {
      const origin = Math.floor(cell / targetCount) % base.table.origins.length;
      return closed.cost(cell, origin) < base.cost(cell, origin);
    });
    expect(lowered).toEqual([]);
  });
});

describe('a station that closes', () => {
  test('loses no package, though it was full: its ZIPs and what waits move on', async () => {
    // In exit packages wait at full stations. DS2 closes on a Thursday of peak weekdays; some of its ZIPs have another.
    const twin = middleTwin(4);
    const exit = named(smallScenarios(), 'exit').changes;
    const closesOn = isoDate(dayNumber(twin.settings.horizon.from) + 21);
    const closing = ['DS1-0', 'DS2-0', 'DS3-0', 'DS2-1'].map(
      (facilityId): Change => ({change: 'closeFacility', facilityId, on: closesOn}),
    );
    const {outcome} = await run(twin, ...exit, ...closing);
    const {ledger} = outcome;
    expect(checkBooks(ledger)).toEqual([]);
    const before = ledger.volumeBacklog.slice(20 * ledger.zipCount, 21 * ledger.zipCount);
    const isLeft = outcome.policy[2].station.map((station, zip) => (station < 0 && before[zip] > 0 ? 1 : 0));
    expect(sum(isLeft)).toBeGreaterThan(0); // some ZIPs had a backlog and have no station any more
    for (let s = 0; s < ledger.stations.length; s++) {
      const id = twin.facilities[ledger.stations[s]].facilityId;
      if (!closing.some((each) => each.change === 'closeFacility' && each.facilityId === id)) continue;
      for (let day = 21; day < ledger.dayCount; day++) {
        const at = day * ledger.stations.length + s;
        expect(ledger.stationDelivered[at] + ledger.stationPlanned[at] + ledger.stationBacklog[at]).toBe(0);
      }
    }
  });
});

test('a post office that closes is no hand-off from that very day on: its ZIPs go by their SCF', async () => {
  const {outcome} = await run(smallTwin(), {change: 'closeFacility', facilityId: 'DDU1', on: '2026-10-08'});
  const {policy, twin} = outcome;
  const unit = twin.facilities.findIndex(({facilityId}) => facilityId === 'DDU1');
  const used = policy.map(({epoch, handoff}) => [epoch.fromDay, epoch.toDay, handoff.includes(unit)]);
  expect(used).toEqual([
    [0, 7, true],
    [7, 14, false],
    [14, 28, false], // a station opens on 2026-10-15
  ]);
});

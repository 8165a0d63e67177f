// What-ifs against the full plan: for each of some random what-ifs, what the preview says of the horizon and what
// `cutover run` of the saved scenario books. 50 on some states of the reference twin, six on all of it; half of them
// open stations, most close some. Opened ones are previewed as the page does it: in a session that has them. Must hold:
// where the preview is not marked, within 1%; and never further off than it says. Run: pnpm bench preview. Record:
// benchmarks/README.md.
import {join} from 'node:path';
import {applyScenario, hash32, openStationAt, type Twin, WhatIf, whatIfChanges} from '@cutover/core';
import {readScenario, readTwin} from '@cutover/files';
import {priceOutcome} from '@cutover/reporting';
import {createPool, openSession, type Pool, prepare, simulate, whatIf, type WhatIfSession} from '@cutover/runner';
import {progress} from './harness/results.ts';
import {spreadOf} from './harness/statistics.ts';
import {sliceOf} from './slice.ts';

const SEED = 1;
const SCENARIO = 'keep-80';
const PACKAGES = 3e6; // simulated of each run: they tell the mix of classes apart, the rest is at full volume
const MOST = 0.01;
const data = join(import.meta.dirname, '..', 'data', 'us');

interface Held {
  readonly error: number; // share of the run's total
  readonly bound: number;
  readonly isTrusted: boolean;
}

const pool = createPool();
try {
  const nation = await readTwin(data);
  await hold(pool, 'New England and New York', sliceOf(nation, ['MA', 'NH', 'VT', 'ME', 'CT', 'RI', 'NY']), 50);
} finally {
  await pool.close();
}

/** @throws Error if a preview is further off than it says */
async function hold(pool: Pool, name: string, base: Twin, count: number): Promise<void> {
  const scenario = await readScenario(data, SCENARIO);
  const twin = applyScenario(base, scenario);
  const known = await openSession(pool, {...scenario, twin}, SEED);
  const held: Held[] = [];
  for (let draw = 0; draw < count; draw++) {
    const asked = randomWhatIf(base, draw);
    const opened = openedBy(twin, asked);
    const session = opened === twin ? known : await openSession(pool, {...scenario, twin: opened}, SEED);
    held.push(await compare(pool, session, {...asked, openedZips: []}));
    progress(`${name}: ${draw + 1} of ${count}`);
  }
  const errors = held.map(({error}) => Math.abs(error)).sort((a, b) => a - b);
  const marked = held.filter(({isTrusted}) => !isTrusted);
  const unmarked = held.filter(({error, isTrusted}) => isTrusted && Math.abs(error) > MOST);
  const beyond = held.filter(({error, bound}) => Math.abs(error) > bound);
  const percent = (share: number): string => `${(100 * share).toFixed(3)}%`;
  process.stdout.write(
    `${name}, ${base.zips.length} ZIPs, ${count} what-ifs of seed ${SEED}: ` +
      `error median ${percent(spreadOf(errors).median)}, ` +
      `most ${percent(errors[errors.length - 1])}; ${marked.length} marked; ${unmarked.length} unmarked beyond 1%; ` +
      `${beyond.length} beyond their own bound\n`,
  );
  if (unmarked.length + beyond.length > 0) throw new Error(`${name}: a preview is further off than it says`);
}

/** The twin with the stations that a what-if opens. */
function openedBy(twin: Twin, {openedZips}: WhatIf): Twin {
  const changes = openedZips.flatMap((zip) => openStationAt(twin, zip));
  return changes.length === 0 ? twin : applyScenario(twin, {name: 'opened', about: '', changes});
}

async function compare(pool: Pool, session: WhatIfSession, asked: WhatIf): Promise<Held> {
  const changes = whatIfChanges(session.twin, asked);
  const {costUsd, error} = whatIf(session, changes);
  const saved = {name: 'what-if', about: '', changes};
  const twin = applyScenario(session.twin, saved);
  const [prepared] = await prepare(pool, [{...saved, twin}], SEED);
  const {outcome} = await simulate(pool, prepared, SEED, PACKAGES);
  const booked = priceOutcome(outcome).costUsd.total;
  return {error: costUsd.total / booked - 1, bound: error.usd / booked, isTrusted: error.isTrusted};
}

/** Each knob is moved in about half of them, anywhere in the range of the page's slider. */
function randomWhatIf({facilities, zips}: Twin, draw: number): WhatIf {
  const unit = (knob: number): number => hash32(hash32(SEED + 1000 * draw) + knob) / 2 ** 32;
  const moved = <Name extends string>(
    name: Name,
    knob: number,
    low: number,
    high: number,
  ): Partial<Record<Name, number>> =>
    unit(2 * knob) < 0.5 ? {} : ({[name]: low + (high - low) * unit(2 * knob + 1)} as Record<Name, number>);
  const stations = facilities.filter(({facilityType, opensOn}) => facilityType === 'ds' && opensOn === undefined);
  const closed = Array.from({length: Math.floor(6 * unit(20))}, (_, i) => {
    return stations[Math.floor(stations.length * unit(21 + i))].facilityId;
  });
  const opened = Array.from({length: unit(30) < 0.5 ? 0 : 1 + Math.floor(3 * unit(31))}, (_, i) => {
    return zips[Math.floor(zips.length * unit(32 + i))].zip;
  });
  return WhatIf.parse({
    ...moved('uspsPriceFactor', 0, 0.5, 2),
    ...moved('uspsKept', 1, 0, 1),
    ...moved('fuelFactor', 2, 0.5, 2),
    ...moved('wageFactor', 3, 0.7, 1.6),
    ...moved('stopDensityFactor', 4, 0.8, 1.6),
    ...moved('growthPerYear', 5, -0.1, 0.3),
    ...moved('capacityFactor', 6, 0.5, 2),
    openedZips: [...new Set(opened)],
    closedStations: [...new Set(closed)],
  });
}

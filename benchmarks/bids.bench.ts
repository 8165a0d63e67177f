// The bid book of the reference twin, scenario keep-80, as `cutover plan` decides it: leave-one-out prices of 200
// random units against an exact re-solve of each, with the node and without, and payments of 20 random groups against
// what each group is worth.
// Must hold: every price within 1%; no book pays more than its group's value.
// Run: pnpm bench bids. Record: benchmarks/README.md.
import {applyScenario, hash32} from '@cutover/core';
import {readScenario, readTwin} from '@cutover/files';
import {createOfferScratch, walkAway} from '@cutover/planning';
import {
  bidBook,
  createPool,
  type NodeOffer,
  nodeOffers,
  type OpenPlan,
  openPlan,
  planWeeks,
  type Pool,
} from '@cutover/runner';
import {avoidedCost} from '../test/support/avoided-cost.ts';
import {writtenPlan} from '../test/support/written-plan.ts';
import {progress} from './harness/results.ts';

const TWIN = 'data/us';
const SEED = 1;
const UNITS = 200;
const GROUPS = 20;
const ERROR_MAX = 0.01;

const pool = createPool();
try {
  const scenario = await readScenario(TWIN, 'keep-80');
  const named = {...scenario, twin: applyScenario(await readTwin(TWIN), scenario)};
  progress('planning');
  const written = writtenPlan(await planWeeks(pool, named, SEED));
  progress('opening the plan');
  const open = await openPlan(pool, named, SEED, written);
  checkUnits(open);
  await checkGroups(pool, open);
} finally {
  await pool.close();
}

function checkUnits(open: OpenPlan): void {
  const scratch = createOfferScratch(open.bids);
  const errors: number[] = [];
  const nodes = shuffled(nodeOffers(open, 'same_day'), ({building}: NodeOffer) => building);
  for (const {offer} of nodes) {
    if (errors.length === UNITS) break;
    const {usdPerPackage} = walkAway(open.bids, offer, scratch);
    const {usd, packages} = avoidedCost(open.bids, offer);
    if (packages === 0) continue; // the plan enters nothing: there is no price
    errors.push(Math.abs(usdPerPackage / (usd / packages) - 1));
  }
  const most = Math.max(...errors);
  console.log(`${errors.length} random units of ${nodes.length}: prices off by ${most.toExponential(1)} at most`);
  if (errors.length < UNITS || !(most <= ERROR_MAX)) throw new Error('a price is not its avoided cost');
}

async function checkGroups(pool: Pool, open: OpenPlan): Promise<void> {
  const started = performance.now();
  const {rows} = await bidBook(pool, open, 'unit', SEED);
  const seconds = Math.round((performance.now() - started) / 1000);
  const days = open.bids.days.reduce((sum, each) => sum + each, 0);
  const sameDay = rows.filter(({tender}) => tender === 'same_day');
  const names = shuffled([...new Set(sameDay.map(({groupUnit}) => groupUnit))], (_, place) => place);
  const most = names.slice(0, GROUPS).map((name) => {
    const own = sameDay.filter(({groupUnit}) => groupUnit === name);
    const usd = (read: (row: (typeof own)[number]) => number | undefined): number =>
      own.reduce((sum, row) => sum + Math.max(0, read(row) ?? 0) * row.packagesPerDay * days, 0);
    const worth = Math.max(0, own[0].groupUsd!);
    return {pays: usd(({payUsd}) => payUsd) / worth, apart: usd(({walkAwayUsd}) => walkAwayUsd) / worth};
  });
  const highest = Math.max(...most.map(({pays}) => pays));
  const above = most.filter(({apart}) => apart > 1).length;
  console.log(`book of ${rows.length} rows in ${seconds} s on ${pool.threads} threads`);
  console.log(
    `${most.length} random SCFs of ${names.length}: books pay ${highest.toFixed(9)} of their group's value at most; ` +
      `leave-one-out prices alone would pay more than all of it in ${above}`,
  );
  if (most.length < GROUPS || !(highest <= 1 + 1e-9)) throw new Error('a book pays more than its group is worth');
}

function shuffled<Item>(items: readonly Item[], keyOf: (item: Item, place: number) => number): Item[] {
  const drawn = items.map((item, place) => ({item, draw: hash32(hash32(SEED) + keyOf(item, place))}));
  return drawn.sort((a, b) => a.draw - b.draw).map(({item}) => item);
}

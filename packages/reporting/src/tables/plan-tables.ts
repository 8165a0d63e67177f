import {
  classGroups,
  DELIVERER_COUNT,
  deliverers,
  GROUP_COUNT,
  NO_BUILDING,
  OTHER,
  type Outcome,
  OVERFLOW_OTHER,
  OVERFLOW_USPS,
  OWNED,
  USPS,
} from '@cutover/core';
import type {Counts} from '../money/counts.ts';
import {groupShares} from '../money/groups.ts';
import {count, distinct, sortedRows, type TableSource, tableOf, text} from './source.ts';

/** The policy as a planner would write it: for each (epoch, ZIP, class group) its options in order. */
export function optionTable(outcome: Outcome, counts: Counts): TableSource {
  const {twin, policy} = outcome;
  const zipCount = twin.zips.length;
  const order = sortedRows(twin.zips.map(({zip}) => zip));
  const keys: number[] = []; // ((epoch * zipCount + zip) * GROUP_COUNT + group) * DELIVERER_COUNT + way
  const ranks: number[] = [];
  const groups = sortedRows(classGroups);
  policy.forEach(({share, overflow}, epoch) => {
    for (const zip of order) {
      for (const group of groups) {
        const triple = (zip * GROUP_COUNT + group) * DELIVERER_COUNT;
        optionsOf(share, triple, overflow[zip]).forEach((way, rank) => {
          keys.push(epoch * zipCount * GROUP_COUNT * DELIVERER_COUNT + triple + way);
          ranks.push(rank + 1);
        });
      }
    }
  });
  const shares = groupShares(twin);
  const wayOf = (row: number) => keys[row] % DELIVERER_COUNT;
  const groupOf = (row: number) => Math.floor(keys[row] / DELIVERER_COUNT) % GROUP_COUNT;
  const zipOf = (row: number) => Math.floor(keys[row] / DELIVERER_COUNT / GROUP_COUNT) % zipCount;
  const epochOf = (row: number) => Math.floor(keys[row] / DELIVERER_COUNT / GROUP_COUNT / zipCount);
  const shareOf = (row: number) => policy[epochOf(row)].share[keys[row] % (zipCount * GROUP_COUNT * DELIVERER_COUNT)];
  const buildingOf = (row: number) => {
    const plan = policy[epochOf(row)];
    return [plan.station, plan.handoff][wayOf(row)]?.[zipOf(row)] ?? NO_BUILDING;
  };
  const planned = (row: number) => {
    const cell = epochOf(row) * zipCount + zipOf(row);
    const share = shares[zipOf(row) * GROUP_COUNT + groupOf(row)];
    return Math.round((counts.demanded[cell] * share * shareOf(row)) / 1024);
  };
  return tableOf('option', Int32Array.from(keys.keys()), [
    count('epoch', epochOf),
    text(
      'zip',
      twin.zips.map(({zip}) => zip),
      zipOf,
    ),
    text('class_group', classGroups, groupOf),
    count('option_order', (row) => ranks[row]),
    text('deliverer', deliverers, wayOf),
    text(
      'facility_id',
      twin.facilities.map(({facilityId}) => facilityId),
      buildingOf,
    ),
    count('share_1024', shareOf),
    count('planned_packages', planned),
  ]);
}

/** The ways with a share, then those that take what a full station cannot, with share 0. */
function optionsOf(share: Uint16Array, triple: number, overflow: number): number[] {
  const has = (way: number): boolean => share[triple + way] > 0;
  const ways = [OWNED, USPS, OTHER].filter(has);
  if (!has(OWNED)) return ways;
  if ((overflow & OVERFLOW_USPS) !== 0 && !has(USPS)) ways.push(USPS);
  if ((overflow & OVERFLOW_OTHER) !== 0 && !has(OTHER)) ways.push(OTHER);
  return ways;
}

/** Simulated packages by the class drawn for them, added up to ZIP3s; classes nobody drew have no row. */
export function classTable({twin, ledger}: Outcome): TableSource {
  const {classCount, zipCount, drawnClass} = ledger;
  const {texts: zip3s, places: zip3Of} = distinct(twin.zips.map(({zip}) => zip.slice(0, 3)));
  const width = DELIVERER_COUNT * classCount;
  const packages = new Float64Array(ledger.epochs.length * zip3s.length * width);
  for (let row = 0; row < ledger.epochs.length * zipCount; row++) {
    const epoch = Math.floor(row / zipCount);
    const to = (epoch * zip3s.length + zip3Of[row % zipCount]) * width;
    for (let i = 0; i < width; i++) packages[to + i] += drawnClass[row * width + i];
  }
  const classIds = twin.mix.map(({classId}) => classId);
  const classOrder = sortedRows(classIds); // keys are text, so that a class keeps its place when another is added
  const drawn: number[] = [];
  for (let start = 0; start < packages.length; start += width) {
    for (const way of sortedRows(deliverers)) {
      for (const k of classOrder) {
        const i = start + way * classCount + k;
        if (packages[i] > 0) drawn.push(i);
      }
    }
  }
  return tableOf('class', Float64Array.from(drawn), [
    count('epoch', (i) => Math.floor(i / (zip3s.length * width))),
    text('zip3', zip3s, (i) => Math.floor(i / width) % zip3s.length),
    text('deliverer', deliverers, (i) => Math.floor(i / classCount) % DELIVERER_COUNT),
    text('class_id', classIds, (i) => i % classCount),
    count('packages', (i) => packages[i]),
  ]);
}

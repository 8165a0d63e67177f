import type {Pool} from '../pool.ts';
import {type GroupResult, type GroupTask, solveGroups} from './group-task.ts';
import type {UnitTask, UnitValue} from './unit-task.ts';

const ZIPS_PER_TASK = 512; // fixed, so that tasks are the same on any number of threads
const ZIPS_ALONE = 4096; // a group with more is taken apart itself

/**
 * Solves groups on all threads, in their order: small ones some at a time, those of a nation one by one in chunks.
 *
 * @param onGroup - told how many are solved
 */
export async function solveOnPool(
  pool: Pool,
  {scene, work, rule}: Omit<GroupTask, 'kind'>,
  onGroup: (done: number) => void,
): Promise<GroupResult[]> {
  const results: GroupResult[] = [];
  let done = 0;
  const take = (places: readonly number[], solved: readonly GroupResult[]): void => {
    places.forEach((place, i) => {
      results[place] = solved[i];
    });
    done += places.length;
    onGroup(done);
  };
  const {parts, alone} = cut(work.map(({term}) => term.zips.length));
  await Promise.all(
    parts.map(async (places) => {
      const task: GroupTask = {kind: 'groups', scene, work: places.map((place) => work[place]), rule};
      take(places, await pool.run<GroupResult[]>(task));
    }),
  );
  for (const place of alone) {
    take([place], await solveGroups({scene, work: [work[place]], rule}, (task) => pool.run({kind: 'assign', task})));
  }
  return results;
}

/** Solves hand-off nodes on all threads, in their order. */
export async function solveUnitsOnPool(
  pool: Pool,
  {offers, ...rest}: Omit<UnitTask, 'kind'>,
): Promise<readonly UnitValue[]> {
  const {parts, alone} = cut(offers.map(({zip}) => zip.length));
  const values: UnitValue[] = [];
  await Promise.all(
    [...parts, ...alone.map((place) => [place])].map(async (places) => {
      const task: UnitTask = {kind: 'units', ...rest, offers: places.map((place) => offers[place])};
      const solved = await pool.run<UnitValue[]>(task);
      places.forEach((place, i) => {
        values[place] = solved[i];
      });
    }),
  );
  return values;
}

/** @param zipCounts - of each piece of work */
function cut(zipCounts: readonly number[]): {parts: number[][]; alone: number[]} {
  const parts: number[][] = [];
  const alone: number[] = [];
  let room = 0;
  zipCounts.forEach((zipCount, place) => {
    if (zipCount > ZIPS_ALONE) {
      alone.push(place);
      return;
    }
    if (room <= 0) {
      parts.push([]);
      room = ZIPS_PER_TASK;
    }
    parts[parts.length - 1].push(place);
    room -= zipCount;
  });
  return {parts, alone};
}

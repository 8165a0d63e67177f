import {LOAD_ONE, type WeekProblem, type WeekSolution} from '@cutover/planning';
import {createCapacity} from '../capacity.ts';
import type {WeekScene} from './problem.ts';

/** How a plan fares on days of stations it has not seen. */
export interface UnseenCheck {
  readonly draws: number;
  readonly p90LoadShare: number; // of what the station can do that day
  readonly overflowShare: number; // of own packages
}

const DRAWS = 50;
const BINS = 4000; // of a load share up to 2
const SHARE_MAX = 2;

/** Sets the planned loads against capacities of the day drawn with other seeds, day by day, backlog left aside. */
export function checkUnseen(
  {world, horizon, weeks}: WeekScene,
  {stationCount, weekCount}: WeekProblem,
  {load}: Pick<WeekSolution, 'load'>,
  seed: number,
): UnseenCheck {
  const bins = new Float64Array(BINS + 1);
  let owned = 0;
  let over = 0;
  for (let draw = 1; draw <= DRAWS; draw++) {
    const {actual} = createCapacity(world, horizon, (seed + draw) >>> 0);
    weeks.forEach(({fromDay, toDay}, week) => {
      for (let day = fromDay; day < toDay; day++) {
        for (let s = 0; s < stationCount; s++) {
          const packages = (load[s * weekCount + week] / LOAD_ONE) * horizon.demand.dayPackages[day];
          if (!(packages > 0)) continue;
          const room = actual[day * stationCount + s];
          owned += packages;
          over += Math.max(0, packages - room);
          bins[Math.floor((BINS * Math.min(SHARE_MAX, packages / Math.max(1, room))) / SHARE_MAX)]++;
        }
      }
    });
  }
  return {draws: DRAWS, p90LoadShare: quantile(bins, 0.9), overflowShare: owned === 0 ? 0 : over / owned};
}

function quantile(bins: Float64Array, share: number): number {
  const all = bins.reduce((sum, count) => sum + count, 0);
  let below = 0;
  for (let bin = 0; bin < bins.length; bin++) {
    below += bins[bin];
    if (below >= share * all) return (bin * SHARE_MAX) / BINS;
  }
  return 0;
}

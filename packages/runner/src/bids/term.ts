import {dayNumber, sharedFloat64, type WonRow} from '@cutover/core';
import type {OpenPlan} from './scene.ts';

/** A plan whose segments are each cut into one before or after a term and one within. */
export interface TermPlan {
  readonly plan: OpenPlan;
  readonly isOffered: readonly boolean[]; // [segment], within
  readonly days: number; // of the weeks within
}

/** Weeks count for the term that their first day lies in, as a plan prices them. */
export function termPlan(plan: OpenPlan, {from, to}: Pick<WonRow, 'from' | 'to'>): TermPlan {
  const {scene, entries, bids, entered} = plan;
  const [first, end] = [from === undefined ? -Infinity : dayNumber(from), to === undefined ? Infinity : dayNumber(to)];
  const isIn = scene.weeks.map(({fromDay}) => {
    const day = scene.horizon.firstDay + fromDay;
    return first <= day && day < end;
  });
  const days = bids.days.reduce((sum, each, week) => (isIn[week] ? sum + each : sum), 0);
  return {
    plan: {
      scene,
      entries: [...entries, ...entries],
      entered: [...entered, ...entered],
      bids: {
        ...bids,
        segmentOf: bids.segmentOf.map((segment, week) => (isIn[week] ? entries.length + segment : segment)),
        planUsd: twice(bids.planUsd),
        postageUsd: twice(bids.postageUsd),
        listUsd: twice(bids.listUsd),
        otherUsd: twice(bids.otherUsd),
      },
    },
    isOffered: [...entries.map(() => false), ...entries.map(() => true)],
    days: Math.max(1, days), // a term between two weeks is none
  };
}

function twice(cells: Float64Array): Float64Array {
  const both = sharedFloat64(2 * cells.length);
  both.set(cells);
  both.set(cells, cells.length);
  return both;
}

import {DataError, isoDate} from '@cutover/core';
import type {WeekProblem} from '@cutover/planning';
import type {WeekScene} from './week-scene.ts';

const ZIPS_SHOWN = 5;

/**
 * Refuses weeks in which ZIPs have to change but may not: today's way ends there, and freeze and limit leave too few
 * changes before.
 *
 * @throws DataError with the first such week, its ZIPs, and the least that has to give
 */
export function checkForced(scene: WeekScene, problem: WeekProblem): void {
  const {weekCount, isFrozen, switchesMax} = problem;
  const {twin, weeks, horizon} = scene;
  const forced: number[][] = Array.from({length: weekCount}, () => []);
  for (let zip = 0; zip < problem.zipCount; zip++) {
    const week = firstClosed(problem, zip);
    if (week >= 0) forced[week].push(zip);
  }
  let [due, may, openWeeks, limitNeeded] = [0, 0, 0, 0];
  let missed: {week: number; zips: number[]; lacking: number} | undefined;
  for (let week = 0; week < weekCount; week++) {
    due += forced[week].length;
    if (isFrozen[week] === 0) {
      openWeeks++;
      may += switchesMax[week];
    }
    if (due > may && missed === undefined) missed = {week, zips: forced[week], lacking: due - may};
    limitNeeded = Math.max(limitNeeded, due === 0 ? 0 : Math.ceil(due / openWeeks)); // Infinity: all weeks are frozen
  }
  if (missed === undefined) return;
  const from = isoDate(horizon.firstDay + weeks[missed.week].fromDay);
  const ids = missed.zips.slice(0, ZIPS_SHOWN).map((zip) => twin.zips[zip].zip);
  const more = missed.zips.length > ids.length ? ', …' : '';
  throw new DataError(
    `in the week from ${from} today's way of ${missed.zips.length} ZIPs (${ids.join(', ')}${more}) ends, but freeze ` +
      `and limit leave ${missed.lacking} of them no week to change in; ` +
      (Number.isFinite(limitNeeded)
        ? `the least that helps is a limit of ${limitNeeded} ZIPs a week`
        : `let changes be made before the end of that week`),
  );
}

/** The first week in which the way a ZIP goes at the start is closed; -1: none. */
function firstClosed({firstState, weekCount, weekUsd, start}: WeekProblem, zip: number): number {
  const state = firstState[zip] + start[zip];
  for (let week = 0; week < weekCount; week++) {
    if (weekUsd[state * weekCount + week] === Infinity) return week;
  }
  return -1;
}

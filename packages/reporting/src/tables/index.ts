import {meanCubeFt3, type Outcome} from '@cutover/core';
import type {Priced} from '../money/price.ts';
import {stationDayTable, zipDayTable} from './day-tables.ts';
import {classTable, optionTable} from './plan-tables.ts';
import {ratedTable} from './rated-table.ts';
import type {TableSource} from './source.ts';
import {handoffTable, laneTable, zipTable} from './zip-tables.ts';

/** The tables of a scenario in the run directory, each with its rows in the order of its key. */
export function scenarioTables(outcome: Outcome, priced: Priced): TableSource[] {
  return [
    zipTable(outcome, priced),
    zipDayTable(outcome),
    stationDayTable(outcome),
    handoffTable(outcome, priced),
    laneTable(outcome, priced, meanCubeFt3(outcome.twin)),
    optionTable(outcome, priced.counts),
    classTable(outcome),
    ratedTable(outcome, priced),
  ];
}

import {HTTPException} from 'hono/http-exception';
import type {Engine} from '../engine/engine.ts';
import type {Catalog, RunPlace} from '../tables/catalog.ts';
import type {Side} from '../tables/compare-tables.ts';
import type {PlannedSide} from '../tables/planned-side.ts';
import {scenarioAt, twinAt} from './answers.ts';
import {createKept} from './kept.ts';
import type {CompareAnswer} from './schemas.ts';

/** One of two scenarios that are compared. */
export interface ComparedSide {
  readonly summary: CompareAnswer['before'];
  readonly tables: Side;
  readonly run: RunPlace | null; // null: planned only
  readonly twin: string | null; // id; null: it is not served
  readonly scenario: string;
}

/** What is asked for: a run's scenario, or one of a twin where no run is named. */
export interface AskedSide {
  readonly run: string; // '' without
  readonly scenario: string;
  readonly twin: string | undefined;
}

/** Told how many of a scenario's epochs are planned. */
export type OnPlanning = (scenario: string, done: number, all: number) => void;

/** Finds the sides of comparisons, and keeps the last that were planned. */
export function createSides(catalog: () => Catalog, engine: Engine) {
  const planned = createKept<PlannedSide>();
  /** @throws HTTPException 404 */
  return async ({run, scenario, twin}: AskedSide, onPlanning: OnPlanning): Promise<ComparedSide> => {
    if (run !== '') return sideOfRun(scenarioAt(catalog(), run, scenario), scenario);
    if (twin === undefined) throw new HTTPException(404, {message: 'a scenario as planned needs its twin'});
    const {path} = twinAt(catalog(), twin);
    const onProgress = (done: number, all: number): void => onPlanning(scenario, done, all);
    const side = await planned(`${path}\n${scenario}`, () =>
      engine.ask('planned', {twin: path, scenario}, {onProgress}),
    );
    return {summary: summaryOfPlan(side), tables: side, run: null, twin, scenario};
  };
}

function sideOfRun(place: RunPlace, scenario: string): ComparedSide {
  // `scenarioAt` has looked
  const {name, packages, costUsd, range, service} = place.summary.scenarios.find((each) => each.name === scenario)!;
  return {
    summary: {name, isPreview: false, packages, costUsd, range, service},
    tables: {run: place.path, scenario},
    ...{run: place, twin: place.twinId, scenario},
  };
}

/** A plan in the words of a run's summary. */
function summaryOfPlan({name, costUsd, error, packages}: PlannedSide): ComparedSide['summary'] {
  const {owned, usps, other, waiting} = packages;
  return {
    ...{name, isPreview: true, costUsd: {...costUsd}, service: null},
    packages: {
      demanded: owned + usps + other + waiting,
      ...{deliveredOwned: owned, deliveredUsps: usps, deliveredOther: other, backlogEnd: waiting},
    },
    range: {totalLow: costUsd.total - error.usd, totalHigh: costUsd.total + error.usd},
  };
}

import {applyScenario, designTwins, type Scenario, type Twin, TwinError} from '@cutover/core';
import {
  type DesignRun,
  drawAll,
  isPriceDerived,
  priceOutcome,
  priceUncertainty,
  replannedOf,
  repricer,
  type TableSource,
  type Uncertainty,
  zipRanges,
  zipRangeTable,
} from '@cutover/reporting';
import {type Pool, prepare, simulate} from '@cutover/runner';
import {assertBooks, type FinishedScenario, withoutDays} from './finish-scenario.ts';
import {freeMemory} from './free-memory.ts';
import {basePlace, type Inputs} from './inputs.ts';
import {relay} from './relay.ts';
import type {Draw, Watch} from './simulate-all.ts';

const SAMPLE_MAX = 10_000_000; // of a design run: its counts are at full volume, only the mix of classes is sampled

export interface Joint {
  readonly uncertainty?: Uncertainty;
  readonly zipTables?: readonly TableSource[]; // of each scenario
}

/**
 * Ranges from joint draws, when they are asked for. What another volume or capacity changes about the plan is planned
 * and run again at the ends of their ranges, every scenario each time; all draws are then priced on these runs.
 */
export async function uncertaintyOf(
  inputs: Inputs,
  finished: readonly FinishedScenario[],
  draw: Draw & {readonly uncertainty?: number},
  pool: Pool,
  watch: Watch,
): Promise<Joint> {
  const {uncertainty: samples, seed} = draw;
  if (samples === undefined) return {};
  const design = await runDesign(inputs, draw, pool, watch);
  watch.progress.say('Joint draws');
  const options = {samples, seed, base: basePlace(inputs)};
  return watch.clock.time('joint draws', () => {
    const joint = drawAll(inputs.twin, finished, replannedOf(design), options);
    return {
      uncertainty: priceUncertainty(inputs.twin, finished, design, options),
      zipTables: finished.map(({outcome, priced}) => zipRangeTable(outcome, zipRanges(outcome, priced, joint))),
    };
  });
}

async function runDesign(inputs: Inputs, draw: Draw, pool: Pool, {clock, progress}: Watch): Promise<DesignRun[]> {
  const twins = designTwins(inputs.twin);
  const derived = isPriceDerived(
    inputs.twin,
    twins.map(({parameter}) => parameter),
  );
  const packages = Math.min(draw.packages ?? SAMPLE_MAX, SAMPLE_MAX);
  const runs: DesignRun[] = [];
  for (const {parameter, value, twin} of twins) {
    const stage = `${parameter} at ${value}`;
    progress.say(`Planning again with ${stage}`);
    const named = inputs.named.map((each, i) => ({...each, twin: changedTwin(twin, inputs.scenarios[i], each.twin)}));
    const repricers = await clock.time(stage, async () => {
      const prepared = await prepare(pool, named, draw.seed, inputs.window);
      return relay(
        prepared,
        (each) => simulate(pool, each, draw.seed, packages),
        ({outcome}) => {
          assertBooks(outcome);
          return Promise.resolve(repricer(withoutDays(outcome), priceOutcome(outcome), derived));
        },
        freeMemory,
      );
    });
    runs.push({parameter, value, repricers});
  }
  return runs;
}

/** A scenario that itself gives the number the value of the design changes nothing there; it stays as it was run. */
function changedTwin(twin: Twin, scenario: Scenario, asRun: Twin): Twin {
  try {
    return applyScenario(twin, scenario);
  } catch (error) {
    if (error instanceof TwinError) return asRun;
    throw error;
  }
}

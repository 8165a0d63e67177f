import type {Ledger, Outcome, ScenarioSummary} from '@cutover/core';
import type {Run} from '@cutover/files';
import {checkBooks, type Priced, priceOutcome, scenarioTables, summarize, type TableSource} from '@cutover/reporting';
import type {Simulated} from '@cutover/runner';
import {refuseWhenStopping, untilDone} from '../interrupt.ts';
import type {Clock} from '../terminal/clock.ts';

/** What stays of a scenario when its tables are written: all that summary, report and terminal show. */
export interface FinishedScenario {
  readonly outcome: Outcome; // without its days
  readonly priced: Priced;
  readonly summary: ScenarioSummary;
  readonly drawSeconds: number;
}

/** Proves the books, prices them and writes the scenario's tables. @throws Error if the books do not balance */
export async function finishScenario(
  {outcome, drawSeconds}: Simulated,
  run: Run,
  clock: Clock,
): Promise<FinishedScenario> {
  const {name} = outcome;
  const priced = await clock.time(`price ${name}`, () => {
    assertBooks(outcome);
    return priceOutcome(outcome);
  });
  await clock.time(`write tables of ${name}`, async () => {
    const writing = scenarioTables(outcome, priced).map((table) => writeTable(run, name, table));
    await Promise.allSettled(writing); // all at once; where one fails, the others come to their end first
    await Promise.all(writing);
  });
  return {outcome: withoutDays(outcome), priced, summary: summarize(outcome, priced), drawSeconds};
}

/** Writes a table of a scenario. */
export function writeTable(run: Run, scenario: string, table: TableSource): Promise<void> {
  return untilDone(() => run.writeTable(`${scenario}/${table.name}.parquet`, stoppable(table)));
}

/**
 * DuckDB asks this thread for rows from one of its own, which the end of a process waits for: were the process to end
 * in between, it would wait for ever. So a table comes to its end first, and that soon.
 */
function stoppable(table: TableSource): TableSource {
  return {
    ...table,
    fill(firstRow, count, vectors) {
      refuseWhenStopping();
      table.fill(firstRow, count, vectors);
    },
  };
}

export function assertBooks({name, ledger}: Outcome): void {
  const problems = checkBooks(ledger);
  if (problems.length > 0) throw new Error(`the books of ${name} do not balance:\n  ${problems.join('\n  ')}`);
}

const NO_CELLS = new Uint32Array(0);

/** The cells of each (day, ZIP) are nine tenths of a ledger; once its tables are written nobody reads them again. */
export function withoutDays(outcome: Outcome): Outcome {
  const ledger: Ledger = {
    ...outcome.ledger,
    volumeDemanded: NO_CELLS,
    volumeOwned: NO_CELLS,
    volumeUsps: NO_CELLS,
    volumeOther: NO_CELLS,
    volumeBacklog: NO_CELLS,
    volumeWait: NO_CELLS,
    volumeOverflow: NO_CELLS,
    volumeDivertedUsps: NO_CELLS,
    volumeDivertedOther: NO_CELLS,
    sampleDemanded: NO_CELLS,
    sampleOwned: NO_CELLS,
    sampleUsps: NO_CELLS,
    sampleOther: NO_CELLS,
    sampleBacklog: NO_CELLS,
    drawnClass: NO_CELLS,
  };
  return {...outcome, ledger};
}

import {Command} from '@commander-js/extra-typings';
import {DataError} from '@cutover/core';
import {drawCount, isoDay, packageCount, repeated, seedNumber, threadCount} from '../arguments.ts';
import {requireKeep} from '../run/facts.ts';
import {readInputs} from '../run/inputs.ts';
import {printRun} from '../run/print-run.ts';
import {withPool} from '../run/with-pool.ts';
import {writeRun} from '../run/write-run.ts';
import {createClock} from '../terminal/clock.ts';
import {printJson} from '../terminal/output.ts';
import {withProgress} from '../terminal/progress.ts';
import {printTimings} from '../terminal/timings.ts';

export const runCommand = new Command('run')
  .argument('<dir>', 'twin directory')
  .option('--scenario <name>', "one of the twin's; may be repeated (default: its baseScenario)", repeated)
  .option('--plan <dir>', 'do as a plan of `cutover plan` says (default: merit order)')
  .option('--bids <file>', 'bid book of that plan, which `cutover bid --out` wrote, for the report')
  .option('--packages <count>', 'a sample of each scenario, as in 1e7 (default: every package)', packageCount)
  .option('--seed <number>', 'same seed, same packages', seedNumber, 1)
  .option('--threads <count>', 'changes the speed, never a number (default: all cores)', threadCount)
  .option('--from <day>', 'first day to simulate, as in 2026-12-07 (default: of the horizon)', isoDay)
  .option('--to <day>', 'last day to simulate (default: of the horizon)', isoDay)
  .option('--out <dir>', 'run directory to write (default: runs/<time>)')
  .option('--sanity', 'check six numbers against what is known; exit code 1 when one is out of range')
  .option('--uncertainty <draws>', 'joint draws of everything with a low and a high, as in 1000', drawCount)
  .option('--timings', 'print how long each stage took, and the peak of memory, to stderr')
  .option('--json', 'print the summary as JSON and nothing else')
  .action(async (directory, options) => {
    const out = options.out ?? timedName();
    const clock = createClock();
    const written = await withProgress(async (progress) => {
      progress.say(`Reading ${directory}`);
      const inputs = await readInputs(directory, options, clock.time);
      if (options.sanity) requireKeep(inputs);
      return withPool(options.threads, (pool) => writeRun(out, inputs, options, pool, {clock, progress}));
    });
    if (options.json) printJson(written.summary);
    else printRun(written, out);
    if (options.timings) printTimings(clock);
    const broken = written.sanity.filter(({ok}) => !ok);
    if (broken.length > 0) throw new DataError(`out of range: ${broken.map(({name}) => name).join('; ')}`);
  });

/** `runs/2026-11-22T23-51-37` */
function timedName(): string {
  return `runs/${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}`;
}

import {Command} from '@commander-js/extra-typings';
import {prepare, tracePackage} from '@cutover/runner';
import {packageNumber} from '../arguments.ts';
import {UsageError} from '../errors.ts';
import {readInputs, refuseChanged} from '../run/inputs.ts';
import {printTrace} from '../run/print-trace.ts';
import {planAgain} from '../run/plan-directory.ts';
import {readRun} from '../run/read-run.ts';
import {withPool} from '../run/with-pool.ts';
import {printJson} from '../terminal/output.ts';
import {withProgress} from '../terminal/progress.ts';

export const traceCommand = new Command('trace')
  .argument('<run>', 'run directory')
  .argument('<number>', 'number of the package', packageNumber)
  .requiredOption('--scenario <name>', 'one of the scenarios of the run')
  .option('--json', 'print the trace as JSON')
  .action(async (directory, number, options) => {
    const {manifest} = await readRun(directory);
    if (!manifest.scenarios.includes(options.scenario)) {
      throw new UsageError(`the run has no scenario "${options.scenario}"; it has ${manifest.scenarios.join(', ')}`);
    }
    await refuseChanged(manifest, 'trace');
    const trace = await withProgress(async (progress) => {
      progress.say('Making the package again');
      const {named, window} = await readInputs(manifest.twin, {
        scenario: [options.scenario],
        ...manifest.window,
        ...(await planAgain(manifest, options.scenario)),
      });
      return withPool(undefined, async (pool) => {
        const [prepared] = await prepare(pool, named, manifest.seed, window);
        return tracePackage(pool, prepared, manifest.seed, manifest.packages ?? undefined, number);
      });
    });
    if (options.json) printJson(trace);
    else printTrace(trace);
  });

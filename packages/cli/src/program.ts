import {Command, type CommandUnknownOpts} from '@commander-js/extra-typings';
import {calibrateCommand} from './commands/calibrate.ts';
import {checkCommand} from './commands/check.ts';
import {compareCommand} from './commands/compare.ts';
import {dataCommand} from './commands/data.ts';
import {describeCommand} from './commands/describe.ts';
import {explainCommand} from './commands/explain.ts';
import {importCommand} from './commands/import.ts';
import {initCommand} from './commands/init.ts';
import {rateCommand} from './commands/rate.ts';
import {repriceCommand} from './commands/reprice.ts';
import {runCommand} from './commands/run.ts';
import {serveCommand} from './commands/serve.ts';
import {traceCommand} from './commands/trace.ts';
import {zonesCommand} from './commands/zones.ts';
import {version} from './version.ts';

const commands = [
  initCommand,
  checkCommand,
  describeCommand,
  importCommand,
  dataCommand,
  calibrateCommand,
  runCommand,
  compareCommand,
  serveCommand,
  traceCommand,
  explainCommand,
  zonesCommand,
  rateCommand,
  repriceCommand,
];

/** The whole command line. It never ends the process: what is wrong with the words is thrown as a CommanderError. */
export function createProgram() {
  const program = new Command('cutover')
    .description('Which packages should go by USPS and which by our own vans, ZIP by ZIP, and what that costs.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({outputError: () => undefined}); // main.ts words it
  for (const command of commands) program.addCommand(command);
  inherit(program);
  return program;
}

/** Commands made on their own know nothing of their parent's settings. */
function inherit(parent: CommandUnknownOpts): void {
  for (const child of parent.commands) {
    child.copyInheritedSettings(parent);
    inherit(child);
  }
}

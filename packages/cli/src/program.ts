import {Command, type CommandUnknownOpts} from '@commander-js/extra-typings';
import {type CommandEntry, commands} from './commands.ts';
import {version} from './version.ts';

/**
 * The whole command line. It never ends the process: what is wrong with the words is thrown as a CommanderError.
 *
 * @param words - what is to be parsed; a command that is not among them is there by name only
 */
export async function createProgram(words: readonly string[]): Promise<CommandUnknownOpts> {
  const program = new Command('cutover')
    .description('Which packages should go by USPS and which by our own vans, ZIP by ZIP, and what that costs.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .showSuggestionAfterError()
    .configureHelp({subcommandTerm: (command) => `${command.name()} ${command.usage()}`})
    .exitOverride()
    .configureOutput({outputError: () => undefined}); // main.ts words it
  for (const entry of commands) program.addCommand(await commandOf(entry, words));
  inherit(program);
  return program;
}

async function commandOf(entry: CommandEntry, words: readonly string[]): Promise<CommandUnknownOpts> {
  const command = words.includes(entry.name) ? await entry.load() : new Command(entry.name).usage(entry.usage);
  return command.description(entry.about);
}

/** Commands made on their own know nothing of their parent's settings. */
function inherit(parent: CommandUnknownOpts): void {
  for (const child of parent.commands) {
    child.copyInheritedSettings(parent);
    inherit(child);
  }
}

#!/usr/bin/env node
// The process: words in, exit code out. Only this file knows exit codes and hears signals.
import {CommanderError} from '@commander-js/extra-typings';
import {UsageError} from './errors.ts';
import {cleanUpAll} from './interrupt.ts';
import {createProgram} from './program.ts';

const DATA_WRONG = 1;
const COMMAND_LINE_WRONG = 2;
const WE_ARE_WRONG = 70;
const INTERRUPTED = 130;
const SAME_KEY_MS = 250; // a terminal and npm above us both send one press of Ctrl-C

let stoppedAt: number | undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(); // the reader of a pipe has seen enough
});
process.on('uncaughtException', (error) => void explain(error).then(end));

try {
  const program = await createProgram(process.argv.slice(2));
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = await explain(error);
}

/** Says on stderr what went wrong. @returns the exit code */
async function explain(error: unknown): Promise<number> {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0; // help or version, printed already
    if (error.code !== 'commander.help') say(oneLine(error.message));
    return COMMAND_LINE_WRONG;
  }
  if (error instanceof UsageError) {
    say(error.message);
    return COMMAND_LINE_WRONG;
  }
  const {DataError, TwinError} = await import('@cutover/core'); // late: help and mistakes in words need none of it
  if (error instanceof TwinError || error instanceof DataError) {
    say(error.message);
    return DATA_WRONG;
  }
  const refused = await refusal(error);
  if (refused !== undefined) {
    say(refused.message);
    return DATA_WRONG;
  }
  say('This is a fault of Cutover, not of your data:');
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return WE_ARE_WRONG;
}

/** A disk that refuses, in words. A file that is not there may be one of ours, so it stays a fault. */
async function refusal(error: unknown): Promise<Error | undefined> {
  const {code, path} = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  if (path === undefined || code === 'ENOENT') return undefined;
  const {diskError} = await import('@cutover/files');
  return diskError(path, error);
}

/** `error: unknown option '--sede'\n(Did you mean --seed?)` without its first word, on one line. */
function oneLine(message: string): string {
  return message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
}

/** Leaves nothing half written behind; a second signal ends at once. */
function stop(signal: NodeJS.Signals): void {
  const now = performance.now();
  if (stoppedAt === undefined) {
    stoppedAt = now;
    end(INTERRUPTED);
  } else if (now - stoppedAt > SAME_KEY_MS) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal); // the system's own way: it waits for no thread
  }
}

function end(exitCode: number): void {
  void cleanUpAll().finally(() => process.exit(exitCode));
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

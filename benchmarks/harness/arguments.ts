import {parseArgs} from 'node:util';

/** The command line of `pnpm bench`. */
export interface BenchArguments {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly compare: string | undefined; // file of an earlier run
}

/** A command line that says something else than what can be done. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * @param words - as typed
 * @param known - files there are, `….bench.ts`
 * @throws UsageError if an option is unknown or no benchmark has one of the words in its name
 */
export function parseArguments(words: readonly string[], known: readonly string[]): BenchArguments {
  const {values, positionals} = parse(words);
  const names = known.map((file) => file.replace('.bench.ts', ''));
  const stray = positionals.filter((word) => !names.some((name) => name.includes(word)));
  if (stray.length > 0)
    throw new UsageError(`no benchmark is named "${stray.join('", "')}"; there are ${names.join(', ')}`);
  const isChosen = (file: string): boolean =>
    positionals.length === 0 || positionals.some((word) => file.replace('.bench.ts', '').includes(word));
  return {files: known.filter(isChosen), json: values.json === true, compare: values.compare};
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {json: {type: 'boolean'}, compare: {type: 'string'}},
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}; usage: pnpm bench [name …] [--json] [--compare FILE]`);
  }
}

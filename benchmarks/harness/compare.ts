import {readFileSync} from 'node:fs';
import {UsageError} from './arguments.ts';
import type {Row} from './interleave.ts';
import type {Results} from './results.ts';

/** How a row does beside the same row of an earlier run. */
export interface Ratio {
  readonly benchmark: string;
  readonly name: string;
  readonly earlierSeconds: number;
  readonly seconds: number;
  readonly speedup: number; // above 1: faster than then; for equal work
  readonly isClear: boolean; // the quartiles of the two do not overlap
  readonly sameChecksum: boolean;
}

/** Compares rows that both runs have, by the time of a unit of work. */
export function compareResults(earlier: Results, now: Results): Ratio[] {
  return Object.entries(now.benchmarks).flatMap(([benchmark, {rows}]) =>
    rows.flatMap((row) => {
      const before = earlier.benchmarks[benchmark]?.rows.find(({name}) => name === row.name);
      return before === undefined ? [] : [ratioOf(benchmark, before, row)];
    }),
  );
}

function ratioOf(benchmark: string, before: Row, row: Row): Ratio {
  const perUnit = ({work, seconds}: Row) => ({
    ...{median: seconds.median / work, low: seconds.low / work, high: seconds.high / work},
  });
  const [then, now] = [perUnit(before), perUnit(row)];
  return {
    benchmark,
    name: row.name,
    earlierSeconds: before.seconds.median,
    seconds: row.seconds.median,
    speedup: then.median / now.median,
    isClear: now.low > then.high || now.high < then.low,
    sameChecksum: before.checksum === row.checksum,
  };
}

/** @throws UsageError if there is no such file, or as `parseResults` */
export function readResults(path: string): Results {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    throw new UsageError(`"${path}" cannot be read (${code}); name a file of benchmarks/results`);
  }
  return parseResults(text, path);
}

/** @throws UsageError if the text is no file of results that this version can compare with */
export function parseResults(text: string, path: string): Results {
  let results: Partial<Results> | null;
  try {
    results = JSON.parse(text) as Partial<Results> | null;
  } catch {
    throw new UsageError(`"${path}" is no JSON; name a file of benchmarks/results`);
  }
  if (results?.schemaVersion !== 1 || typeof results.benchmarks !== 'object') {
    throw new UsageError(`"${path}" holds no benchmark results of schema 1; name a file of benchmarks/results`);
  }
  return results as Results;
}

import type {SitingLimits} from './problem.ts';

const SHOWN = 10; // problems listed; the rest is counted

/** @throws RangeError with the problems, one a line, if there are any */
export function refuse(problems: readonly string[]): void {
  if (problems.length === 0) return;
  const more = problems.length > SHOWN ? [`… and ${problems.length - SHOWN} more`] : [];
  throw new RangeError([...problems.slice(0, SHOWN), ...more].join('\n'));
}

/** @param most - Infinity where that is allowed */
export function numberProblems(
  name: string,
  values: ArrayLike<number>,
  length: number,
  most = Number.MAX_VALUE,
): string[] {
  const wanted = `it must be 0 or above${most < Infinity ? ' and finite' : ''}`;
  const found = values.length === length ? [] : [`${name} has ${values.length} entries; there must be ${length}`];
  for (let at = 0; at < values.length; at++) {
    if (!(values[at] >= 0 && values[at] <= most)) found.push(`${name}[${at}] is ${values[at]}; ${wanted}`);
  }
  return found;
}

export function cellProblems(
  name: string,
  rows: ArrayLike<ArrayLike<number> | undefined>,
  columnCount: number,
): string[] {
  const found: string[] = [];
  for (let row = 0; row < rows.length; row++) {
    const cells = rows[row];
    if (cells === undefined) found.push(`${name}[${row}] is missing; each row must have ${columnCount} entries`);
    else if (cells.length !== columnCount) {
      found.push(`${name}[${row}] has ${cells.length} entries; each row must have ${columnCount}`);
    } else found.push(...numberProblems(`${name}[${row}]`, cells, columnCount, Infinity));
  }
  return found;
}

export function limitProblems({gapMax = 0, iterationsMax = 1}: SitingLimits): string[] {
  const found = gapMax >= 0 && gapMax < 1 ? [] : [`gapMax is ${gapMax}; it must be from 0 to below 1`];
  if (Number.isInteger(iterationsMax) && iterationsMax >= 1) return found;
  return [...found, `iterationsMax is ${iterationsMax}; it must be a whole number, 1 or above`];
}

export function sumProblems(name: string, values: Float64Array): string[] {
  const sum = values.reduce((total, each) => total + each, 0);
  return sum < Infinity ? [] : [`${name} adds up to ${sum}; give it in a larger unit`];
}

import {InvalidArgumentError} from '@commander-js/extra-typings';
import {dayNumber} from '@cutover/core';

const SEED_MAX = 0xffff_ffff; // the generator's key takes 32 bits of it
const THREADS_MAX = 256;
const PORT_MAX = 65_535;
const OPEN_MAX = 100;
const WEEKS_MAX = 520;
const DRAWS_MIN = 100;
const DRAWS_MAX = 1_000_000;

/** A number of packages: `250000000`, `250_000_000`, `250,000,000` or `2.5e8`. */
export function packageCount(text: string): number {
  const count = /^\d/.test(text) ? Number(text.replace(/[_,](?=\d{3})/g, '')) : Number.NaN;
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new InvalidArgumentError('Give a whole number of packages above 0, as in 250_000_000 or 1e7.');
}

/** A package's number, from 0. */
export function packageNumber(text: string): number {
  return text === '0' ? 0 : packageCount(text);
}

export function seedNumber(text: string): number {
  return wholeNumber(text, 0, SEED_MAX);
}

export function threadCount(text: string): number {
  return wholeNumber(text, 1, THREADS_MAX);
}

export function portNumber(text: string): number {
  return wholeNumber(text, 1, PORT_MAX);
}

/** Joint draws: under a hundred say nothing of a tenth, over a million wait for nothing. */
export function drawCount(text: string): number {
  return wholeNumber(text, DRAWS_MIN, DRAWS_MAX);
}

/** Stations to open. */
export function openCount(text: string): number {
  return wholeNumber(text, 1, OPEN_MAX);
}

export function weekCount(text: string): number {
  return wholeNumber(text, 0, WEEKS_MAX);
}

/** An ISO day, as it was given. */
export function isoDay(text: string): string {
  try {
    dayNumber(text);
    return text;
  } catch {
    throw new InvalidArgumentError('Give a day, as in 2026-12-07.');
  }
}

/** Days from and to, both in. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Two ISO days, as in 2026-11-15..2026-12-31. */
export function daySpan(text: string): Span {
  const [from, to, ...rest] = text.split('..');
  if (to === undefined || rest.length > 0)
    throw new InvalidArgumentError('Give two days, as in 2026-11-15..2026-12-31.');
  const span = {from: isoDay(from), to: isoDay(to)};
  if (span.from > span.to) throw new InvalidArgumentError('Give the first day before the last.');
  return span;
}

/** A share, from 0 to 1. */
export function shareNumber(text: string): number {
  const share = /^[\d.]+$/.test(text) ? Number(text) : Number.NaN;
  if (share >= 0 && share <= 1) return share;
  throw new InvalidArgumentError('Give a share from 0 to 1, as in 0.8.');
}

/** Dollars above 0. */
export function usdNumber(text: string): number {
  const usd = /^[\d.]+$/.test(text) ? Number(text) : Number.NaN;
  if (usd > 0) return usd;
  throw new InvalidArgumentError('Give dollars above 0, as in 3.40.');
}

/** Dollars above 0, with commas between. */
export function usdNumbers(text: string): number[] {
  return text.split(',').map(usdNumber);
}

/** Equal parts of a class group: twelfths hold them all. */
export function partCount(text: string): number {
  return wholeNumber(text, 2, 4);
}

/** A whole number above 0. */
export function wholeCount(text: string): number {
  return wholeNumber(text, 1, Number.MAX_SAFE_INTEGER);
}

/** An option that may be repeated. */
export function repeated(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), text];
}

function wholeNumber(text: string, min: number, max: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`);
}

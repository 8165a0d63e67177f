import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';

export function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, text);
}

/** Rounded for a file: 4 decimals of a degree are 36 feet. */
export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

import type {Twin} from '@cutover/core';
import {readTwin} from '@cutover/files';

const twins = new Map<string, Promise<Twin>>();

/** A twin, read once on this thread. @throws TwinError, DataError if its files are wrong */
export function twinAt(path: string): Promise<Twin> {
  const known = twins.get(path) ?? readTwin(path);
  twins.set(path, known);
  known.catch(() => twins.delete(path)); // mended files are read again
  return known;
}

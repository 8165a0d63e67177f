import {readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import type {Twin} from '@cutover/core';
import {readTwin} from '@cutover/files';

interface ReadTwin {
  readonly stamp: string;
  readonly twin: Promise<Twin>;
}

const twins = new Map<string, ReadTwin>(); // by path

/** A twin, read once on this thread for as long as its files stay. @throws TwinError, DataError if they are wrong */
export function twinAt(path: string): Promise<Twin> {
  const stamp = stampOf(path, []);
  const known = twins.get(path);
  if (known?.stamp === stamp) return known.twin;
  const read = {stamp, twin: readTwin(path)};
  twins.set(path, read);
  read.twin.catch(() => twins.get(path) === read && twins.delete(path)); // mended files are read again
  return read.twin;
}

/**
 * What the files of a folder were like when looked at, by path, size and time; another once one of them is edited,
 * added or gone. What is kept of a twin, plan or run is kept under its stamp. Hidden files do not count.
 *
 * @param scenarios - the others do not count: saving one leaves what is known of the rest. Absent: all count
 */
export function stampOf(directory: string, scenarios?: readonly string[]): string {
  const isUnused = (file: string): boolean => scenarios?.includes(file.replace(/\.\w+$/, '')) === false;
  const stamps = (folder: string): string[] =>
    readdirSync(join(directory, folder), {withFileTypes: true}).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.') || (folder === 'scenarios' && isUnused(entry.name))) return [];
      if (entry.isDirectory()) return stamps(path);
      const {size, mtimeMs, ino} = statSync(join(directory, path));
      return [`${path} ${size} ${mtimeMs} ${ino}`];
    });
  try {
    return stamps('').sort().join('\n');
  } catch {
    return 'gone'; // whoever reads it says so
  }
}

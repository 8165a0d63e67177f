import {createHash} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {onDisk} from '../disk/disk.ts';
import {fileStem} from './folder.ts';
import {refuseMissing} from './read-directory.ts';

/**
 * One hash of everything a twin directory says: SHA-256 over its files in order of their relative paths (with `/`),
 * for each the path, a zero byte, the length in decimal digits, a zero byte and the bytes. Hidden files do not count.
 *
 * @param scenarios - the others do not count: saving one more leaves older runs as true as they were. Absent: all count
 * @returns 64 hexadecimal digits
 * @throws DataError if there is no such folder
 */
export async function inputsSha256(directory: string, scenarios?: readonly string[]): Promise<string> {
  await refuseMissing(directory);
  return onDisk(directory, async () => {
    const hash = createHash('sha256');
    const isUnused = (path: string): boolean =>
      path.startsWith('scenarios/') && scenarios?.includes(fileStem(path)) === false;
    for (const path of (await filesBelow(directory, '')).sort()) {
      if (isUnused(path)) continue;
      const bytes = await readFile(join(directory, path));
      hash.update(`${path}\0${bytes.length}\0`);
      hash.update(bytes);
    }
    return hash.digest('hex');
  });
}

async function filesBelow(directory: string, folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (const entry of await readdir(join(directory, folder), {withFileTypes: true})) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) paths.push(...(await filesBelow(directory, `${folder}${entry.name}/`)));
    else paths.push(`${folder}${entry.name}`);
  }
  return paths;
}

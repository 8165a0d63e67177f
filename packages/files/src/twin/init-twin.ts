import {existsSync} from 'node:fs';
import {cp, readdir} from 'node:fs/promises';
import {basename} from 'node:path';
import {DataError} from '@cutover/core';
import {onDisk} from '../disk/disk.ts';
import {openPlace} from '../disk/place.ts';
import {refuseMissing} from './read-directory.ts';

/**
 * Copies a twin directory, whole or not at all; hidden files stay behind.
 *
 * @throws DataError if `target` is there and not empty, `source` is not there, or the disk is full or refuses
 */
export async function initTwin(source: string, target: string): Promise<void> {
  await refuseMissing(source);
  await onDisk(target, async () => {
    if (existsSync(target) && (await readdir(target)).length > 0) {
      throw new DataError(`"${target}" is not empty and is left alone; choose a new folder`);
    }
  });
  const place = await openPlace(target, 'twin.yaml');
  try {
    await onDisk(target, () =>
      cp(source, place.path, {recursive: true, filter: (path) => path === source || !basename(path).startsWith('.')}),
    );
    await place.commit();
  } catch (error) {
    await place.abandon();
    throw error;
  }
}

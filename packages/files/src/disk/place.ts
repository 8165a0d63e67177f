// A folder is written beside its place and renamed when it is whole, so that whatever stood there stays until then,
// also when the process is killed. Names beside `runs/demo`: `runs/.demo.part-PID-XXXXXX` and `runs/.demo.old-PID`.
import {existsSync} from 'node:fs';
import {chmod, mkdir, mkdtemp, readdir, rename, rm} from 'node:fs/promises';
import {basename, dirname, join, resolve} from 'node:path';
import {DataError} from '@cutover/core';
import {onDisk} from './disk.ts';

/** A folder on its way. Exactly one of `commit` and `abandon` ends it. */
export interface Place {
  readonly path: string; // write here
  /** Renames to the final place; what stood there goes only now. */
  commit(): Promise<void>;
  /** Removes what was written; what stood there stays. */
  abandon(): Promise<void>;
}

/**
 * Opens a folder to write, in place of `target` once it is whole.
 *
 * @param proof - a file that shows that an existing folder is of our making and may be replaced, as in `manifest.json`
 * @throws DataError if `target` is a file, or holds something else than we would write, or the disk refuses
 */
export async function openPlace(target: string, proof: string): Promise<Place> {
  const final = resolve(target);
  const parent = dirname(final);
  const name = basename(final);
  return onDisk(target, async () => {
    await mkdir(parent, {recursive: true});
    await sweep(parent, name);
    await refuseForeign(final, target, proof);
    const path = await mkdtemp(join(parent, `.${name}.part-${process.pid}-`));
    await chmod(path, 0o777 & ~process.umask()); // mkdtemp makes it private; a result is as open as any folder
    return {
      path,
      commit: () => onDisk(target, () => replace(path, final, join(parent, `.${name}.old-${process.pid}`))),
      abandon: () => rm(path, {recursive: true, force: true}),
    };
  });
}

async function replace(path: string, final: string, old: string): Promise<void> {
  await rm(old, {recursive: true, force: true});
  if (existsSync(final)) await rename(final, old);
  await rename(path, final);
  await rm(old, {recursive: true, force: true});
}

/** Removes what killed processes left; a folder that one of them had set aside without a successor is put back. */
async function sweep(parent: string, name: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    const [, kind, pid] = new RegExp(`^(part|old)-(\\d+)`).exec(entry.slice(name.length + 2)) ?? [];
    if (!entry.startsWith(`.${name}.`) || pid === undefined || isAlive(Number(pid))) continue;
    if (kind === 'old' && !existsSync(join(parent, name))) await rename(join(parent, entry), join(parent, name));
    else await rm(join(parent, entry), {recursive: true, force: true});
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0); // signal 0 only asks
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // alive, and another user's
  }
}

async function refuseForeign(final: string, target: string, proof: string): Promise<void> {
  if (!existsSync(final)) return;
  const entries = await readdir(final); // ENOTDIR when it is a file
  if (entries.length === 0 || entries.includes(proof)) return;
  throw new DataError(`"${target}" holds other files and is left alone; choose a new folder`);
}

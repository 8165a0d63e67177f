import {existsSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';

/** Files of a twin's folder with an extension, as in `scenarios/exit.yaml`, in order of their names without it. */
export async function filesIn(directory: string, folder: string, extension: string): Promise<string[]> {
  const path = join(directory, folder);
  if (!existsSync(path)) return [];
  const names = (await readdir(path)).filter((name) => name.endsWith(extension) && !name.startsWith('.'));
  const stems = names.map((name) => name.slice(0, -extension.length)).sort(); // `keep` before `keep-80`
  return stems.map((stem) => `${folder}/${stem}${extension}`);
}

/** `scenarios/exit.yaml` is `exit`. */
export function fileStem(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}

import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {onDisk} from '../disk/disk.ts';
import {type ParquetSource, storeParquet} from '../parquet/write.ts';
import {openPlace, type Place} from '../disk/place.ts';

/** A run directory that is being written. Names are relative, as in `summary.json` or `exit/zip.parquet`. */
export interface Run extends Place {
  writeText(name: string, text: string): Promise<void>;
  writeTable(name: string, source: ParquetSource): Promise<void>;
}

/**
 * Opens a run directory beside `out`, or with another proof some other directory that is made as a whole.
 * The run is seen under its name only after `commit`; until then, and after
 * `abandon` or a kill, an older run of that name stays as it was.
 *
 * @param proof - the file that shows that an older directory is of our making
 * @throws DataError if `out` holds files that no run wrote, or the disk is full or refuses
 */
export async function openRun(out: string, proof = 'manifest.json'): Promise<Run> {
  const place = await openPlace(out, proof);
  const write = async (name: string, work: (path: string) => Promise<void>) => {
    const path = join(place.path, name);
    await onDisk(join(out, name), async () => {
      await mkdir(dirname(path), {recursive: true});
      await work(path);
    });
  };
  return {
    ...place,
    writeText: (name, text) => write(name, (path) => writeFile(path, text)),
    writeTable: (name, source) => write(name, (path) => storeParquet(path, source)),
  };
}

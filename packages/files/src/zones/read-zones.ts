import {readdir} from 'node:fs/promises';
import {createZoneTable, expandZip3s, type Scf, TwinError, twinZones, type ZoneTable} from '@cutover/core';
import {onDisk} from '../disk/disk.ts';
import {capIssues} from '../twin/issues.ts';
import {readPostalFiles} from '../twin/postal-files.ts';
import {refuseMissing} from '../twin/read-directory.ts';
import {readTwin} from '../twin/read-twin.ts';

/**
 * The zones of a twin directory, as `twinZones` has them. With a scf.csv the other files are not read: that takes
 * milliseconds, not seconds.
 *
 * @throws TwinError with every problem of the files it reads
 * @throws DataError if there is no such folder
 */
export async function readZones(directory: string): Promise<ZoneTable> {
  await refuseMissing(directory);
  const {scfs, zoneChart, issues} = await onDisk(directory, async () =>
    readPostalFiles(directory, await readdir(directory)),
  );
  if (scfs === null) return twinZones(await readTwin(directory));
  if (issues.length > 0) throw new TwinError(capIssues(issues));
  const rows = scfs.rows as readonly Scf[];
  return createZoneTable(
    rows.map((scf) => ({...scf, zip3s: expandZip3s(scf.zip3)})),
    zoneChart,
  );
}

import {rename, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {Calibration} from '@cutover/core';
import {stringify} from 'yaml';
import {onDisk} from '../disk/disk.ts';

const HEAD =
  '# Fitted by `cutover calibrate`. Laid over parameters.csv, facilities.csv and contracts.yaml when the twin is\n' +
  '# read; those stay as they are. Take the file away to be uncalibrated again.\n';

/** The text of `calibration.yaml`. */
export function calibrationText(calibration: Calibration): string {
  return HEAD + stringify(Calibration.parse(calibration), {lineWidth: 120});
}

/** Writes it, whole or not at all, in place of an older one. @throws DataError if the disk is full or refuses */
export async function writeCalibration(path: string, calibration: Calibration): Promise<void> {
  await onDisk(dirname(path), async () => {
    const part = `${path}.part-${process.pid}`;
    await writeFile(part, calibrationText(calibration));
    await rename(part, path);
  });
}

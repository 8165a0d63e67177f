import {applyCalibration, type Issue, type Rate, type Settings, type Twin, TwinError} from '@cutover/core';
import {checkConsistency, checkScenarios} from './consistency.ts';
import {correlationPart} from './correlation-file.ts';
import {capIssues} from './issues.ts';
import {postalPart} from './postal-files.ts';
import {type ReadTwin, readDirectory} from './read-directory.ts';

/**
 * Reads a twin directory, base without scenario. What its calibration.yaml fitted is laid over it; with
 * `calibrated: false` it is as its inputs say, as whoever writes them back wants it.
 *
 * @throws TwinError with every problem of every file
 * @throws DataError if there is no such folder
 */
export async function readTwin(directory: string, {calibrated = true} = {}): Promise<Twin> {
  const read = await readDirectory(directory);
  const issues = [...read.issues, ...checkConsistency(read)];
  if (issues.length > 0 || read.settings === null) throw new TwinError(capIssues(issues));
  return twinOf(calibrated ? read : {...read, calibration: null}, read.settings);
}

/**
 * Everything that is wrong with a twin directory, scenarios included; nothing is hidden behind something else.
 *
 * @throws DataError if there is no such folder
 */
export async function checkTwin(directory: string): Promise<readonly Issue[]> {
  const read = await readDirectory(directory);
  const issues = [...read.issues, ...checkConsistency(read)];
  if (read.settings !== null) issues.push(...checkScenarios(read, twinOf(read, read.settings), issues.length === 0));
  return capIssues(issues);
}

/** The twin of what was read: whole rows when there are no issues. */
function twinOf(read: ReadTwin, settings: Settings): Twin {
  const {contract, calibration, tables, tariffs, postal, correlations} = read;
  const rows = Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, table.rows]));
  const twin: Twin = {
    ...(rows as unknown as Omit<Twin, 'settings' | 'contract' | 'rates' | 'target'>),
    settings,
    rates: tariffs.flatMap((tariff) => tariff.rows as readonly Rate[]),
    contract,
    target: {uspsKept: 1},
    ...postalPart(postal),
    ...correlationPart(correlations),
  };
  return calibration === null ? twin : applyCalibration(twin, calibration);
}

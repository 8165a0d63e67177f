import {join} from 'node:path';
import {applyScenario} from '@cutover/core';
import {readParquet, readScenario, readTwin, replaceFile, writeWorkbook} from '@cutover/files';
import {assumptionSheet, bidSheet, stationWeekSheet, summarySheet, zipPoints, zipSheet} from '@cutover/reporting';
import {readBidBook} from './bid-book.ts';
import {refuseChanged} from './inputs.ts';
import type {FinishedRun} from './read-run.ts';

export interface ExportWanted {
  readonly scenario: string;
  readonly xlsx?: string; // file to write
  readonly geojson?: string; // file to write
  readonly bids?: string; // bid book to take in
}

/** A file that was written, and how many rows its sheets have. */
export interface Exported {
  readonly file: string;
  readonly rows: Readonly<Record<string, number>>;
}

/** Everything is read before the first file is written. @throws DataError, TwinError if something does not fit */
export async function exportFiles(run: FinishedRun, wanted: ExportWanted): Promise<Exported[]> {
  const {scenario, xlsx, geojson, bids} = wanted;
  const {twin: directory, baseScenario} = run.manifest;
  await refuseChanged(run.manifest, 'export');
  const twin = applyScenario(await readTwin(directory), await readScenario(directory, scenario));
  const {columns: zips} = await readParquet(join(run.directory, scenario, 'zip.parquet'));
  const exported: Exported[] = [];
  if (xlsx !== undefined) {
    const book = bids === undefined ? [] : [bidSheet(await readBidBook(bids))];
    const days = await readParquet(join(run.directory, scenario, 'station_day.parquet'));
    const sheets = [
      summarySheet({summary: run.summary, baseScenario, scenario, zips, twin}),
      zipSheet(zips),
      stationWeekSheet(days.columns),
      ...book,
      assumptionSheet(twin),
    ];
    await writeWorkbook(xlsx, sheets);
    exported.push({file: xlsx, rows: Object.fromEntries(sheets.map(({name, rowCount}) => [name, rowCount]))});
  }
  if (geojson !== undefined) {
    await replaceFile(geojson, zipPoints(scenario, zips, twin));
    exported.push({file: geojson, rows: {ZIPs: zips.zip.length}});
  }
  return exported;
}

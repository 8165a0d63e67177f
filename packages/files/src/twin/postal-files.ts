// The two optional files of a twin that zones are read from: scf.csv and zones.csv.
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expandZip3s, type Issue, type Scf, scfTable, type Twin, type ZoneChart, zonePairTable} from '@cutover/core';
import {readTable, type ReadTable} from '../csv/table.ts';
import {readZoneChart} from '../zones/zone-chart.ts';

export interface PostalFiles {
  readonly scfs: ReadTable<Scf> | null; // null: no such file
  readonly zoneChart: ZoneChart | null;
  readonly issues: readonly Issue[];
}

/** @param names - files of the directory */
export async function readPostalFiles(directory: string, names: readonly string[]): Promise<PostalFiles> {
  const text = (file: string) => (names.includes(file) ? readFile(join(directory, file), 'utf8') : null);
  const [scfText, chartText] = await Promise.all([text(scfTable.file), text(zonePairTable.file)]);
  const scfs = scfText === null ? null : readTable(scfTable, scfText, scfTable.file);
  const chart = chartText === null ? null : readZoneChart(chartText, zonePairTable.file);
  const issues = [...(scfs?.issues ?? []), ...(scfs === null ? [] : servedOnce(scfs)), ...(chart?.issues ?? [])];
  return {scfs, zoneChart: chart?.chart ?? null, issues};
}

/** Their part of a twin: whole rows when there are no issues. */
export function postalPart({scfs, zoneChart}: PostalFiles): Pick<Twin, 'scfs' | 'zoneChart'> {
  return {
    ...(scfs === null ? {} : {scfs: scfs.rows as readonly Scf[]}),
    ...(zoneChart === null ? {} : {zoneChart}),
  };
}

/** Each ZIP3 has one SCF, and a range of them runs forward. */
function* servedOnce({rows, lines, file}: ReadTable<Scf>): Generator<Issue> {
  const lineOf = new Map<string, number>();
  for (let i = 0; i < rows.length; i++) {
    const {zip3} = rows[i];
    if (zip3 === undefined) continue;
    const where = {file, row: lines[i], column: 'zip3'};
    for (const range of zip3.split(' ')) {
      const expected = 'a range that runs forward, as in 117-119';
      if (expandZip3s(range).length > 0) continue;
      yield {...where, rule: 'backward-range', found: `"${range}"`, expected, fix: 'swap its ends'};
    }
    for (const each of expandZip3s(zip3)) {
      const before = lineOf.get(each);
      const found = `"${each}", which row ${before} serves`;
      if (before === undefined) lineOf.set(each, lines[i]);
      else
        yield {...where, rule: 'served-twice', found, expected: 'each ZIP3 once', fix: 'take it out of one of the two'};
    }
  }
}

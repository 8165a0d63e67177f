// The two official files of the Census Bureau, each by ZCTA: the gazetteer and table B01003 of the ACS.
import {readFile} from 'node:fs/promises';
import {basename} from 'node:path';
import {type Issue, TwinError} from '@cutover/core';
import {splitCsv} from '../csv/records.ts';
import {onDisk} from '../disk/disk.ts';
import {capIssues} from '../twin/issues.ts';
import {cellIssue, emptyFileIssue, raggedIssue} from '../zones/zip3-cell.ts';

/** A ZCTA of the gazetteer. */
export interface GazetteerZcta {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly landAreaSqMi: number; // 0 where it rounds to that
}

const GAZETTEER = ['GEOID', 'ALAND_SQMI', 'INTPTLAT', 'INTPTLONG'] as const;
const POPULATION = ['GEO_ID', 'B01003_001E'] as const;

/**
 * Reads a ZCTA gazetteer as the Census Bureau gives it: text between tabs (or bars, in newer ones), of which GEOID,
 * ALAND_SQMI, INTPTLAT and INTPTLONG are read.
 *
 * @returns by ZCTA, five digits
 * @throws DataError if there is no such file, TwinError with every problem of it
 */
export async function readGazetteer(path: string): Promise<ReadonlyMap<string, GazetteerZcta>> {
  const text = await onDisk(path, () => readFile(path, 'utf8'));
  const separator = /[\t|]/.exec(text)?.[0] ?? '\t';
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const records = lines.flatMap((line, i) =>
    line.trim() === '' ? [] : [{cells: line.split(separator).map((cell) => cell.trim()), line: i + 1}],
  );
  const zctas = new Map<string, GazetteerZcta>();
  readRecords(records, GAZETTEER, basename(path), ([geoId, area, latitude, longitude], wrong) => {
    if (!/^\d{5}$/.test(geoId)) return wrong('GEOID', geoId, 'a ZCTA of five digits');
    if (zctas.has(geoId)) return wrong('GEOID', geoId, 'each ZCTA once');
    const landAreaSqMi = numberOf(area, 0, 1e6);
    const latitudeDeg = numberOf(latitude, -90, 90);
    const longitudeDeg = numberOf(longitude, -180, 180);
    if (landAreaSqMi === undefined) return wrong('ALAND_SQMI', area, 'square miles, 0 or more');
    if (latitudeDeg === undefined) return wrong('INTPTLAT', latitude, 'degrees from -90 to 90');
    if (longitudeDeg === undefined) return wrong('INTPTLONG', longitude, 'degrees from -180 to 180');
    zctas.set(geoId, {latitudeDeg, longitudeDeg, landAreaSqMi});
  });
  return zctas;
}

/**
 * Reads table B01003 (total population) by ZCTA as data.census.gov gives it: CSV, GEO_ID as in 860Z200US02138 and
 * B01003_001E, its second line being labels.
 *
 * @returns people by ZCTA, five digits; null where the table has no number
 * @throws DataError if there is no such file, TwinError with every problem of it
 */
export async function readPopulation(path: string): Promise<ReadonlyMap<string, number | null>> {
  const text = await onDisk(path, () => readFile(path, 'utf8'));
  const file = basename(path);
  const records: Record[] = [];
  const quotes = splitCsv(text, file, (cells, line) => records.push({cells, line}));
  if (quotes.length > 0) throw new TwinError(capIssues(quotes));
  const people = new Map<string, number | null>();
  readRecords(records, POPULATION, file, ([geoId, estimate], wrong) => {
    if (geoId === 'Geography') return; // the line of labels
    const zcta = /^86\d\w*US(\d{5})$/.exec(geoId)?.[1];
    if (zcta === undefined) return wrong('GEO_ID', geoId, 'a ZCTA, as in 860Z200US02138');
    if (people.has(zcta)) return wrong('GEO_ID', geoId, 'each ZCTA once');
    const count = numberOf(estimate, Number.NEGATIVE_INFINITY, 1e9);
    const isBlank = estimate === '' || /^(null|-|N|X|\*+)$/.test(estimate);
    if (!isBlank && !Number.isInteger(count)) return wrong('B01003_001E', estimate, 'a whole number of people');
    people.set(zcta, isBlank || count! < 0 ? null : count!); // negative: the Bureau's marks for no estimate
  });
  return people;
}

interface Record {
  readonly cells: readonly string[];
  readonly line: number;
}
type Wrong = (column: string, text: string, expected: string) => void;

/** Hands over the wanted cells of each record. @throws TwinError with every problem, after the last record */
function readRecords(
  [header, ...records]: readonly Record[],
  columns: readonly string[],
  file: string,
  take: (cells: readonly string[], wrong: Wrong) => void,
): void {
  const issues: Issue[] = [];
  if (header === undefined) throw new TwinError([emptyFileIssue(file, columns.join(', '))]);
  const places = columns.map((column) => header.cells.indexOf(column));
  columns.forEach((column, i) => {
    if (places[i] < 0) issues.push(missingColumn(column, header, file));
  });
  if (issues.length > 0) throw new TwinError(issues);
  for (const {cells, line} of records) {
    if (cells.length !== header.cells.length) issues.push(raggedIssue(cells, header.cells.length, file, line));
    else {
      const wrong: Wrong = (column, text, expected) => {
        const fix = 'fetch the file again, or correct it';
        issues.push(cellIssue({rule: 'bad-cell', expected, fix}, file, line, column, text));
      };
      take(
        places.map((at) => cells[at]),
        wrong,
      );
    }
  }
  if (issues.length > 0) throw new TwinError(capIssues(issues));
}

function missingColumn(column: string, {cells, line}: Record, file: string): Issue {
  const found = `columns ${cells.slice(0, 8).join(', ')}`;
  const fix = 'give the file as the Census Bureau gives it, by ZCTA';
  return {rule: 'missing-column', file, row: line, column, found, expected: `a column "${column}"`, fix};
}

function numberOf(text: string, min: number, max: number): number | undefined {
  const value = text === '' ? Number.NaN : Number(text);
  return value >= min && value <= max ? value : undefined;
}

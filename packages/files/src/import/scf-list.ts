import {readFile} from 'node:fs/promises';
import {basename} from 'node:path';
import {expandZip3s, type Issue, TwinError} from '@cutover/core';
import {splitCsv} from '../csv/records.ts';
import {onDisk} from '../disk/disk.ts';
import {capIssues} from '../twin/issues.ts';
import {cellIssue, emptyFileIssue, raggedIssue} from '../zones/zip3-cell.ts';

/** An SCF as a labeling list names it. */
export interface ListedScf {
  readonly city: string; // in capitals, without abbreviations of its parts
  readonly state: string;
  readonly zip3: string; // of its label, else the first it serves: where it stands
  readonly zip3s: Set<string>; // it serves
  point?: {readonly latitudeDeg: number; readonly longitudeDeg: number};
}

export interface ScfList {
  readonly scfs: readonly ListedScf[]; // in order of the list
  readonly zip3sWithoutScf: readonly string[]; // that the list names without one
}

/** Headings by what they hold, the first that is there counts: ours, then those of L002 and L005. */
const HEADINGS = {
  zip3: ['zip3', 'zipcodeprefix', '3digitzipcodeprefix', 'columna'],
  scf: ['scf', 'scfname', 'columnc', 'columnb', 'labelto'],
  latitude: ['latitudedeg'],
  longitude: ['longitudedeg'],
} as const;
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  ...{ST: 'SAINT', FT: 'FORT', MT: 'MOUNT', RIV: 'RIVER', JCT: 'JUNCTION', SPGS: 'SPRINGS', PK: 'PARK'},
  ...{N: 'NORTH', S: 'SOUTH', E: 'EAST', W: 'WEST'},
};
const LABEL = /^(?:SCF\s+)?(?<city>\S.*?)[\s,]+(?<state>[A-Z]{2})(?:\s+(?<zip3>\d{3})(?:\d\d)?)?$/;

interface Label {
  readonly city: string;
  readonly state: string;
  readonly zip3?: string;
}
type Place = Readonly<Record<keyof typeof HEADINGS, number>>; // -1: no such column

/**
 * Reads a labeling list as CSV: ZIP3s, alone or as `035-037, 050-053`, and the label of the SCF that serves them, as
 * `SCF WHITE RIV JCT VT 050`. Columns `zip3` and `scf`, or as the lists head them: `Column A` with `Column B` (L005),
 * `ZIP Code Prefix` with `Column C` (L002). `latitude_deg` and `longitude_deg` may say where the SCF stands.
 *
 * @throws DataError if there is no such file
 * @throws TwinError with every problem of it
 */
export async function readScfList(path: string): Promise<ScfList> {
  const text = await onDisk(path, () => readFile(path, 'utf8'));
  const file = basename(path);
  const issues: Issue[] = [];
  const listed = new Map<string, ListedScf>(); // by city and state
  const lineOf = new Map<string, number>(); // by ZIP3
  const without: string[] = [];
  let header: readonly string[] | null = null;
  let place: Place | null = null;
  const quotes = splitCsv(text, file, (cells, line) => {
    if (header === null) {
      header = cells;
      place = placesOf(cells);
      issues.push(...missing(place, cells, file, line));
    } else if (place !== null && place.zip3 >= 0 && place.scf >= 0) {
      if (cells.length !== header.length) issues.push(raggedIssue(cells, header.length, file, line));
      else takeRow({cells, line, file, place, header}, {listed, lineOf, without, issues});
    }
  });
  issues.push(...quotes);
  if (header === null) issues.push(emptyFileIssue(file, 'zip3,scf'));
  if (issues.length > 0) throw new TwinError(capIssues(issues));
  return {scfs: [...listed.values()], zip3sWithoutScf: without};
}

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
  readonly file: string;
  readonly place: Place;
  readonly header: readonly string[];
}

interface Taken {
  readonly listed: Map<string, ListedScf>;
  readonly lineOf: Map<string, number>;
  readonly without: string[];
  readonly issues: Issue[];
}

function takeRow({cells, line, file, place, header}: Row, {listed, lineOf, without, issues}: Taken): void {
  const wrong = (at: number, rule: string, expected: string, fix: string): void => {
    issues.push(cellIssue({rule, expected, fix}, file, line, header[at], cells[at]));
  };
  const ranges = cells[place.zip3].replace(/[\s,;]+/g, ' ').replaceAll('–', '-');
  const zip3s = /^\d{3}(-\d{3})?( \d{3}(-\d{3})?)*$/.test(ranges) ? expandZip3s(ranges) : [];
  if (zip3s.length === 0) return wrong(place.zip3, 'bad-format', 'ZIP3s, as in 035-037, 050', 'correct it');
  if (/^[-–—]?$/.test(cells[place.scf])) {
    without.push(...zip3s);
    return;
  }
  const label = LABEL.exec(cells[place.scf].toUpperCase())?.groups as Label | undefined;
  if (label === undefined) {
    return wrong(place.scf, 'bad-label', 'city and state, as in SCF WHITE RIV JCT VT 050', 'correct it');
  }
  const {state, zip3 = zip3s[0]} = label;
  const city = label.city.replace(/[A-Z]+/g, (word) => WRITTEN_OUT[word] ?? word);
  const key = `${city} ${state}`;
  const scf: ListedScf = listed.get(key) ?? {city, state, zip3, zip3s: new Set()};
  listed.set(key, scf);
  for (const each of zip3s) {
    const before = lineOf.get(each);
    if (before !== undefined && !scf.zip3s.has(each)) {
      wrong(place.zip3, 'served-twice', 'each ZIP3 with one SCF', `row ${before} has ${each} too; delete one`);
    }
    lineOf.set(each, before ?? line);
    scf.zip3s.add(each);
  }
  takePoint(scf, cells, place, wrong);
}

function takePoint(
  scf: ListedScf,
  cells: readonly string[],
  {latitude, longitude}: Place,
  wrong: (at: number, rule: string, expected: string, fix: string) => void,
): void {
  if (latitude < 0 || longitude < 0 || (cells[latitude] === '' && cells[longitude] === '')) return;
  const degrees = (at: number, max: number): number => {
    const value = cells[at] === '' ? Number.NaN : Number(cells[at]);
    if (Math.abs(value) <= max) return value;
    wrong(at, 'out-of-range', `degrees from ${-max} to ${max}`, 'correct it, or leave both cells blank');
    return Number.NaN;
  };
  scf.point = {latitudeDeg: degrees(latitude, 90), longitudeDeg: degrees(longitude, 180)};
}

function placesOf(cells: readonly string[]): Place {
  const plain = cells.map((cell) => cell.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const find = (names: readonly string[]) => names.map((name) => plain.indexOf(name)).find((at) => at >= 0) ?? -1;
  return {
    zip3: find(HEADINGS.zip3),
    scf: find(HEADINGS.scf),
    latitude: find(HEADINGS.latitude),
    longitude: find(HEADINGS.longitude),
  };
}

function missing(place: Place, cells: readonly string[], file: string, row: number): Issue[] {
  return (['zip3', 'scf'] as const).flatMap((column): Issue[] => {
    if (place[column] >= 0) return [];
    const expected = `a column "${column}"`;
    return [
      {rule: 'missing-column', file, row, column, found: `columns ${cells.join(', ')}`, expected, fix: 'rename it'},
    ];
  });
}

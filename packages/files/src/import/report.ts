/** What an import left out or mended, counted. */
export interface ImportNote {
  readonly reason: string; // as in `the ZIP is not in zips.csv`
  readonly count: number; // rows
  readonly example: string; // one of them, as given
}

/** What of an official file or of the twin found no partner. */
export interface NotJoined {
  readonly reason: string;
  readonly ids: readonly string[]; // all of them, ascending
}

/** A file of a twin that an import made, and what it has to say. */
export interface TwinFile<Report> {
  readonly file: string; // as in `zones.csv`
  readonly text: string;
  readonly report: Report;
}

/** A reason and what it is about, if anything. */
export function notJoined(reason: string, ids: Iterable<string>): NotJoined[] {
  const sorted = [...new Set(ids)].sort();
  return sorted.length === 0 ? [] : [{reason, ids: sorted}];
}

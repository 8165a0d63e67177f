/** What an import left out or mended, counted. */
export interface ImportNote {
  readonly reason: string; // as in `the ZIP is not in zips.csv`
  readonly count: number; // rows
  readonly example: string; // one of them, as given
}

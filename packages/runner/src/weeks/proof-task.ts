import {type LateDaysInput, lateDaysOf, type VolumeBooks} from '@cutover/simulation';

/** Days of closed books to add up. A recipe: arrays are shared. */
export interface ProofTask {
  readonly kind: 'proof';
  readonly input: LateDaysInput;
  readonly books: VolumeBooks;
  readonly rowFrom: number;
  readonly rowTo: number;
}

/** Sums over the ZIPs of a day, whole packages. */
export interface DaySums {
  readonly demanded: number;
  readonly delivered: number;
  readonly waiting: number; // when it ends
  readonly fallback: number; // diverted, moved on or started to wait
}

export interface ProofRows {
  readonly late: number; // package-days, of all of them
  readonly days: readonly DaySums[];
}

export function proveRows({input, books, rowFrom, rowTo}: ProofTask): ProofRows {
  const days = Array.from({length: rowTo - rowFrom}, (_, i) => sumDay(books, input.zipCount, rowFrom + i));
  return {late: lateDaysOf(input, books, rowFrom, rowTo), days};
}

function sumDay(books: VolumeBooks, zipCount: number, row: number): DaySums {
  const {volumeOwned, volumeUsps, volumeOther} = books;
  const {volumeOverflow, volumeDivertedUsps, volumeDivertedOther, volumeWait} = books;
  const of = (...cells: Uint32Array[]): number => cells.reduce((sum, each) => sum + sumRow(each, zipCount, row), 0);
  return {
    demanded: of(books.volumeDemanded),
    delivered: of(volumeOwned, volumeUsps, volumeOther),
    waiting: of(books.volumeBacklog),
    fallback: of(volumeOverflow, volumeDivertedUsps, volumeDivertedOther, volumeWait),
  };
}

function sumRow(cells: Uint32Array, width: number, row: number): number {
  let sum = 0;
  for (let at = row * width; at < (row + 1) * width; at++) sum += cells[at]; // `of` takes five times as long
  return sum;
}

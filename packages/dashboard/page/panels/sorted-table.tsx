import type {Quantity} from '@cutover/dashboard';
import {useMemo, useState} from 'preact/hooks';
import {countText} from '../format.ts';
import {type CellPlace, Num} from '../provenance/number.tsx';

export interface Column<Row> {
  readonly label: string;
  readonly read: (row: Row) => string | number;
  readonly text?: (value: number) => string; // of numbers
  readonly measure?: string; // of a number whose table says what its rows are of
}

interface SortedTableProps<Row> {
  readonly name: string; // of the downloaded file
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly fileColumns?: readonly Column<Row>[]; // of the download, where it has others
  readonly keyOf: (row: Row) => string;
  readonly of?: (row: Row, measure: string) => Quantity; // where a number comes from
  readonly isRanked?: boolean; // rows come in the order that is wanted at first
  readonly chosen?: string;
  readonly onChoose?: (key: string) => void;
}

const SHOWN_MAX = 200; // rows; the download has all of them

/** A table that sorts by a click on its heads and can be taken along as CSV. */
export function SortedTable<Row>(props: SortedTableProps<Row>) {
  const {name, rows, columns, fileColumns = columns, keyOf, of, isRanked = false, chosen, onChoose} = props;
  const [sort, setSort] = useState({column: isRanked ? -1 : 1, down: true});
  const sorted = useMemo(() => {
    if (sort.column < 0) return rows;
    const {read} = columns[sort.column];
    const sign = sort.down ? -1 : 1;
    return [...rows].sort((a, b) => sign * compare(read(a), read(b)));
  }, [rows, sort]);
  const shown = sorted.slice(0, SHOWN_MAX);
  const stops = useStops(
    shown.length,
    columns.flatMap(({measure}, k) => (measure === undefined ? [] : [k])),
  );
  return (
    <>
      <div class="table-scroll">
        <table class="sorted">
          <thead>
            <tr>
              {columns.map(({label}, k) => (
                <th
                  key={label}
                  scope="col"
                  aria-sort={sort.column === k ? (sort.down ? 'descending' : 'ascending') : 'none'}
                >
                  <button
                    type="button"
                    onClick={() => setSort({column: k, down: sort.column === k ? !sort.down : k > 0})}
                  >
                    {label}
                    {sort.column === k ? (sort.down ? ' ▾' : ' ▴') : ''}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody onKeyDown={stops.onKeyDown} onFocusCapture={stops.onFocusCapture}>
            {shown.map((row, at) => (
              <tr key={keyOf(row)} class={keyOf(row) === chosen ? 'is-chosen' : ''}>
                {columns.map((column, k) => (
                  <Cell
                    key={column.label}
                    column={column}
                    row={row}
                    place={stops.placeOf(at, k)}
                    of={of}
                    name={String(columns[0].read(row))}
                    isFirst={k === 0}
                    onChoose={onChoose && (() => onChoose(keyOf(row)))}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="soft">
        {Math.min(SHOWN_MAX, rows.length)} of {countText(rows.length)}.{' '}
        <button type="button" onClick={() => download(`${name}.csv`, csvOf(sorted, fileColumns))}>
          Download CSV
        </button>
      </p>
    </>
  );
}

interface CellProps<Row> {
  readonly column: Column<Row>;
  readonly row: Row;
  readonly place: CellPlace;
  readonly of: SortedTableProps<Row>['of'];
  readonly name: string; // of the row
  readonly isFirst: boolean;
  readonly onChoose: (() => void) | undefined;
}

function Cell<Row>({column, row, place, of, name, isFirst, onChoose}: CellProps<Row>) {
  const {label, read, text, measure} = column;
  const value = read(row);
  if (typeof value === 'number') {
    const quantity = measure === undefined ? undefined : of?.(row, measure);
    return (
      <td class="number">
        <Num
          of={quantity}
          label={`${name}, ${label}`}
          text={text === undefined ? String(value) : text(value)}
          place={place}
        />
      </td>
    );
  }
  if (!isFirst) return <td>{value}</td>;
  if (onChoose === undefined) return <th scope="row">{value}</th>;
  return (
    <th scope="row">
      <button type="button" class="link" onClick={onChoose}>
        {value}
      </button>
    </th>
  );
}

const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * The numbers of a table are one stop of the Tab key; arrows move among them.
 *
 * @param numbers - columns that have some
 */
function useStops(rowCount: number, numbers: readonly number[]) {
  const [stop, setStop] = useState({row: 0, column: 0}); // place among `numbers`
  const row = Math.min(stop.row, Math.max(0, rowCount - 1));
  const atOf = (ofRow: number, column: number): string => `${ofRow} ${column}`;
  return {
    placeOf: (ofRow: number, column: number): CellPlace => ({
      at: atOf(ofRow, column),
      isStop: ofRow === row && column === numbers[stop.column],
    }),
    onFocusCapture: ({target}: FocusEvent): void => {
      const [ofRow, column] = ((target as HTMLElement).dataset.at ?? '').split(' ').map(Number);
      if (numbers.includes(column)) setStop({row: ofRow, column: numbers.indexOf(column)});
    },
    onKeyDown: (event: KeyboardEvent & {readonly currentTarget: HTMLElement}): void => {
      const move = MOVES[event.key];
      if (move === undefined || (event.target as HTMLElement).dataset.at === undefined) return;
      event.preventDefault();
      const column = numbers[Math.max(0, Math.min(numbers.length - 1, stop.column + move[1]))];
      const at = atOf(Math.max(0, Math.min(rowCount - 1, row + move[0])), column);
      event.currentTarget.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus();
    },
  };
}

/** NaN comes first: there is nothing to rank. */
function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && Number.isNaN(a)) return -1;
  if (typeof b === 'number' && Number.isNaN(b)) return 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function csvOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const quoted = (value: string | number): string =>
    Number.isNaN(value)
      ? ''
      : /[",\n]/.test(String(value))
        ? `"${String(value).replaceAll('"', '""')}"`
        : String(value);
  const lines = rows.map((row) => columns.map(({read}) => quoted(read(row))).join(','));
  return `${[columns.map(({label}) => quoted(label)).join(','), ...lines].join('\n')}\n`;
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], {type: 'text/csv'}));
  const link = Object.assign(document.createElement('a'), {href: url, download: name});
  link.click();
  URL.revokeObjectURL(url);
}

import {useMemo, useState} from 'preact/hooks';
import {countText} from '../format.ts';

export interface Column<Row> {
  readonly label: string;
  readonly read: (row: Row) => string | number;
  readonly text?: (value: number) => string; // of numbers
}

interface SortedTableProps<Row> {
  readonly name: string; // of the downloaded file
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly fileColumns?: readonly Column<Row>[]; // of the download, where it has others
  readonly keyOf: (row: Row) => string;
  readonly isRanked?: boolean; // rows come in the order that is wanted at first
  readonly chosen?: string;
  readonly onChoose?: (key: string) => void;
}

const SHOWN_MAX = 200; // rows; the download has all of them

/** A table that sorts by a click on its heads and can be taken along as CSV. */
export function SortedTable<Row>(props: SortedTableProps<Row>) {
  const {name, rows, columns, fileColumns = columns, keyOf, isRanked = false, chosen, onChoose} = props;
  const [sort, setSort] = useState({column: isRanked ? -1 : 1, down: true});
  const sorted = useMemo(() => {
    if (sort.column < 0) return rows;
    const {read} = columns[sort.column];
    const sign = sort.down ? -1 : 1;
    return [...rows].sort((a, b) => sign * compare(read(a), read(b)));
  }, [rows, sort]);
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
          <tbody>
            {sorted.slice(0, SHOWN_MAX).map((row) => (
              <tr key={keyOf(row)} class={keyOf(row) === chosen ? 'is-chosen' : ''}>
                {columns.map((column, k) => (
                  <Cell
                    key={column.label}
                    column={column}
                    row={row}
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
  readonly isFirst: boolean;
  readonly onChoose: (() => void) | undefined;
}

function Cell<Row>({column: {read, text}, row, isFirst, onChoose}: CellProps<Row>) {
  const value = read(row);
  if (typeof value === 'number') return <td class="number">{text === undefined ? value : text(value)}</td>;
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

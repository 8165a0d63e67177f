import {type Content, html, type Markup, nothing, unbroken} from './html.ts';

/** One column of a table in the report. */
export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => Content;
  readonly isText?: boolean; // left, not right
}

export interface TableOptions<Row> {
  readonly caption?: string;
  readonly group?: (row: Row) => string; // a heavier line stands above a row whose group is new
  readonly lineClass?: (row: Row) => 'strong' | 'sub' | '';
  readonly isDense?: boolean;
}

/** A table of records; it scrolls sideways when the page is too narrow for it. */
export function recordTable<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  options: TableOptions<Row> = {},
): Markup {
  const {caption, group, lineClass, isDense} = options;
  const line = (row: Row, i: number) => {
    const begins = group !== undefined && i > 0 && group(row) !== group(rows[i - 1]);
    const classes = `${begins ? 'begins ' : ''}${lineClass?.(row) ?? ''}`;
    const cells = columns.map(({cell, isText}, k) => tableCell(k, cell(row), isText ?? false));
    return html`<tr class="${classes}">${cells}</tr>
`;
  };
  const heads = columns.map(({head, isText}) => html`<th scope="col" class="${isText ? 'text' : ''}">${head}</th>`);
  const wide = isDense === true ? 'wide dense' : 'wide';
  return html`<div class="${wide}"><table>${caption === undefined ? nothing : html`<caption>${caption}</caption>`}
<thead><tr>${heads}</tr></thead>
<tbody>
${rows.map(line)}</tbody></table></div>`;
}

function tableCell(column: number, content: Content, isText: boolean): Markup {
  if (column === 0) return html`<th scope="row">${content}</th>`;
  return isText
    ? html`<td class="text">${content}</td>`
    : html`<td>${typeof content === 'string' ? unbroken(content) : content}</td>`;
}

import {createWriteStream} from 'node:fs';
import {once} from 'node:events';
import type {Cell, CellFormat, Sheet} from '@cutover/reporting';
import type exceljs from 'exceljs';
import {replaceWith} from '../disk/replace-file.ts';

const numberFormats: Readonly<Record<CellFormat, string>> = {
  text: '@',
  whole: '#,##0',
  usd: '#,##0.00',
  rate: '#,##0.000',
  share: '0.0%',
  date: 'yyyy-mm-dd',
  number: 'General',
};

/**
 * Writes sheets as an Excel workbook, row by row: heads and the first column stay in view, every sheet has filters.
 * The file is replaced only when it is whole.
 *
 * @throws DataError if the disk refuses
 */
export function writeWorkbook(path: string, sheets: readonly Sheet[]): Promise<void> {
  return replaceWith(path, async (beside) => {
    const stream = createWriteStream(beside);
    await once(stream, 'open'); // a folder that is not there is told here, where the caller waits
    const failed = once(stream, 'error').then(([error]) => Promise.reject(error as Error));
    failed.catch(() => undefined); // seen below; a write that ends well leaves it open
    await Promise.race([writeSheets(stream, sheets), failed]);
  });
}

async function writeSheets(stream: NodeJS.WritableStream, sheets: readonly Sheet[]): Promise<void> {
  // Without shared strings a row can go at once: no table of all texts stays until the end.
  const options = {stream, useStyles: true, useSharedStrings: false, zip: {zlib: {level: 1}}};
  const {default: writer} = await import('exceljs'); // late: it takes a third of a second, and few commands write one
  const book = new writer.stream.xlsx.WorkbookWriter(options as never);
  for (const sheet of sheets) {
    writeSheet(book, sheet);
    await new Promise(setImmediate); // the disk takes what is ready before the next sheet begins
  }
  await book.commit();
}

function writeSheet(book: exceljs.stream.xlsx.WorkbookWriter, {name, columns, rowCount, rows}: Sheet): void {
  const page = book.addWorksheet(name, {views: [{state: 'frozen', xSplit: 1, ySplit: 1}]});
  page.columns = columns.map(({width}) => ({width}));
  page.autoFilter = {from: {row: 1, column: 1}, to: {row: rowCount + 1, column: columns.length}};
  const head = page.addRow(columns.map(({head}) => head));
  head.eachCell((cell) => {
    cell.font = {bold: true};
    cell.alignment = {wrapText: true, vertical: 'top'};
  });
  head.commit();
  const isDate = columns.map(({format}) => format === 'date');
  // One object for each column: exceljs knows a style again by its object, and else writes it out for every cell.
  const styles = columns.map(({format}) => ({numFmt: numberFormats[format]}));
  for (const cells of rows()) {
    const row = page.addRow(cells.map((cell, k) => typed(cell, isDate[k])));
    for (let k = 0; k < styles.length; k++) if (cells[k] !== null) row.getCell(k + 1).style = styles[k];
    row.commit();
  }
  page.commit();
}

function typed(cell: Cell, isDate: boolean): exceljs.CellValue {
  return isDate && typeof cell === 'string' ? new Date(`${cell}T00:00:00Z`) : cell;
}

import {calendarTable} from '@cutover/core';
import {csvText, parseTable} from '@cutover/files';
import {expect, test} from 'vitest';

const HEADER = 'date,name,owned,usps,other';

function read(text: string) {
  const {rows, issues} = parseTable(calendarTable, text, 'calendar.csv');
  return {names: rows.map(({name}) => name), places: issues.map(({rule, row}) => `${rule} ${row}`), issues};
}

test.each([
  ['LF', `${HEADER}\n2026-10-12,Columbus,true,false,true\n`],
  ['CRLF without a last line end', `${HEADER}\r\n2026-10-12,Columbus,true,false,true`],
  ['a byte order mark', `\uFEFF${HEADER}\n2026-10-12,Columbus,true,false,true\n`],
  ['blank lines and rows of blanks', `\n${HEADER}\n\n,,,,\n2026-10-12,Columbus,true,false,true\n ,,\t,,\n`],
  ['blanks around cells', ` date , name,owned ,usps,other\n2026-10-12 ,\tColumbus, true,false,true \n`],
  ['quotes around everything', `"date","name","owned","usps","other"\n"2026-10-12","Columbus","true","false","true"\n`],
  ['columns in another order', 'usps,other,name,date,owned\nfalse,true,Columbus,2026-10-12,true\n'],
  ['commas after the last column', `${HEADER},,\n2026-10-12,Columbus,true,false,true,,\n`],
])('%s', (_, text) => {
  const {rows, issues} = parseTable(calendarTable, text, 'calendar.csv');
  expect(issues).toEqual([]);
  expect(rows).toEqual([{date: '2026-10-12', name: 'Columbus', owned: true, usps: false, other: true}]);
});

test('line breaks in quotes belong to the cell, and rows after them keep their line', () => {
  const text = `${HEADER}\r\n2026-10-12,"a\r\nb ""c"", d",true,false,true\r\n\r\n2026-13-01,e,true,false,true\r\n`;
  expect(read(text)).toMatchObject({names: ['a\r\nb "c", d', 'e'], places: ['not-a-date 5']});
});

test('a quote left open costs its own line, also when another is open near it', () => {
  const row = (day: number, name: string) => `2026-10-${day},${name},true,false,true`;
  const text = [HEADER, row(10, '"a'), row(11, 'b'), row(12, '"c"'), row(13, '"d'), row(14, 'e')].join('\n');
  expect(read(text)).toMatchObject({names: ['b', 'c', 'e'], places: ['csv-quotes 2', 'csv-quotes 5']});
});

test('thousands of quoted rows are parsed together, and one bad one among them is found', () => {
  const days = Array.from({length: 2500}, (_, i) => new Date(i * 86_400_000).toISOString().slice(0, 10));
  const lines = days.map((day, i) => `"${day}","day ${i}"${i === 1234 ? 'x' : ''},true,true,true`);
  const {names, places} = read([HEADER, ...lines].join('\n'));
  expect(names).toHaveLength(2499);
  expect(places).toEqual(['csv-quotes 1236']); // the header is line 1
});

test('a file with another separator, without a header, or not in UTF-8 is named as such', () => {
  const semicolons = read(`${HEADER.replaceAll(',', ';')}\n`).issues.filter(({rule}) => rule === 'missing-column');
  expect(semicolons[0].fix).toBe('separate columns by commas, not by ";"');
  expect(read('')).toMatchObject({names: [], places: ['empty-file undefined']});
  const latin = new TextDecoder().decode(Buffer.from(`${HEADER}\n2026-10-12,Col\xf3n,true,false,true\n`, 'latin1'));
  expect(read(latin).places).toEqual(['not-utf-8 2']);
});

test('what is written is read back as it was', () => {
  const rows = ['plain', 'a, b', 'say "hi"', ' space ', 'two\nlines', '0123', '-', 'TRUE'].map((name, i) => ({
    ...{date: `2026-10-0${i + 1}`, name, owned: true, usps: false, other: i % 2 === 0},
  }));
  expect(parseTable(calendarTable, csvText(calendarTable, rows), 'calendar.csv')).toEqual({rows, issues: []});
});

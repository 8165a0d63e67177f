import {calendarTable, entryTable, type Table, todayTable, twinTables} from '@cutover/core';
import {csvText, parseTable} from '@cutover/files';
import fc from 'fast-check';
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

// A line with a quote in it is read cell by cell through the schema; a line without one may be read at once. Whatever
// stands in the cells, both must say the same.
const odd = [
  ...['', ' ', '0', '-0', '1', '-1', '1.', '.5', '-.5', '.', '-', '+1', '0.1', '1e3', '1E-7', '0x1', 'NaN', 'Infinity'],
  ...['007', '1,', '$5', '12345', '01001', '1001', '12345-6789', '123', 'truck', 'Truck', 'light', 'ny', 'NY', 'true'],
  ...['TRUE', 'yes', '2026-02-28', '2026-02-30', '2/3/2026', '04:30', '4:30', '1234567', '8', ' 5', '5 ', '\t5', 'a;b'],
  ...['123456789012345', '1234567890123456', '9007199254740993', '0.1234567890123456', '90', '-90.5', '181', '1\r'],
];
const anyCell = fc.oneof(
  fc.constantFrom(...odd),
  fc.double({noNaN: true, noDefaultInfinity: true}).map(String),
  fc.integer().map(String),
  fc.tuple(fc.integer(), fc.nat({max: 9})).map(([whole, places]) => (whole / 10 ** places).toFixed(places)),
);

test.each(Object.values(twinTables).map((table): [string, Table] => [table.name, table as Table]))(
  'a row of %s is the same read at once and cell by cell',
  (_, table) => {
    const names = table.columns.map(({name}) => name);
    const fine: Record<string, string> = {
      text: '12345',
      number: '0.5',
      integer: '3',
      boolean: 'true',
      date: '2026-01-01',
    };
    const cell = fc.oneof({weight: 1, arbitrary: anyCell}, {weight: 4, arbitrary: fc.constant(null)});
    const rows = fc.array(fc.array(cell, {minLength: names.length, maxLength: names.length}), {maxLength: 4});
    const textOf = (some: readonly (readonly (string | null)[])[], note: string): string => {
      const lines = some.map((cells) =>
        cells.map((text, k) => text ?? table.columns[k].choices?.[0] ?? fine[table.columns[k].type]).join(','),
      );
      return [`${names.join(',')},note`, ...lines.map((line) => `${line},${note}`)].join('\n');
    };
    fc.assert(
      fc.property(rows, (some) => {
        const cellByCell = parseTable(table, textOf(some, '"x"'), table.file);
        expect(parseTable(table, textOf(some, 'x'), table.file)).toEqual(cellByCell);
      }),
    );
  },
);

test('a key that is there twice is found, whether the rows are in order or not', () => {
  const twice = (rows: readonly string[]) =>
    parseTable(todayTable, ['zip,class_group,owned,usps,other', ...rows].join('\n'), 'today.csv').issues.map(
      ({rule, row, found}) => `${rule} ${row}: ${found}`,
    );
  const [a, b, c] = ['03101,light,1,1,1', '03101,heavy,2,2,2', '03102,light,3,3,3'];
  expect(twice([a, b, c])).toEqual([]);
  expect(twice([a, b, a, c, c])).toEqual([
    'duplicate-key 4: "03101, light", which row 2 has',
    'duplicate-key 6: "03102, light", which row 5 has',
  ]);
  expect(twice([c, a, b, c])).toEqual(['duplicate-key 5: "03102, light", which row 2 has']);
  const entry = ['zip,from,facility_id,scf_id', '03101,2026-01-01,A,B', '03101,2026-01-01,A,B'].join('\n');
  expect(parseTable(entryTable, entry, 'entry.csv').issues.map(({rule}) => rule)).toEqual(['duplicate-key']);
});

import {type Column, didYouMean, type Issue} from '@cutover/core';

/** What is wrong with one cell, before file and row are known. */
export type Wrong = Pick<Issue, 'rule' | 'expected' | 'fix'>;
export type CellValue = string | number | boolean;

const DECIMAL = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const WHOLE = /^-?\d{1,16}$/;
const US_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const DIGITS_OF: Readonly<Record<string, number>> = {zip: 5, zip3: 3, county_fips: 5}; // codes that look like numbers

/** Reads a cell that is not blank as its column's type. Ranges and patterns are the schema's to check. */
export function readCell(column: Column, text: string): CellValue | Wrong {
  switch (column.type) {
    case 'number':
      return readNumber(column, text, DECIMAL, 'a number');
    case 'integer':
      return readNumber(column, text, WHOLE, 'a whole number');
    case 'boolean':
      return readBoolean(column, text);
    case 'choice':
      return column.choices!.includes(text) ? text : wrongChoice(column, text);
    case 'date':
      return US_DATE.test(text) ? wrongDate(text) : text;
    case 'text':
      return DIGITS_OF[column.name] === undefined ? text : readCode(text, DIGITS_OF[column.name]);
  }
}

function readNumber(column: Column, text: string, pattern: RegExp, expected: string): number | Wrong {
  const value = pattern.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  const bare = text.replace(/[$,]/g, '');
  const fix = bare !== text && pattern.test(bare) ? `write ${bare}` : correct(column);
  return {rule: 'not-a-number', expected, fix};
}

function readBoolean(column: Column, text: string): boolean | Wrong {
  const lower = text.toLowerCase(); // spreadsheets write TRUE
  if (lower === 'true' || lower === 'false') return lower === 'true';
  return {rule: 'not-a-boolean', expected: 'true or false', fix: correct(column)};
}

function wrongChoice(column: Column, text: string): Wrong {
  const meant = didYouMean(text, column.choices!);
  return {
    rule: `unknown-${column.name.replaceAll('_', '-')}`,
    expected: `one of ${column.choices!.join(', ')}`,
    fix: meant === undefined ? correct(column) : `write "${meant}"`,
  };
}

function wrongDate(text: string): Wrong {
  const [, month, day, year] = US_DATE.exec(text)!;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return {rule: 'not-a-date', expected: 'a date as 2026-10-01', fix: `write ${iso}`};
}

function readCode(text: string, digits: number): string | Wrong {
  if (/^\d+$/.test(text) && text.length < digits && text.length >= digits - 2) {
    return {
      rule: 'lost-leading-zero',
      expected: `${digits} digits`,
      fix: `write "${text.padStart(digits, '0')}"; a spreadsheet read it as a number, so format the column as text`,
    };
  }
  if (digits === 5 && /^\d{5}-\d{4}$/.test(text)) {
    return {rule: 'zip-plus-4', expected: '5 digits', fix: `write "${text.slice(0, 5)}"`};
  }
  return text;
}

/** The next step when nothing better is known: what the column is for. */
export function correct(column: Column): string {
  const unit = column.unit === '' ? '' : ` in ${column.unit}`;
  const about = column.about === '' ? '' : ` (${column.about})`;
  return `give ${column.name}${unit}${about}${column.optional ? ', or leave it blank' : ''}`;
}

export function isWrong(value: CellValue | Wrong): value is Wrong {
  return typeof value === 'object';
}

import {type Issue, meantText, TwinError} from '@cutover/core';
import {sqlName} from '../parquet/duckdb.ts';
import type {RatingColumns} from './rate-query.ts';

/** What `cutover rate FILE` reads; other columns stay as they are. */
export const ratingColumns: readonly {readonly name: string; readonly about: string}[] = [
  {name: 'ship_date', about: 'as 2026-10-01'},
  {name: 'origin_zip', about: 'where it enters the mail or leaves the FC: five digits, ZIP+4 or ZIP3'},
  {name: 'zip', about: 'where it goes: five digits, ZIP+4 or ZIP3'},
  {name: 'weight_lb', about: 'actual weight'},
  {name: 'length_in', about: 'inches'},
  {name: 'width_in', about: 'inches'},
  {name: 'height_in', about: 'inches'},
];

/** The columns of a file by their names there, in any case. @throws TwinError with every one that is missing */
export function matchRatingColumns(names: readonly string[], file: string): RatingColumns {
  const issues: Issue[] = [];
  const found = ratingColumns.map(({name, about}) => {
    const given = names.find((each) => each.trim().toLowerCase() === name);
    if (given !== undefined) return `shipments.${sqlName(given)}`;
    issues.push({
      ...{rule: 'missing-column', file, row: 1, column: name, found: `columns ${names.join(', ')}`},
      expected: `a column "${name}" (${about})`,
      fix: `${meantText(name, names)}add or rename it`,
    });
    return '';
  });
  if (issues.length > 0) throw new TwinError(issues);
  const [day, origin, zip, weight, length, width, height] = found;
  return {day, origin, zip, weight, length, width, height};
}

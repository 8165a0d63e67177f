import {type BidRow, bidTable} from '@cutover/core';
import type {Sheet} from './sheet.ts';

/** A bid book as `cutover bid` wrote it. */
export function bidSheet(bids: readonly BidRow[]): Sheet {
  const {columns} = bidTable;
  return {
    name: 'Bid book',
    columns: columns.map(({name, type, unit}) => ({
      head: unit === '' ? name : `${name}, ${unit}`,
      width: name === 'zips' ? 40 : 16,
      format: type === 'number' || type === 'integer' ? (unit.startsWith('USD') ? 'usd' : 'number') : 'text',
    })),
    rowCount: bids.length,
    *rows() {
      for (const bid of bids) {
        const cells = bid as Readonly<Record<string, string | number | undefined>>;
        yield columns.map(({field}) => cells[field] ?? null);
      }
    },
  };
}

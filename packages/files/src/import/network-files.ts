import {readFile} from 'node:fs/promises';
import {basename} from 'node:path';
import {
  DataError,
  type Facility,
  facilityTable,
  type Lane,
  laneTable,
  type Service,
  serviceTable,
  type Table,
  TwinError,
} from '@cutover/core';
import {splitCsv} from '../csv/records.ts';
import {parseTable, type ReadTable, readTable} from '../csv/table.ts';
import {onDisk} from '../disk/disk.ts';

/** A row of a ZIP-to-station map: this station and no other serves the ZIP. */
export interface MappedZip {
  readonly zip: string;
  readonly facilityId: string;
}

/** A file of a user's network, known by its header. */
export type NetworkFile =
  | {readonly kind: 'facilities'; readonly table: ReadTable<Facility>}
  | {readonly kind: 'lanes'; readonly table: ReadTable<Lane>}
  | {readonly kind: 'service'; readonly table: ReadTable<Service>}
  | {readonly kind: 'map'; readonly rows: readonly MappedZip[]};

/**
 * Reads a CSV as what its header says it is: facilities (`facility_type`), lanes (`lane_id`), service (`deliverer`) or
 * a ZIP-to-station map (`zip`, `facility_id`).
 *
 * @throws DataError if there is no such file, or its header is none of these
 * @throws TwinError with every problem of the file
 */
export async function readNetworkFile(path: string): Promise<NetworkFile> {
  const text = await onDisk(path, () => readFile(path, 'utf8'));
  const file = basename(path);
  const header = new Set(headerOf(text, file));
  if (header.has('facility_type')) return {kind: 'facilities', table: sound(facilityTable, text, file)};
  if (header.has('lane_id')) return {kind: 'lanes', table: sound(laneTable, text, file)};
  if (header.has('deliverer')) return {kind: 'service', table: sound(serviceTable, text, file)};
  if (header.has('zip') && header.has('facility_id')) return {kind: 'map', rows: mapRows(text, file)};
  throw new DataError(
    `"${path}" has columns ${[...header].join(', ')}; give facilities (with facility_type), lanes (with lane_id), ` +
      'service (with deliverer) or a ZIP-to-station map (zip, facility_id); `cutover describe` prints their columns',
  );
}

function headerOf(text: string, file: string): string[] {
  let header: string[] | null = null;
  splitCsv(text.slice(0, 10_000), file, (cells) => (header ??= cells));
  return header ?? [];
}

function sound<Row>(table: Table<Row>, text: string, file: string): ReadTable<Row> {
  const read = readTable(table, text, file);
  if (read.issues.length > 0) throw new TwinError(read.issues);
  return read;
}

/** A map is a service.csv without its other columns, so it is read as one. */
function mapRows(text: string, file: string): readonly MappedZip[] {
  const columns = serviceTable.columns.filter(({name}) => name === 'zip' || name === 'facility_id');
  const {rows, issues} = parseTable({...serviceTable, columns, key: ['zip', 'facilityId']}, text, file);
  const wrong = issues.filter(({rule}) => rule !== 'unknown-column');
  if (wrong.length > 0) throw new TwinError(wrong);
  return rows.map(({zip, facilityId}) => ({zip, facilityId}));
}

import * as z from 'zod';
import {correlationTable} from './correlation.ts';
import {Confidence} from './price.ts';
import {defineTable, Text} from './table.ts';

export const ZIP3_COUNT = 1000; // a ZIP3 is also its number, 0 … 999

const Zip3 = z
  .string()
  .regex(/^\d{3}$/, 'three digits, with leading zeros')
  .meta({type: 'text'});

/** A postal processing center (SCF, now LPC) and the ZIP3s it serves: what a zone is measured between. */
export const Scf = z.strictObject({
  scfId: Text.meta({about: 'unique name; the facility_id where it is a building of the twin'}),
  city: Text,
  state: z
    .string()
    .regex(/^[A-Z]{2}$/, 'two capital letters')
    .meta({about: 'postal abbreviation'}),
  latitudeDeg: z.number().min(-90).max(90).meta({unit: 'deg'}),
  longitudeDeg: z.number().min(-180).max(180).meta({unit: 'deg'}),
  zip3: z
    .string()
    .regex(/^\d{3}(-\d{3})?( \d{3}(-\d{3})?)*$/, 'ZIP3s and ranges of them, as in 005 115 117-119')
    .meta({about: 'ZIP3s it serves, as in 005 115 117-119'}),
  confidence: Confidence.meta({about: 'that these ZIP3s are served from there'}),
});
export type Scf = z.infer<typeof Scf>;

export const scfTable = defineTable(
  {name: 'scf', file: 'scf.csv', about: 'optional: which SCF serves which ZIP3, for zones', key: ['scfId']},
  Scf,
);

/** The official zone from one ZIP3 to another. */
export const ZonePair = z.strictObject({
  originZip3: Zip3.meta({about: 'where the package enters the mail'}),
  destinationZip3: Zip3.meta({about: 'where it is delivered'}),
  zone: z.int().min(1).max(9).meta({about: '1 … 8 by distance, 9 to the freely associated states'}),
});
export type ZonePair = z.infer<typeof ZonePair>;

export const zonePairTable = defineTable(
  {
    name: 'zones',
    file: 'zones.csv',
    about: 'optional: official zones, in place of those by the rule',
    key: ['originZip3', 'destinationZip3'],
  },
  ZonePair,
);

/** Tables that a twin directory may have; nothing is missing without them. */
export const optionalTables = {scf: scfTable, zones: zonePairTable, correlations: correlationTable} as const;

/** Official zones, `[1000 x 1000]` at origin x 1000 + destination; 0 where the chart has none. */
export type ZoneChart = Uint8Array;

export function zoneChartIndex(originZip3: number, destinationZip3: number): number {
  return originZip3 * ZIP3_COUNT + destinationZip3;
}

/** `005 115 117-119` as 005, 115, 117, 118, 119. A range that runs backwards is empty. */
export function expandZip3s(ranges: string): string[] {
  return ranges.split(' ').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number);
    return Array.from({length: Math.max(0, last - first + 1)}, (_, i) => String(first + i).padStart(3, '0'));
  });
}

/** 005, 115, 117, 118, 119 as `005 115 117-119`: sorted, neighbours joined. */
export function joinZip3s(zip3s: Iterable<string>): string {
  const ranges: {first: number; last: number}[] = [];
  for (const each of [...new Set(zip3s)].sort()) {
    const before = ranges.at(-1);
    if (before?.last === Number(each) - 1) before.last++;
    else ranges.push({first: Number(each), last: Number(each)});
  }
  const text = (zip3: number) => String(zip3).padStart(3, '0');
  return ranges.map(({first, last}) => (first === last ? text(first) : `${text(first)}-${text(last)}`)).join(' ');
}

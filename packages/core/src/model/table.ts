import * as z from 'zod';
import {DataError} from './issue.ts';

/** How a column's text is read and what `cutover describe` prints. */
export interface Column {
  readonly name: string; // snake_case, as in the file
  readonly field: string; // camelCase, as in the row
  readonly type: 'text' | 'number' | 'integer' | 'boolean' | 'date' | 'choice';
  readonly choices?: readonly string[];
  readonly optional: boolean;
  readonly unit: string; // '' when it has none
  readonly about: string;
}

/** One CSV of a twin: its file, key and row schema. The schema is the only description of the file there is. */
export interface Table<Row = unknown> {
  readonly name: string; // as in `cutover describe NAME`
  readonly file: string;
  readonly about: string;
  readonly key: readonly string[]; // fields that are unique together
  readonly row: z.ZodType<Row>;
  readonly columns: readonly Column[];
}

export function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** An ISO day. */
export const IsoDate = z.iso.date().meta({type: 'date'});
/** Five digits, text: 01001 is not 1001. */
export const ZipCode = z
  .string()
  .regex(/^\d{5}$/, 'five digits, with leading zeros')
  .meta({type: 'text'});
export const Text = z.string().min(1, 'some text');

/** Makes a table from a strict object schema whose fields carry `.meta({unit, about})`. */
export function defineTable<Shape extends z.ZodRawShape>(
  table: {name: string; file: string; about: string; key: readonly string[]},
  row: z.ZodObject<Shape, z.core.$strict>,
): Table<z.infer<z.ZodObject<Shape, z.core.$strict>>> {
  const columns = Object.entries(row.shape).map(([field, type]) => describeColumn(field, type as z.ZodType));
  return {...table, row: row, columns};
}

function describeColumn(field: string, type: z.ZodType): Column {
  const meta = (type.meta() ?? {}) as {unit?: string; about?: string};
  const optional = type instanceof z.ZodOptional;
  const inner = optional ? (type.unwrap() as z.ZodType) : type;
  const innerMeta = (inner.meta() ?? {}) as {unit?: string; about?: string; type?: string};
  const choices = inner instanceof z.ZodEnum ? inner.options.map(String) : undefined;
  return {
    name: snakeCase(field),
    field,
    type: choices === undefined ? columnType(inner, innerMeta.type) : 'choice',
    ...(choices === undefined ? {} : {choices}),
    optional,
    unit: meta.unit ?? innerMeta.unit ?? '',
    about: meta.about ?? innerMeta.about ?? '',
  };
}

function columnType(type: z.ZodType, stated: string | undefined): Column['type'] {
  if (stated === 'date') return 'date';
  if (type instanceof z.ZodBoolean) return 'boolean';
  if (type instanceof z.ZodNumber) return type.format === 'safeint' ? 'integer' : 'number';
  if (type instanceof z.ZodString) return 'text';
  throw new DataError(`a column of type ${type.constructor.name} has no text form`);
}

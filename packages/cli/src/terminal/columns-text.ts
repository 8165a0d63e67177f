/** A column of a file that a command reads. */
export interface FileColumn {
  readonly name: string;
  readonly required: boolean;
  readonly about: string;
}

/** Columns for a help text, one to a line. */
export function columnsText(columns: readonly FileColumn[]): string {
  const width = Math.max(...columns.map(({name}) => name.length));
  return columns
    .map(({name, required, about}) => `  ${name.padEnd(width)}  ${about}${required ? '' : ' (optional)'}`)
    .join('\n');
}

import {type DuckDBConnection, DuckDBInstance} from '@duckdb/node-api';

/**
 * Runs work on a DuckDB of its own, in memory. One thread keeps the order of rows, so equal input gives equal bytes;
 * it never looks for extensions on the network.
 */
export async function withDuckDb<Result>(
  threads: number,
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    const connection = await instance.connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}

/** A text as SQL wants it. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as SQL wants it. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

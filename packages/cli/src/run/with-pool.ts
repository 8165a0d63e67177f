import {createPool, type Pool} from '@cutover/runner';

/** Runs work on a pool of threads and ends them. @param threads - absent: as many as the machine has cores */
export async function withPool<Result>(
  threads: number | undefined,
  work: (pool: Pool) => Promise<Result>,
): Promise<Result> {
  const pool = createPool(threads);
  try {
    return await work(pool);
  } finally {
    await pool.close();
  }
}

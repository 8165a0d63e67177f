import {DataError} from '@cutover/core';

/** Runs work on a path of the user's disk; a full disk, a lack of rights and the like become one line (DataError). */
export async function onDisk<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw diskError(path, error) ?? error;
  }
}

/** The error in words, or undefined when the disk is not to blame. DuckDB gives no code, only the system's text. */
export function diskError(path: string, error: unknown): DataError | undefined {
  if (!(error instanceof Error) || error instanceof DataError) return undefined;
  const code = (error as NodeJS.ErrnoException).code ?? codeIn(error.message);
  const reason = code === undefined ? undefined : reasons[code];
  return reason === undefined ? undefined : new DataError(reason(path), {cause: error});
}

const reasons: Readonly<Record<string, (path: string) => string>> = {
  ENOSPC: (path) => `the disk is full at "${path}"; free some space, or write to another disk`,
  EDQUOT: (path) => `your disk quota is used up at "${path}"; free some space, or write to another disk`,
  EACCES: (path) => `you may not read or write "${path}"; change its permissions, or choose another folder`,
  EPERM: (path) => `you may not read or write "${path}"; change its permissions, or choose another folder`,
  EROFS: (path) => `"${path}" is on a disk that is read-only; choose another folder`,
  ENOENT: (path) => `there is no "${path}"; check the path`,
  ENOTDIR: (path) => `a part of the path "${path}" is a file, not a folder; choose another folder`,
  EEXIST: (path) => `a part of the path "${path}" is a file, not a folder; choose another folder`,
  EISDIR: (path) => `"${path}" is a folder, not a file; check the path`,
  ENAMETOOLONG: (path) => `the path "${path}" is too long; choose a shorter one`,
  EIO: (path) => `the disk gave an error at "${path}"; check the disk`,
};

function codeIn(message: string): string | undefined {
  if (/no space left on device/i.test(message)) return 'ENOSPC';
  if (/quota exceeded/i.test(message)) return 'EDQUOT';
  if (/permission denied/i.test(message)) return 'EACCES';
  if (/read-only file system/i.test(message)) return 'EROFS';
  if (/no files found|no such file/i.test(message)) return 'ENOENT';
  return undefined;
}

import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {DataError} from '@cutover/core';

/** Where the checkout keeps the reference twin. @throws DataError if it is not built yet */
export function referenceTwin(): string {
  const directory = fileURLToPath(new URL('../../../../data/us', import.meta.url));
  if (existsSync(directory)) return directory;
  throw new DataError(`the reference twin "${directory}" is not built; run \`pnpm data\`, or name a twin with --from`);
}

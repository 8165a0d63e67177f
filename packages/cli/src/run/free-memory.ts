import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/**
 * Gives back ledgers that nobody refers to any more. Shared memory does not weigh on V8's collector, so on its own it
 * lets ledgers of 0.7 GB pile up: five national scenarios took 3.7 GB, with this 2.9 GB.
 */
export function freeMemory(): void {
  collect();
}

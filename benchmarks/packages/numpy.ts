import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {type PackageInstance, RANGE_COLUMNS} from './instance.ts';
import {createTotals, type Totals} from './totals.ts';

/** NumPy in a process of its own that has loaded the instance. */
export interface NumPy {
  readonly version: string;
  count(this: void): Promise<() => Totals>;
  close(): void;
}

const TOTALS = ['byClass', 'transitDays', 'latePackages', 'byOrigin', 'byTransit', 'byLateness'] as const;

/** Starts numpy.py, or tells why it cannot. */
export async function openNumPy(instance: PackageInstance): Promise<NumPy | {readonly missing: string}> {
  const found = spawnSync('python3', ['-c', 'import numpy; print(numpy.__version__)'], {encoding: 'utf8'});
  if (found.status !== 0) return {missing: 'NumPy was left out: python3 has none here'};
  const folder = mkdtempSync(join(tmpdir(), 'cutover-numpy-'));
  const {ranges, classes, origins, delays, transits, cellCount, classCount, originCount} = instance;
  for (const name of RANGE_COLUMNS) writeFileSync(join(folder, name), ranges[name]);
  for (const [name, table] of Object.entries({classes, origins, delays, transits})) {
    writeFileSync(join(folder, name), table);
  }
  const sizes = [cellCount, classCount, originCount].map(String);
  const child = spawn('python3', [join(import.meta.dirname, 'numpy_packages.py'), folder, ...sizes], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  await lines.next(); // it says that all is loaded
  return {
    version: found.stdout.trim(),
    count: async () => {
      child.stdin.write('count\n');
      const line = (await lines.next()) as IteratorResult<string, undefined>;
      if (line.done === true) throw new Error('numpy_packages.py ended; it says why above');
      return () => readTotals(instance, folder, line.value);
    },
    close: () => close(child, folder),
  };
}

function readTotals(instance: PackageInstance, folder: string, line: string): Totals {
  const totals = createTotals(instance);
  [totals.xor, totals.sum] = line.split(' ').map(Number);
  for (const name of TOTALS) {
    const bytes = readFileSync(join(folder, `total-${name}`));
    totals[name].set(new Float64Array(bytes.buffer, bytes.byteOffset, totals[name].length));
  }
  return totals;
}

function close(child: ChildProcess, folder: string): void {
  child.stdin?.end();
  rmSync(folder, {recursive: true});
}

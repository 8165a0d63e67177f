import type {Frame, RunZipFacts} from '../state/api.ts';
import type {ZipLayer} from './measures.ts';

/** Arrays of a run in the order of the geometry's ZIPs: a run may have been made before a ZIP was added. */
export function inOrder({facts, arrays}: Frame<Pick<RunZipFacts, 'zips'>>, zips: readonly string[]): ZipLayer {
  if (facts.zips.length === zips.length && facts.zips.every((zip, row) => zip === zips[row])) return arrays;
  const rowOf = new Map(facts.zips.map((zip, row) => [zip, row]));
  const rows = zips.map((zip) => rowOf.get(zip) ?? -1);
  const entries = Object.entries(arrays).map(([name, values]) => {
    const none = values instanceof Float32Array ? Number.NaN : values instanceof Int32Array ? -1 : 0;
    const type = values.constructor as new (length: number) => typeof values;
    const moved = new type(zips.length);
    rows.forEach((row, zip) => {
      moved[zip] = row < 0 ? none : values[row];
    });
    return [name, moved] as const;
  });
  return Object.fromEntries(entries);
}

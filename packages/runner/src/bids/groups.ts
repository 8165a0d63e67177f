import type {OpenPlan} from './scene.ts';

export const bidLevels = ['unit', 'market', 'state', 'scf', 'nation'] as const;
export type BidLevel = (typeof bidLevels)[number];

/** Groups of a level: no ZIP is in two of them. */
export interface BidGroups {
  readonly names: readonly string[];
  readonly groupOf: Int32Array; // [zip]
  readonly zips: readonly Int32Array[]; // [group], ascending
}

/** The level whose groups hold those of a level whole; null above all. */
export const levelAbove: Readonly<Record<BidLevel, Exclude<BidLevel, 'unit'> | null>> = {
  unit: 'scf',
  market: 'state',
  state: 'nation',
  scf: 'nation',
  nation: null,
};

export function bidGroups({scene: {twin, world}, entries}: OpenPlan, level: Exclude<BidLevel, 'unit'>): BidGroups {
  const {scf} = entries[entries.length - 1].contract;
  const nameOf: Record<typeof level, (zip: number) => string> = {
    market: (zip) => world.markets[world.marketOf[zip]],
    state: (zip) => twin.zips[zip].state,
    scf: (zip) => (scf[zip] < 0 ? 'no SCF' : twin.facilities[scf[zip]].facilityId),
    nation: () => 'nation',
  };
  const nameAt = twin.zips.map((_, zip) => nameOf[level](zip));
  const names = [...new Set(nameAt)].sort();
  const row = new Map(names.map((name, i) => [name, i]));
  const groupOf = Int32Array.from(nameAt, (name) => row.get(name)!);
  const lists: number[][] = names.map(() => []);
  groupOf.forEach((group, zip) => lists[group].push(zip));
  return {names, groupOf, zips: lists.map((list) => Int32Array.from(list))};
}

import {type CostTable, costMilsTo} from './cost-table.ts';
import type {OriginMix} from './mean-way.ts';
import {UNREACHED} from './search.ts';

/**
 * How ZIPs could be served, a candidate for each deliverer and last building: those of a ZIP are
 * `firstCandidate[zip] … firstCandidate[zip + 1] - 1`.
 */
export interface ZipCandidates {
  readonly firstCandidate: Uint32Array; // [zipCount + 1]
  readonly building: Int32Array; // [candidates], node of the last building
  readonly doorMils: Int32Array; // [candidates], from that building to the door
}

/** The cheapest candidates of each ZIP, cheapest first. */
export interface BestOptions {
  readonly k: number;
  readonly candidate: Int32Array; // [zip * k + rank], NO_CANDIDATE where a ZIP has fewer
  readonly meanMils: Float64Array; // [zip * k + rank], from the FC to the door; NaN there
}

export const NO_CANDIDATE = -1;

/**
 * Finds the k cheapest options of each ZIP for the packages of its market, which come from its origins in their
 * quotas. A candidate that some of these origins do not reach is none; of equally dear ones the first comes first.
 *
 * @param market - `[zip]`, row of the mix
 * @throws RangeError if k is not a whole number from 1 on
 */
export function kBestOptions(
  table: CostTable,
  mix: Pick<OriginMix, 'quota'>,
  market: ArrayLike<number>,
  candidates: ZipCandidates,
  k: number,
): BestOptions {
  if (!(Number.isInteger(k) && k >= 1)) throw new RangeError(`k is ${k}; it counts options, from 1 on`);
  const zipCount = candidates.firstCandidate.length - 1;
  const best: BestOptions = {
    k,
    candidate: new Int32Array(zipCount * k),
    meanMils: new Float64Array(zipCount * k),
  };
  for (let zip = 0; zip < zipCount; zip++) rankZip(best, table, mix, market[zip], candidates, zip);
  return best;
}

/**
 * Ranks anew what a change of ways may have moved: the ZIPs with a candidate at a building whose ways changed.
 *
 * @param best - of the same mix, market and candidates, before the change; overwritten
 * @param table - after the change
 * @param buildings - nodes whose ways changed, as `targets` of Rerouted
 * @returns ZIPs of which an option changed, or what one costs; ascending
 */
export function rerankOptions(
  best: BestOptions,
  table: CostTable,
  mix: Pick<OriginMix, 'quota'>,
  market: ArrayLike<number>,
  candidates: ZipCandidates,
  buildings: ArrayLike<number>,
): Int32Array {
  const {k, candidate, meanMils} = best;
  const {firstCandidate, building} = candidates;
  const isMoved = new Uint8Array(table.sweep.nodePart.length);
  for (let i = 0; i < buildings.length; i++) isMoved[buildings[i]] = 1;
  const changed: number[] = [];
  for (let zip = 0; zip < firstCandidate.length - 1; zip++) {
    const ofZip = building.subarray(firstCandidate[zip], firstCandidate[zip + 1]);
    if (!ofZip.some((node) => isMoved[node] === 1)) continue;
    const [from, to] = [zip * k, (zip + 1) * k];
    const before = {candidate: candidate.slice(from, to), meanMils: meanMils.slice(from, to)};
    rankZip(best, table, mix, market[zip], candidates, zip);
    const isSame = (mils: number, rank: number): boolean =>
      Object.is(mils, meanMils[from + rank]) && before.candidate[rank] === candidate[from + rank];
    if (!before.meanMils.every(isSame)) changed.push(zip);
  }
  return Int32Array.from(changed);
}

function rankZip(
  best: BestOptions,
  table: CostTable,
  mix: Pick<OriginMix, 'quota'>,
  market: number,
  {firstCandidate, building, doorMils}: ZipCandidates,
  zip: number,
): void {
  best.candidate.fill(NO_CANDIDATE, zip * best.k, (zip + 1) * best.k);
  best.meanMils.fill(Number.NaN, zip * best.k, (zip + 1) * best.k);
  for (let each = firstCandidate[zip]; each < firstCandidate[zip + 1]; each++) {
    const wayMils = meanWayMils(table, mix, market, building[each]);
    if (wayMils !== undefined) insert(best, zip, each, wayMils + doorMils[each]);
  }
}

function meanWayMils(
  table: CostTable,
  {quota}: Pick<OriginMix, 'quota'>,
  market: number,
  building: number,
): number | undefined {
  const originCount = table.origins.length;
  let weight = 0;
  let sum = 0;
  for (let origin = 0; origin < originCount; origin++) {
    const share = quota[market * originCount + origin];
    if (share === 0) continue;
    const mils = costMilsTo(table, origin, building);
    if (mils === UNREACHED) return undefined;
    weight += share;
    sum += share * mils;
  }
  return weight === 0 ? undefined : sum / weight;
}

function insert({k, candidate, meanMils}: BestOptions, zip: number, added: number, mils: number): void {
  let rank = k;
  while (rank > 0 && !(meanMils[zip * k + rank - 1] <= mils)) rank--;
  if (rank === k) return;
  const at = zip * k + rank;
  candidate.copyWithin(at + 1, at, zip * k + k - 1);
  meanMils.copyWithin(at + 1, at, zip * k + k - 1);
  candidate[at] = added;
  meanMils[at] = mils;
}

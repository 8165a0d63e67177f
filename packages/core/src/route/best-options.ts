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
    candidate: new Int32Array(zipCount * k).fill(NO_CANDIDATE),
    meanMils: new Float64Array(zipCount * k).fill(Number.NaN),
  };
  for (let zip = 0; zip < zipCount; zip++) {
    for (let each = candidates.firstCandidate[zip]; each < candidates.firstCandidate[zip + 1]; each++) {
      const wayMils = meanWayMils(table, mix, market[zip], candidates.building[each]);
      if (wayMils !== undefined) insert(best, zip, each, wayMils + candidates.doorMils[each]);
    }
  }
  return best;
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

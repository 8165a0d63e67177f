import {GROUP_COUNT, type LastMileRates, type Outcome} from '@cutover/core';
import type {Counts} from './counts.ts';
import {groupShares} from './groups.ts';
import {dayUsd, type Stems} from './mean-day.ts';

const USPS_ONLY = 2; // index in `classGroups`

/** A ZIP's packages but for those only USPS can carry, and what the ways to their last buildings cost. */
export interface ZipWays {
  readonly meanDay: Float64Array; // [zip], packages
  readonly linehaulUsd: Float64Array; // [zip], a package: to the station less to the hand-off, in the last epoch
  readonly sortUsd: Float64Array; // [zip], the same
}

export function zipWays({twin, planned, ledger}: Outcome, counts: Counts): ZipWays {
  const shares = groupShares(twin);
  const lastEpoch = (counts.epochCount - 1) * counts.zipCount;
  const ownMore = (usd: ArrayLike<number>) =>
    Float64Array.from(twin.zips, (_, zip) => usd[2 * (lastEpoch + zip)] - usd[2 * (lastEpoch + zip) + 1]);
  return {
    meanDay: counts.zip.demanded.map(
      (packages, zip) => (packages * (1 - shares[zip * GROUP_COUNT + USPS_ONLY])) / ledger.dayCount,
    ),
    linehaulUsd: ownMore(planned.linehaulUsd),
    sortUsd: ownMore(planned.sortUsd),
  };
}

/**
 * The USPS price at which a ZIP costs the same either way, all its packages together but for those only USPS can
 * carry: own last mile at the ZIP's full density on a mean day, linehaul and sort to the station, minus linehaul and
 * sort to the hand-off. Under it USPS is cheaper. Paths are those of the last epoch; fixed cost is left out, as it
 * does not leave with one ZIP.
 *
 * @returns [zip], USD per package; NaN where there is no own way, or no package
 */
export function breakEvenUspsUsd(outcome: Outcome, counts: Counts, stems: Stems, rates: LastMileRates): Float64Array {
  const {meanDay, linehaulUsd, sortUsd} = zipWays(outcome, counts);
  const lastMileUsd = dayUsd(outcome.twin, stems, rates, meanDay);
  return lastMileUsd.map((usd, zip) =>
    meanDay[zip] === 0 ? NaN : usd / meanDay[zip] + linehaulUsd[zip] + sortUsd[zip],
  );
}

import {GROUP_COUNT, type LastMileRates, type Outcome} from '@cutover/core';
import type {Counts} from './counts.ts';
import {groupShares} from './groups.ts';
import {dayUsd, type Stems} from './mean-day.ts';

const USPS_ONLY = 2; // index in `classGroups`

/**
 * The USPS price at which a ZIP costs the same either way, all its packages together but for those only USPS can
 * carry: own last mile at the ZIP's full density on a mean day, linehaul and sort to the station, minus linehaul and
 * sort to the hand-off. Under it USPS is cheaper. Paths are those of the last epoch; fixed cost is left out, as it
 * does not leave with one ZIP.
 *
 * @returns [zip], USD per package; NaN where there is no own way, or no package
 */
export function breakEvenUspsUsd(outcome: Outcome, counts: Counts, stems: Stems, rates: LastMileRates): Float64Array {
  const {twin, planned, ledger} = outcome;
  const shares = groupShares(twin);
  const meanDay = counts.zip.demanded.map(
    (packages, zip) => (packages * (1 - shares[zip * GROUP_COUNT + USPS_ONLY])) / ledger.dayCount,
  );
  const lastMileUsd = dayUsd(twin, stems, rates, meanDay);
  const lastEpoch = (counts.epochCount - 1) * counts.zipCount;
  return lastMileUsd.map((usd, zip) => {
    const own = 2 * (lastEpoch + zip);
    const ownPathUsd = planned.linehaulUsd[own] + planned.sortUsd[own];
    const uspsPathUsd = planned.linehaulUsd[own + 1] + planned.sortUsd[own + 1];
    return meanDay[zip] === 0 ? NaN : usd / meanDay[zip] + ownPathUsd - uspsPathUsd;
  });
}

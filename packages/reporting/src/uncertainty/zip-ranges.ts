import {lastMileUsd, lastMileWork, type Outcome, segments} from '@cutover/core';
import {zipWays} from '../money/break-even.ts';
import type {Priced} from '../money/price.ts';
import {double, sortedRows, type TableSource, tableOf, text} from '../tables/source.ts';
import {drawnFactors} from './reprice.ts';
import {percentiles} from './statistics.ts';
import {type JointDraws, sharesOf} from './uncertainty.ts';

/** What own vans save in a ZIP under joint draws, USD a package. NaN where there is no own way or no postage. */
export interface ZipRanges {
  readonly p10: Float64Array; // [zip]
  readonly p50: Float64Array; // [zip]
  readonly p90: Float64Array; // [zip]
  readonly ownCheaperShare: Float64Array; // [zip], of draws in which own vans cost less
}

/**
 * The saving of own vans that the map shows (mean postage paid in the ZIP less its break-even price) under the joint
 * draws of a run. Own last mile is worked out for the ZIP in each draw, at its density; linehaul, sort and postage
 * follow the nation's. Who carries what stays as it was run: what another volume or capacity changes about the plan is
 * in the ranges of the totals alone.
 */
export function zipRanges(outcome: Outcome, priced: Priced, joint: JointDraws): ZipRanges {
  const {zips} = outcome.twin;
  const {meanDay, linehaulUsd, sortUsd} = zipWays(outcome, priced.counts);
  const factorsOf = drawnFactors(outcome, priced, joint.derived);
  const shareOf = sharesOf(joint);
  const drawn = Array.from(joint.draws[0] ?? [], (_, draw) => factorsOf(shareOf(draw)));
  const {usps} = priced.counts.zip;
  const none = (): Float64Array => new Float64Array(zips.length).fill(NaN);
  const ranges = {p10: none(), p50: none(), p90: none(), ownCheaperShare: none()};
  const savings = new Float64Array(drawn.length);
  const work = new Float64Array(3);
  zips.forEach(({segment, landAreaSqMi}, zip) => {
    if (Number.isNaN(priced.breakEvenUspsUsd[zip]) || usps[zip] === 0 || drawn.length === 0) return;
    const [postageUsd, miles] = [priced.zip.postage[zip] / usps[zip], priced.stems.miles[zip]];
    const place = segments.indexOf(segment);
    drawn.forEach(({rates, volume, linehaul, sort, postage}, draw) => {
      const packages = volume * meanDay[zip];
      lastMileWork(rates, place, packages, landAreaSqMi, miles, work);
      const roadUsd = lastMileUsd(rates, work[0], work[1], work[2]) / packages;
      savings[draw] = postage * postageUsd - (roadUsd + linehaul * linehaulUsd[zip] + sort * sortUsd[zip]);
    });
    const {p10, p50, p90} = percentiles(savings);
    [ranges.p10[zip], ranges.p50[zip], ranges.p90[zip]] = [p10, p50, p90];
    ranges.ownCheaperShare[zip] = savings.reduce((count, usd) => (usd > 0 ? count + 1 : count), 0) / savings.length;
  });
  return ranges;
}

/** `zip_range.parquet`: one row a ZIP, ordered by code. */
export function zipRangeTable({twin}: Outcome, {p10, p50, p90, ownCheaperShare}: ZipRanges): TableSource {
  const codes = twin.zips.map(({zip}) => zip);
  return tableOf('zip_range', sortedRows(codes), [
    text('zip', codes, (row) => row),
    double('saving_p10_usd', (row) => p10[row]),
    double('saving_p50_usd', (row) => p50[row]),
    double('saving_p90_usd', (row) => p90[row]),
    double('own_cheaper_share', (row) => ownCheaperShare[row]),
  ]);
}

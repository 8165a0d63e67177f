import {
  averageUsd,
  cheapestSupply,
  costHump,
  GROUP_COUNT,
  type Hump,
  lastMileWork,
  marginalUsd,
  meanCubeFt3,
  NO_BUILDING,
  type Outcome,
  type Segment,
  segments,
  type Supply,
  supplyParameters,
  supplyRates,
  type ZipRoads,
} from '@cutover/core';
import {sum} from '../money/counts.ts';
import {groupShares} from '../money/groups.ts';
import {ratesOf} from '../money/mean-day.ts';
import type {Priced} from '../money/price.ts';

/** Parts of a ZIP's volume at which its cost is shown. */
export const DENSITY_SHARES = [0.01, 0.05, 0.1, 0.25, 0.5, 1] as const;

const USPS_ONLY = 2; // index in `classGroups`
const MIDDLE = [0.4, 0.6] as const; // of a segment's ZIPs by density

/** What density does in one ZIP that stands for its segment: own last mile on a mean day. */
export interface DensityRow {
  readonly segment: Segment;
  readonly zip: string;
  readonly state: string;
  readonly packagesPerDay: number; // that own vans could carry
  readonly areaSqMi: number;
  readonly stemMiles: number;
  readonly stopsPerRoute: number; // at the full volume, as the next two
  readonly milesPerRoute: number;
  readonly roadUsd: number; // per package
  readonly uspsUsd: number; // postage per package, mean of the segment
  readonly roadBudgetUsd: number; // what the road may cost to match USPS; NaN without a way for either
  readonly hump: Hump | null; // null where the budget is unknown
  readonly points: readonly DensityPoint[]; // in the order of DENSITY_SHARES
}

export interface DensityPoint {
  readonly share: number;
  readonly averageUsd: number;
  readonly marginalUsd: number;
  readonly cheapest: Supply | null; // null where the twin does not say what gig drivers and partners cost
}

/** What of a scenario the rows are made from. */
export interface DensityOutcome extends Pick<Outcome, 'twin'> {
  readonly ledger: Pick<Outcome['ledger'], 'dayCount'>;
  readonly planned: Pick<Outcome['planned'], 'linehaulUsd' | 'sortUsd'>;
}

export interface DensityPriced extends Pick<Priced, 'parameters' | 'stems'> {
  readonly counts: Pick<Priced['counts'], 'epochCount' | 'zipCount'> & {
    readonly zip: Pick<Priced['counts']['zip'], 'demanded' | 'usps'>;
  };
  readonly zip: Pick<Priced['zip'], 'postage'>;
}

/** One row for each segment that has a ZIP with an own way and packages, in the order of `segments`. */
export function densityRows(outcome: DensityOutcome, priced: DensityPriced): DensityRow[] {
  const {twin, ledger} = outcome;
  const shares = groupShares(twin);
  const meanDay = priced.counts.zip.demanded.map(
    (packages, zip) => (packages * (1 - shares[zip * GROUP_COUNT + USPS_ONLY])) / ledger.dayCount,
  );
  return segments.flatMap((segment) => {
    const zip = typicalZip(outcome, priced, segment, meanDay);
    return zip === undefined ? [] : [densityRow(outcome, priced, zip, meanDay[zip])];
  });
}

/** Of the middle fifth of a segment's ZIPs by packages a square mile, the one with the median way to its station. */
function typicalZip(
  {twin: {zips}}: DensityOutcome,
  {stems}: DensityPriced,
  segment: Segment,
  meanDay: Float64Array,
): number | undefined {
  const rows = zips.flatMap((zip, row) =>
    zip.segment === segment && stems.station[row] !== NO_BUILDING && meanDay[row] > 0 ? [row] : [],
  );
  const density = (row: number) => meanDay[row] / zips[row].landAreaSqMi;
  rows.sort((a, b) => density(a) - density(b) || a - b);
  const middle = rows.slice(Math.floor(MIDDLE[0] * rows.length), Math.ceil(MIDDLE[1] * rows.length));
  middle.sort((a, b) => stems.miles[a] - stems.miles[b] || a - b);
  return middle.at(Math.floor(middle.length / 2));
}

function densityRow(outcome: DensityOutcome, priced: DensityPriced, zip: number, packagesPerDay: number): DensityRow {
  const {twin} = outcome;
  const rates = ratesOf(twin, priced.parameters);
  const {segment, landAreaSqMi, state, zip: code} = twin.zips[zip];
  const stemMiles = priced.stems.miles[zip];
  const roads: ZipRoads = {segment: segments.indexOf(segment), areaSqMi: landAreaSqMi, stemMiles};
  const work = new Float64Array(3);
  lastMileWork(rates, roads.segment, packagesPerDay, landAreaSqMi, stemMiles, work);
  const uspsUsd = segmentPostageUsd(outcome, priced, segment);
  const roadBudgetUsd = uspsUsd + pathDifferenceUsd(outcome, priced, zip);
  const knowsSupplies = supplyParameters.every((name) => priced.parameters.values.has(name));
  const supplies = knowsSupplies ? supplyRates(priced.parameters, meanCubeFt3(twin)) : null;
  return {
    ...{segment, state, zip: code, packagesPerDay, areaSqMi: landAreaSqMi, stemMiles, uspsUsd, roadBudgetUsd},
    stopsPerRoute: packagesPerDay / rates.packagesPerStop[roads.segment] / work[2],
    milesPerRoute: work[1] / work[2],
    roadUsd: averageUsd(rates, roads, packagesPerDay),
    hump: Number.isNaN(roadBudgetUsd) ? null : costHump(rates, roads, packagesPerDay, roadBudgetUsd),
    points: DENSITY_SHARES.map((share) => {
      const packages = share * packagesPerDay;
      return {
        share,
        averageUsd: averageUsd(rates, roads, packages),
        marginalUsd: marginalUsd(rates, roads, packages),
        cheapest: supplies === null ? null : cheapestSupply(supplies, roads, packages).supply,
      };
    }),
  };
}

/** Postage of a package of the segment at USPS; NaN where USPS carried none. */
function segmentPostageUsd({twin}: DensityOutcome, {zip, counts}: DensityPriced, segment: Segment): number {
  const inSegment = (values: Float64Array) =>
    values.map((value, row) => (twin.zips[row].segment === segment ? value : 0));
  return sum(inSegment(zip.postage)) / sum(inSegment(counts.zip.usps));
}

/** Linehaul and sort to the hand-off less those to the station, a package, in the last epoch. */
function pathDifferenceUsd(
  {planned: {linehaulUsd, sortUsd}}: DensityOutcome,
  {counts}: DensityPriced,
  zip: number,
): number {
  const own = 2 * ((counts.epochCount - 1) * counts.zipCount + zip);
  return linehaulUsd[own + 1] + sortUsd[own + 1] - linehaulUsd[own] - sortUsd[own];
}

import {laneTables, type LaneTables, type Outcome, type ParameterSet, resolveParameters} from '@cutover/core';
import {type LaneKinds, laneKinds} from '../range/lane-kinds.ts';
import {priceRange, type RangeUsd} from '../range/range.ts';
import {breakEvenUspsUsd} from './break-even.ts';
import {countOutcome, type Counts, sum} from './counts.ts';
import {fixedUsdByBuilding} from './fixed.ts';
import {lastMileUsdByZip, routeRoundingUsd} from './last-mile.ts';
import {laneUsd, pathUsd, sortUsdByBuilding} from './linehaul.ts';
import {ratesOf, stems, type Stems} from './mean-day.ts';
import {type OtherCarrierCost, otherCarrierCost} from './other-carrier.ts';
import {type CostUsd, inCents, type PartsUsd} from './parts.ts';
import {type Postage, postageOf} from './postage.ts';
import {shortfallUsd} from './shortfall.ts';

/** What a ZIP's packages cost. Linehaul and sort are at plan fill: see `nationalUsd` for the rest. */
export interface ZipUsd {
  readonly linehaul: Float64Array; // [zip][own, usps]
  readonly sort: Float64Array; // [zip][own, usps]
  readonly lastMile: Float64Array; // [zip], on the road
  readonly postage: Float64Array; // [zip]
  readonly otherCarrier: Float64Array; // [zip]
}

/** Packages that a rate card prices, full volume, fractions: counts for other prices to multiply. */
export interface RatedPackages {
  readonly usps: Postage['packages']; // [epoch][postal price][class]
  readonly zip3: OtherCarrierCost['zip3'];
  readonly other: OtherCarrierCost['packages']; // [epoch][zip3][class]
}

/** One scenario in money: the simulated days at full volume. */
export interface Priced {
  readonly name: string;
  readonly parameters: ParameterSet;
  readonly counts: Counts;
  readonly costUsd: CostUsd; // whole cents; the parts add up to the total
  /** What belongs to no ZIP: unfilled trailers (linehaul), rounding of routes (lastMile), all that is fixed. */
  readonly nationalUsd: PartsUsd;
  readonly zip: ZipUsd;
  readonly lanes: LaneTables;
  readonly laneUsd: Float64Array; // [lane row], booked trips
  readonly rated: RatedPackages;
  readonly buildingPostageUsd: Float64Array; // [building]
  readonly buildingFixedUsd: Float64Array; // [building]
  readonly breakEvenUspsUsd: Float64Array; // [zip], NaN where there is no own way
  readonly stems: Stems;
  readonly laneKinds: LaneKinds;
  readonly range: RangeUsd;
}

/**
 * Prices what a simulation counted: counts x rates, once, ZIP by ZIP and lane by lane in row order, so the same ledger
 * gives the same cent on any machine.
 *
 * @param p - every parameter at its base unless given
 */
export function priceOutcome(outcome: Outcome, p: ParameterSet = resolveParameters(outcome.twin.parameters)): Priced {
  const {twin, ledger} = outcome;
  const counts = countOutcome(outcome);
  const rates = ratesOf(twin, p);
  const roads = stems(outcome, p);
  const lanes = laneTables(twin, p);
  const postage = postageOf(outcome, counts, p);
  const others = otherCarrierCost(outcome, counts, p);
  const paths = pathUsd(outcome, counts);
  const kinds = laneKinds(outcome, lanes);
  const lanesUsd = laneUsd(ledger.laneTrips, lanes.tripUsd);
  const buildingFixedUsd = fixedUsdByBuilding(outcome);
  const zip: ZipUsd = {
    ...paths,
    lastMile: lastMileUsdByZip(ledger, rates),
    postage: postage.zipUsd,
    otherCarrier: others.zipUsd,
  };
  const parts: PartsUsd = {
    linehaul: sum(lanesUsd),
    sort: sum(sortUsdByBuilding(outcome)),
    lastMile: sum(zip.lastMile) + routeRoundingUsd(ledger, rates),
    postage: sum(zip.postage),
    otherCarrier: sum(zip.otherCarrier),
    fixed: sum(buildingFixedUsd),
    contractShortfall: shortfallUsd(outcome, counts, postage, p),
  };
  return {
    name: outcome.name,
    parameters: p,
    counts,
    costUsd: inCents(parts),
    nationalUsd: {
      linehaul: parts.linehaul - sum(zip.linehaul),
      sort: parts.sort - sum(zip.sort),
      lastMile: parts.lastMile - sum(zip.lastMile),
      postage: 0,
      otherCarrier: 0,
      fixed: parts.fixed,
      contractShortfall: parts.contractShortfall,
    },
    zip,
    lanes,
    laneUsd: lanesUsd,
    rated: {usps: postage.packages, zip3: others.zip3, other: others.packages},
    buildingPostageUsd: postage.buildingUsd,
    buildingFixedUsd,
    breakEvenUspsUsd: breakEvenUspsUsd(outcome, counts, roads, rates),
    stems: roads,
    laneKinds: kinds,
    range: priceRange({
      ...{outcome, counts, p, parts, rates, postage},
      ...{stems: roads, lastMileUsd: zip.lastMile, kinds},
    }),
  };
}

import {
  applyScenario,
  type Change,
  DataError,
  type MeanWays,
  meanWays,
  milesBetween,
  NO_BUILDING,
  openingChanges,
  roadMiles,
  type SiteCandidate,
  type StationNorm,
  stationNorm,
  type StationSize,
} from '@cutover/core';
import {type SitingResult, solveFacilityLocation} from '@cutover/planning';
import type {EpochNetwork} from '../epoch-network.ts';
import type {EpochPlan} from '../plan-epoch.ts';
import type {Pool} from '../pool.ts';
import {type NamedTwin, prepare, type Prepared, routeEpoch} from '../prepare.ts';
import {createWorld} from '../world.ts';
import {pickPlaces} from './pick-places.ts';
import {type CandidateList, checkCandidates, openingDay, type Place, placesOf} from './places.ts';
import {meanOfPeak, ownDayUsd, type ZipCosts, zipCosts} from './zip-costs.ts';

export interface SitingAsked {
  readonly open: number; // stations, at most
  readonly leadWeeks: number; // where a candidate says nothing else
  readonly candidates?: CandidateList; // absent: picked
  readonly seed: number;
}

/** A station that should open. Packages are those of a mean day, money is a year's, at full ramp. */
export interface Opening {
  readonly facilityId: string;
  readonly zip: string | null;
  readonly opensOn: string;
  readonly capacityPackagesPerDay: number;
  readonly packagesPerDay: number;
  readonly zips: number; // served, wholly or in part
  readonly savingUsd: number; // fixed cost paid
  readonly uspsAvoidedUsd: number; // postage and the ways into the mail, where no station of today is cheaper
  readonly fixedUsd: number;
  readonly relieves: readonly {readonly facilityId: string; readonly packagesPerDay: number}[]; // most first, 3 at most
  readonly fromUspsPackagesPerDay: number;
}

export interface Siting extends Pick<SitingResult, 'gap' | 'iterations' | 'stopped'> {
  readonly scenario: string;
  readonly candidates: number;
  readonly openings: readonly Opening[]; // most saving first
  readonly savingUsd: number; // a year, all together
  readonly savingBoundUsd: number; // no choice among the candidates saves more
  readonly changes: readonly Change[]; // that open them
}

const DAYS_A_YEAR = 365;
const RELIEVED_MAX = 3;

/**
 * Where the next stations pay. Every candidate is opened in a trial network, so that its ways come from the plan's own
 * route search; a ZIP is then served as planned, or all that may leave USPS and all that is own now goes from one
 * candidate within its service radius. The last epoch of the horizon is taken at the horizon's mean day; capacity must
 * hold its peak day. The scenario's target share is not kept: packages a station takes from USPS stay taken, but what
 * today's station could take as cheaply is no saving (see `zipCosts`).
 *
 * @throws TwinError, DataError if the candidates are wrong
 */
export async function siteStations(pool: Pool, named: NamedTwin, asked: SitingAsked): Promise<Siting> {
  if (asked.candidates === undefined) refuseLate(named, asked.leadWeeks);
  else checkCandidates(named.twin, asked.candidates, asked.leadWeeks);
  const [prepared] = await prepare(pool, [named], asked.seed);
  const plan = prepared.plans.at(-1)!;
  const {world, capacity} = prepared;
  const norm = stationNorm(
    world.stations.map((building) => world.twin.facilities[building]),
    capacity.full,
  );
  const costs = zipCosts(prepared, plan);
  const places = placesFor(prepared, plan, costs, norm, asked);
  const trial = await openAll(pool, prepared, plan, places, norm);
  const problem = problemOf(prepared, costs, places, trial);
  const result = solveFacilityLocation({...problem, openMax: asked.open});
  return sitingOf(prepared, plan, costs, places, norm, problem, result);
}

function refuseLate({twin}: NamedTwin, leadWeeks: number): void {
  const opensOn = openingDay(twin, leadWeeks);
  const {to} = twin.settings.horizon;
  if (opensOn <= to) return;
  const end = `a lead time of ${leadWeeks} weeks ends on ${opensOn}, after the horizon (${to})`;
  throw new DataError(`${end}; give a shorter one with --lead-weeks`);
}

function placesFor(
  prepared: Prepared,
  plan: EpochPlan,
  costs: ZipCosts,
  norm: StationNorm,
  {candidates, leadWeeks}: SitingAsked,
): Place[] {
  if (candidates === undefined) return pickPlaces(prepared, plan, costs, norm, leadWeeks);
  return placesOf(prepared.twin, candidates.rows as readonly SiteCandidate[], norm, leadWeeks); // checked before
}

/** The network of the plan's epoch with every candidate open, routed. */
async function openAll(
  pool: Pool,
  {name, twin}: Prepared,
  plan: EpochPlan,
  places: readonly Place[],
  norm: StationNorm,
) {
  const changes = places.flatMap((place) => openingChanges(twin, place, place.sizes[0], norm));
  const trial = applyScenario(twin, {name, about: '', changes});
  return routeEpoch(pool, createWorld(trial), plan.policy.epoch.fromDay);
}

/** Facilities are sizes of places, customers are ZIPs that one of them serves cheaper. */
interface SiteProblem {
  readonly capacity: number[]; // [facility], packages of a mean day
  readonly fixedCost: number[]; // [facility], USD a day
  readonly demand: number[]; // [customer], packages of a mean day
  readonly serveCost: Float64Array[]; // [facility][customer], USD a day
  readonly unservedCost: number[]; // [customer], USD a day without a new station
  readonly facilities: {readonly place: number; readonly size: StationSize}[];
  readonly zips: number[]; // [customer]
}

function problemOf(prepared: Prepared, costs: ZipCosts, places: readonly Place[], trial: EpochNetwork): SiteProblem {
  const zipCount = costs.usd.length;
  const byPlace = placeCosts(prepared, costs, places, trial);
  const zips = Array.from({length: zipCount}, (_, zip) => zip).filter((zip) =>
    byPlace.some((row) => row[zip] < Infinity),
  );
  const rows = byPlace.map((row) => Float64Array.from(zips, (zip) => row[zip]));
  const facilities = places.flatMap(({sizes}, place) => sizes.map((size) => ({place, size})));
  return {
    facilities,
    zips,
    capacity: facilities.map(({size}) => size.capacityPackagesPerDay * meanOfPeak(prepared.horizon)),
    fixedCost: facilities.map(({size}) => size.fixedUsdPerDay),
    demand: zips.map((zip) => costs.ownPackages[zip] + costs.uspsPackages[zip]),
    serveCost: facilities.map(({place}) => rows[place]),
    unservedCost: zips.map((zip) => costs.usd[zip]),
  };
}

/** Each ZIP's packages from each place, USD a day; Infinity beyond its radius, or where that is no cheaper. */
function placeCosts({world}: Prepared, costs: ZipCosts, places: readonly Place[], trial: EpochNetwork): Float64Array[] {
  const {zips, facilities, settings} = trial.world.twin;
  return places.map((place) => {
    const row = new Float64Array(zips.length).fill(Infinity);
    const building = facilities.findIndex(({facilityId}) => facilityId === place.facilityId);
    const ways = waysTo(trial, building);
    zips.forEach((zip, at) => {
      const packages = costs.ownPackages[at] + costs.uspsPackages[at];
      if (!(packages > 0) || Math.abs(zip.latitudeDeg - place.latitudeDeg) > LATITUDE_MAX) return;
      const miles = milesBetween(zip.latitudeDeg, zip.longitudeDeg, place.latitudeDeg, place.longitudeDeg);
      const market = world.marketOf[at];
      if (miles > settings.serviceRadiusMiles[zip.segment] || !(ways.onTimeShare[market] > 0)) return;
      const usd = ownDayUsd(world, costs.rates, at, packages, roadMiles(world.p, miles), ways.costUsd[market]);
      if (usd < costs.usd[at]) row[at] = usd;
    });
    return row;
  });
}

const LATITUDE_MAX = 3; // degrees, 200 miles: beyond any service radius

/** Mean ways from every market to a building. @returns `[market]` */
function waysTo({table, metric, mix, world}: EpochNetwork, building: number): MeanWays {
  const market = Int32Array.from(world.markets, (_, row) => row);
  return meanWays(
    table,
    metric,
    mix,
    market,
    market.map(() => table.targetSlot[building]),
  );
}

function sitingOf(
  {name, world, twin}: Prepared,
  plan: EpochPlan,
  costs: ZipCosts,
  places: readonly Place[],
  norm: StationNorm,
  problem: SiteProblem,
  result: SitingResult,
): Siting {
  const chosen = [...new Set(result.open.map((facility) => problem.facilities[facility].place))];
  const opened = chosen.map((place) => {
    const sizes = result.open.flatMap((facility) => {
      const each = problem.facilities[facility];
      return each.place === place ? [each.size] : [];
    });
    const size = sizes.reduce((sum, each) => ({
      capacityPackagesPerDay: sum.capacityPackagesPerDay + each.capacityPackagesPerDay,
      fixedUsdPerDay: sum.fixedUsdPerDay + each.fixedUsdPerDay,
    }));
    const opening = openingOf({world, plan, costs, problem, result}, place, places[place], size);
    return {opening, changes: openingChanges(twin, places[place], size, norm, places[place].opensOn)};
  });
  opened.sort((a, b) => b.opening.savingUsd - a.opening.savingUsd);
  const before = problem.unservedCost.reduce((sum, usd) => sum + usd, 0);
  return {
    scenario: name,
    candidates: places.length,
    openings: opened.map(({opening}) => opening),
    savingUsd: DAYS_A_YEAR * (before - result.value),
    savingBoundUsd: DAYS_A_YEAR * (before - result.bound),
    gap: result.gap,
    iterations: result.iterations,
    stopped: result.stopped,
    changes: opened.flatMap(({changes}) => changes),
  };
}

interface Solved {
  readonly world: Prepared['world'];
  readonly plan: EpochPlan;
  readonly costs: ZipCosts;
  readonly problem: SiteProblem;
  readonly result: SitingResult;
}

function openingOf(
  {world, plan, costs, problem, result}: Solved,
  index: number,
  place: Place,
  size: StationSize,
): Opening {
  const relieved = new Map<number, number>(); // packages by building
  const zips = new Set<number>();
  let [packages, fromUsps, saving, usps] = [0, 0, -size.fixedUsdPerDay, 0];
  for (const {facility, customer, share} of result.assignment) {
    if (problem.facilities[facility].place !== index) continue;
    const zip = problem.zips[customer];
    const station = plan.options.station[zip];
    zips.add(zip);
    packages += share * problem.demand[customer];
    fromUsps += share * costs.uspsPackages[zip];
    usps += share * costs.uspsUsd[zip];
    saving += share * (problem.unservedCost[customer] - problem.serveCost[facility][customer]);
    if (station === NO_BUILDING || costs.ownPackages[zip] === 0) continue;
    relieved.set(station, (relieved.get(station) ?? 0) + share * costs.ownPackages[zip]);
  }
  return {
    facilityId: place.facilityId,
    zip: place.zip ?? null,
    opensOn: place.opensOn,
    capacityPackagesPerDay: size.capacityPackagesPerDay,
    packagesPerDay: packages,
    zips: zips.size,
    savingUsd: DAYS_A_YEAR * saving,
    uspsAvoidedUsd: DAYS_A_YEAR * usps,
    fixedUsd: DAYS_A_YEAR * size.fixedUsdPerDay,
    relieves: [...relieved]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, RELIEVED_MAX)
      .map(([building, each]) => ({facilityId: world.twin.facilities[building].facilityId, packagesPerDay: each})),
    fromUspsPackagesPerDay: fromUsps,
  };
}

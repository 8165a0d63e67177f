import {classGroups, DELIVERER_COUNT, deliverers, type DelivererName, NO_BUILDING, wonUsd} from '@cutover/core';
import {LOAD_ONE} from '@cutover/planning';
import type {PlannedPolicy} from './execute.ts';
import {announcedUsd} from './closeness.ts';
import {buildProblem, type ZipWeek} from './problem.ts';
import type {WeekRule} from './week-rule.ts';
import type {WeekScene} from './week-scene.ts';
import {costRates, type CostRates, costWeek, stateWeights, totalUsd, type WeekCost} from './week-cost.ts';
import {zipShares} from './zip-shares.ts';

/** What limits are worth in a week, as a plan found it. */
export interface WeekPrices {
  readonly stationUsd: ReadonlyMap<string, number>; // USD a package of room, by facility_id
  readonly uspsUsd: number; // USD a package that USPS carries
  readonly otherUsd: number; // USD a package that other carriers get beyond today's
  readonly switchUsd: number; // USD a ZIP that changes
  readonly arrivalUsd: ReadonlyMap<string, number>; // USD a ZIP that comes to a station, by facility_id
}

/** What a way uses of what others want too, at its price. */
export interface PricesUsd {
  readonly room: number;
  readonly usps: number;
  readonly other: number; // carriers, beyond today's
  readonly announced: number; // of packages that go another way than the announced plan has it
}

/** One way a ZIP can go in a week, by cost of the week. */
export interface ZipOption {
  readonly station: string | null; // facility_id; null: no own vans
  readonly mainCarrier: Readonly<Record<(typeof classGroups)[number], DelivererName>>;
  readonly packages: Readonly<Record<DelivererName, number>>;
  readonly usd: Readonly<WeekCost>;
  readonly pricesUsd: PricesUsd;
  readonly totalUsd: number; // with prices
  readonly changeUsd: number; // once, to come to it from where the ZIP was the week before
  readonly changePriceUsd: number; // and what the limits on changes are worth that week
  readonly isOpen: boolean; // the station works, the scenario lets it be
  readonly isPlanned: boolean;
}

/**
 * Every way a ZIP can go in a week, as the plan weighed it; equal ones once, none that no way leads to.
 *
 * @param volume - times the packages of the ZIP in that week, > 0
 */
export function zipOptions(
  scene: WeekScene,
  plan: PlannedPolicy,
  prices: WeekPrices,
  {zip, week}: ZipWeek,
  rule: WeekRule = {},
): (volume: number) => ZipOption[] {
  const {states, weeks} = scene;
  const problem = buildProblem(scene, rule, {zip, week});
  const rates = costRates(scene);
  const first = states.firstState[zip];
  const count = states.firstState[zip + 1] - first;
  const [now, before] = [placeOf(scene, plan, zip, week), week === 0 ? undefined : placeOf(scene, plan, zip, week - 1)];
  const from = first + (before ?? problem.start[zip]);
  return (volume) => {
    const seen = new Set<string>();
    const options: ZipOption[] = [];
    for (let place = 0; place < count; place++) {
      const state = first + place;
      const way = wayOf(scene, state, zip);
      const key = `${states.slot[state]} ${way.share.join(' ')}`;
      if (seen.has(key) && place !== now) continue;
      seen.add(key);
      const {packages, usd} = priced(rates, state, zip, week, volume);
      const station = states.slot[state] < 0 ? null : stationId(scene, states.slot[state]);
      const room = station === null ? 0 : packages.owned * (prices.stationUsd.get(station) ?? 0);
      const costUsd = totalUsd(usd);
      if (Number.isNaN(costUsd)) continue; // no way leads there
      const beyondToday = (volume * problem.packages[week] * problem.other[state]) / LOAD_ONE;
      const announced = volume * announcedUsd(scene, problem, rule, {zip, week}, place);
      const pricesUsd = {room, usps: packages.usps * prices.uspsUsd, other: beyondToday * prices.otherUsd, announced};
      const coming = station === null ? 0 : (prices.arrivalUsd.get(station) ?? 0);
      options.push({
        ...{station, mainCarrier: way.mainCarrier, packages, usd, pricesUsd},
        totalUsd: costUsd + pricesUsd.room + pricesUsd.usps + pricesUsd.other + pricesUsd.announced,
        changeUsd: state === from ? 0 : problem.leaveUsd[from] + problem.enterUsd[state],
        changePriceUsd: state === from ? 0 : prices.switchUsd + coming,
        isOpen: Number.isFinite(problem.weekUsd[state * weeks.length + week]),
        isPlanned: place === now,
      });
    }
    return options;
  };
}

/** Where a ZIP's packages enter the mail as the plan priced them. */
export interface HandoffPrice {
  readonly facilityId: string;
  readonly wonUsdPerPackage: number | null; // won by a bid; null: the contract's or list price
}

/** @returns null where there is no way into the mail */
export function handoffPrice({segments, weeks, twin, horizon}: WeekScene, {zip, week}: ZipWeek): HandoffPrice | null {
  const {fromDay} = weeks[week];
  const {handoff} = segments.find(({epoch}) => fromDay < epoch.toDay)!;
  if (handoff[zip] === NO_BUILDING) return null;
  const {facilityId} = twin.facilities[handoff[zip]];
  return {facilityId, wonUsdPerPackage: wonUsd(twin, facilityId, horizon.firstDay + fromDay) ?? null};
}

/** The state that a plan's policy has a ZIP in, among those of the ZIP. */
function placeOf(scene: WeekScene, {changes}: PlannedPolicy, zip: number, week: number): number {
  const {states, weeks, world} = scene;
  const change = changes.findLast((each) => each.zip === zip && each.day <= weeks[week].fromDay)!;
  for (let state = states.firstState[zip]; state < states.firstState[zip + 1]; state++) {
    const slot = states.slot[state];
    if ((slot < 0 ? NO_BUILDING : world.service.building[slot]) !== change.station) continue;
    const {share} = wayOf(scene, state, zip);
    if (share.every((each, at) => each === change.share[at])) return state - states.firstState[zip];
  }
  return -1; // the policy was written by hand: no way that the plan weighed
}

function stationId({world}: WeekScene, slot: number): string {
  return world.twin.facilities[world.service.building[slot]].facilityId;
}

function wayOf(scene: WeekScene, state: number, zip: number) {
  const share = zipShares(scene, zip, state);
  const mainCarrier = {} as Record<(typeof classGroups)[number], DelivererName>;
  classGroups.forEach((name, group) => {
    const triple = share.subarray(group * DELIVERER_COUNT, (group + 1) * DELIVERER_COUNT);
    mainCarrier[name] = deliverers[triple.indexOf(Math.max(...triple))];
  });
  return {share, mainCarrier};
}

/** Packages and costs of a week, on its mean day. */
function priced(rates: CostRates, state: number, zip: number, week: number, volume: number) {
  const weight = stateWeights(rates.scene, zip, state);
  const national = volume * rates.weeks[week].packages;
  const packages = {} as Record<DelivererName, number>;
  deliverers.forEach((name, way) => {
    packages[name] = weight[way].reduce((sum, each) => sum + national * each, 0);
  });
  return {packages, usd: {...costWeek(rates, zip, rates.scene.states.slot[state], week, weight, volume)}};
}

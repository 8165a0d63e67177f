import {
  dayNumber,
  isoDate,
  type LastMileRates,
  lastMileRates,
  lastMileWork,
  type PriceRow,
  value,
  type WaveRow,
} from '@cutover/core';
import {LOAD_ONE} from '@cutover/planning';
import type {WeekPlan} from './plan-weeks.ts';
import {LEFT} from './states.ts';

const DAYS_PER_WEEK = 7;

/** One ZIP that changes in a week. */
interface Change {
  readonly zip: number;
  readonly week: number;
  readonly from: number; // state
  readonly to: number;
}

/** Changes of a plan as a checklist: ZIPs that come to one building in one week change together. */
export function waveRows(plan: WeekPlan): WaveRow[] {
  const {world} = plan.scene;
  const lastMile = lastMileRates(world.p, world.cubeFt3);
  const groups = new Map<string, Change[]>();
  for (const change of changesOf(plan)) {
    const key = [change.week, ...placeOf(plan, change)].join(' ');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return [...groups.values()]
    .map((group) => waveRow(plan, lastMile, group))
    .sort((a, b) => (a.week < b.week ? -1 : a.week > b.week ? 1 : a.facilityId < b.facilityId ? -1 : 1));
}

function* changesOf({problem, solution, scene}: WeekPlan): Generator<Change> {
  const {weekCount, zipCount, start} = problem;
  for (let week = 0; week < weekCount; week++) {
    for (let zip = 0; zip < zipCount; zip++) {
      const first = scene.states.firstState[zip];
      const from = first + (week === 0 ? start[zip] : solution.paths[zip * weekCount + week - 1]);
      const to = first + solution.paths[zip * weekCount + week];
      if (from !== to) yield {zip, week, from, to};
    }
  }
}

/** The building a change comes to, and who delivers then what changed. */
function placeOf({scene, problem}: WeekPlan, {zip, from, to}: Change): [string, WaveRow['toDeliverer']] {
  const {states, world, segments} = scene;
  const {facilities} = world.twin;
  const slot = states.slot[to];
  const gains = problem.load[to] > problem.load[from];
  const goesToOther = states.level[2 * to] === LEFT && states.level[2 * to + 1] === LEFT;
  if (slot >= 0 && (gains || states.slot[from] !== slot) && !goesToOther) {
    return [facilities[world.service.building[slot]].facilityId, 'owned'];
  }
  if (goesToOther) return [`market-${world.markets[world.marketOf[zip]]}`, 'other'];
  const {unit, scf} = segments[0].options.options;
  const building = unit[zip] >= 0 ? unit[zip] : scf[zip];
  return [building >= 0 ? facilities[building].facilityId : `market-${world.markets[world.marketOf[zip]]}`, 'usps'];
}

function waveRow(plan: WeekPlan, lastMile: LastMileRates, group: readonly Change[]): WaveRow {
  const {scene, problem} = plan;
  const {world, weeks, horizon} = scene;
  const [{week}] = group;
  const [facilityId, toDeliverer] = placeOf(plan, group[0]);
  const sum = (read: (change: Change) => number): number => group.reduce((total, each) => total + read(each), 0);
  const meanDay = problem.packages[week] / (weeks[week].toDay - weeks[week].fromDay);
  const gained = sum(({from, to}) => ((problem.load[to] - problem.load[from]) / LOAD_ONE) * meanDay);
  const routes = (zip: number, state: number): number => routesOf(plan, lastMile, zip, state, meanDay);
  const vans = sum(({zip, from, to}) => routes(zip, to) - routes(zip, from));
  const firstDay = horizon.firstDay + weeks[week].fromDay;
  const leadDays = DAYS_PER_WEEK * value(world.p, 'hire_train_weeks');
  const trailerFt3 = value(world.p, 'trailer_cube_ft3') * value(world.p, 'trailer_usable_share');
  return {
    week: isoDate(firstDay),
    facilityId,
    toDeliverer,
    zipCount: group.length,
    zips: group.map(({zip}) => world.twin.zips[zip].zip).join(' '),
    packagesPerDay: Math.round(gained),
    vans: rounded(vans, 1),
    drivers: Math.ceil(vans * value(world.p, 'drivers_per_route')),
    trailersPerDay: rounded((gained * world.cubeFt3) / trailerFt3, 2),
    changeUsd: Math.round(sum(({from, to}) => problem.leaveUsd[from] + problem.enterUsd[to])),
    rollbackUsd: Math.round(sum(({from, to}) => problem.leaveUsd[to] + problem.enterUsd[from])),
    ...(vans > 0 ? {hireBy: isoDate(firstDay - leadDays)} : {}),
    ...backUntil(plan, group),
    beforeGo: beforeGo(plan, facilityId, toDeliverer, week, vans),
  };
}

/** The first day of the last week in which the way of all these ZIPs before is still open, if there is one after. */
function backUntil({problem, scene}: WeekPlan, group: readonly Change[]): {backUntil?: string} {
  const {weekCount, weekUsd, isFrozen} = problem;
  let until = -1;
  for (let week = group[0].week + 1; week < weekCount; week++) {
    const isOpen = group.every(({from}) => weekUsd[from * weekCount + week] < Infinity);
    if (!isOpen) break;
    if (isFrozen[week] === 0) until = week;
  }
  return until < 0 ? {} : {backUntil: isoDate(scene.horizon.firstDay + scene.weeks[until].fromDay)};
}

function beforeGo(plan: WeekPlan, facilityId: string, to: WaveRow['toDeliverer'], week: number, vans: number): string {
  if (to === 'usps')
    return 'USPS has the volume forecast of these ZIPs; the routing guide is loaded; notice is given to crews';
  if (to === 'other') return 'the carrier has confirmed the volume of these ZIPs; the routing guide is loaded';
  const {world} = plan.scene;
  const s = world.stations.findIndex((building) => world.twin.facilities[building].facilityId === facilityId);
  const room = roomOf(plan, s, week);
  const crews = vans > 0 ? `${Math.ceil(vans)} more vans with trained drivers stand ready; ` : '';
  const load = `${Math.ceil(room.load)} of at most ${Math.floor(room.capacity)} packages on the tightest day`;
  return `${commissioned(plan, s, week)}${crews}the station sorts ${load}; the routing guide is loaded`;
}

/** Of a station that opens within the plan, while it is not at full capacity. */
function commissioned({scene: {world, capacity, weeks, horizon}}: WeekPlan, station: number, week: number): string {
  const {opensOn} = world.twin.facilities[world.stations[station]];
  if (opensOn === undefined || dayNumber(opensOn) < horizon.firstDay) return '';
  const share = capacity.planned[weeks[week].fromDay * world.stations.length + station] / capacity.full[station];
  if (!(share < 1)) return '';
  return `the station, open since ${opensOn}, is commissioned and at ${Math.floor(100 * share)}% of its capacity; `;
}

/** Capacity of a station on the tightest day of a week, and what is planned for it. */
export function roomOf(
  {problem, solution, scene}: WeekPlan,
  station: number,
  week: number,
): {capacity: number; load: number} {
  const {weekCount} = problem;
  const at = station * weekCount + week;
  const share = problem.capacity[at] / LOAD_ONE;
  const {fromDay, toDay} = scene.weeks[week];
  let capacity = Infinity;
  for (let day = fromDay; day < toDay; day++) {
    capacity = Math.min(capacity, scene.capacity.planned[day * problem.stationCount + station]);
  }
  const load = share === 0 ? 0 : (solution.load[at] / problem.capacity[at]) * capacity;
  return {capacity, load};
}

function routesOf(
  {scene, problem}: WeekPlan,
  lastMile: LastMileRates,
  zip: number,
  state: number,
  meanDay: number,
): number {
  const {world, states} = scene;
  const slot = states.slot[state];
  if (slot < 0) return 0;
  const work = new Float64Array(3);
  const packages = (problem.load[state] / LOAD_ONE) * meanDay;
  lastMileWork(lastMile, world.segment[zip], packages, world.areaSqMi[zip], world.service.stemMiles[slot], work);
  return work[2];
}

function rounded(number: number, digits: number): number {
  return Math.round(number * 10 ** digits) / 10 ** digits;
}

/** What room, and letting more ZIPs come, is worth at every station and week where it is worth anything. */
export function priceRows(plan: WeekPlan): PriceRow[] {
  const {problem, solution, scene} = plan;
  const {world, weeks, horizon} = scene;
  const rows: PriceRow[] = [];
  for (let week = 0; week < weeks.length; week++) {
    for (let station = 0; station < problem.stationCount; station++) {
      const at = station * weeks.length + week;
      const usd = solution.prices.station[at];
      const comingUsd = rounded(solution.prices.arriving[at] ?? 0, 2);
      if (!(usd > 0 || comingUsd > 0)) continue;
      const {capacity, load} = roomOf(plan, station, week);
      rows.push({
        week: isoDate(horizon.firstDay + weeks[week].fromDay),
        facilityId: world.twin.facilities[world.stations[station]].facilityId,
        capacityPackagesPerDay: Math.round(capacity),
        loadPackagesPerDay: Math.round(load),
        usdPerPackageADay: rounded(usd * (weeks[week].toDay - weeks[week].fromDay), 2),
        ...(comingUsd > 0 ? {usdPerZipComing: comingUsd} : {}),
      });
    }
  }
  return rows;
}

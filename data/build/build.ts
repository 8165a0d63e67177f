// The steps of the reference twin, in the order in which each needs the one before.
import {
  type Facility,
  type Parameter,
  parameterTable,
  type ParameterSet,
  resolveParameters,
  type SeasonDay,
  Settings,
  type Today,
  type Twin,
  value,
  type Zip,
} from '@cutover/core';
import {postalRows, ruralOpening, siteRow, STATION_SIZES, stationRow} from './facilities.ts';
import {readFacts, readFactsYaml, readScfs} from './facts.ts';
import {buildLanes} from './lanes.ts';
import {buildOrigins} from './origins.ts';
import {buildPostal} from './postal.ts';
import {type Reach, reachOf} from './reach.ts';
import {buildSeason} from './season.ts';
import {
  type Mainland,
  mainlandOf,
  placeFulfillment,
  placeNearPeople,
  placeRuralStations,
  placeStations,
  readGateways,
  type Site,
  SITE_COUNTS,
} from './sites.ts';
import {readPostalZips, readResidents, readZctas} from './sources.ts';
import {buildToday, ownUsdPerPackage, plannedOwn, priorOwnShare} from './today.ts';
import {buildDemand, type DayFactors, dayFactors} from './volumes.ts';
import {readWater, type Water} from './water.ts';
import {linkZips, type ZipLink} from './zip-links.ts';
import {buildZips} from './zips.ts';

const PLANNED_USPS_KEPT = 0.8; // stations are planned for the reported deal

export interface Built {
  readonly tables: Pick<
    Twin,
    'zips' | 'facilities' | 'lanes' | 'service' | 'entry' | 'demand' | 'season' | 'today' | 'origins'
  >;
  readonly links: readonly ZipLink[];
  readonly log: readonly string[];
}

export async function buildTwin(): Promise<Built> {
  const settings = Settings.parse(readFactsYaml('twin.yaml'));
  const p = resolveParameters(readParameters());
  const zctas = readZctas();
  const {zips, ...left} = buildZips(zctas, readResidents(), settings.segmentCutsPerSqMi);
  const {links, ...unlinked} = linkZips(zips, zctas, await readPostalZips());
  const water = readWater();
  const mainland = mainlandOf(zips, water);
  const demand = buildDemand(zips, p);
  const season = buildSeason(settings.horizon.from, settings.horizon.to);
  const shipper = buildShipper({settings, p, water, mainland, zips, demand, season});
  const gateways = readGateways(zips, water);
  const scs = placeNearPeople(mainland, 'SC', SITE_COUNTS.sc, gateways);
  const hubs = placeNearPeople(mainland, 'HUB', SITE_COUNTS.hub, gateways);
  const fcs = placeFulfillment(mainland, scs);
  const postal = buildPostal(zips, readScfs(), mainland, water);
  const lanes = buildLanes({fcs, scs, hubs, stations: shipper.stations, ...postal}, water, p);
  const facilities = [
    ...fcs.map((site) => siteRow(site, 'fc')),
    ...scs.map((site) => siteRow(site, 'sc')),
    ...hubs.map((site) => siteRow(site, 'air_hub')),
    ...shipper.rows,
    ...postalRows(postal),
  ];
  const origins = buildOrigins(zips, fcs);
  const {today, service} = shipper;
  return {
    tables: {zips, facilities, lanes, service, entry: postal.entry, demand, season, today, origins},
    links,
    log: [
      `zips: ${zctas.length} ZCTAs, ${zips.length} with people; left out ${JSON.stringify(left)}`,
      `other ZIPs: ${links.length} mapped; left out ${JSON.stringify(unlinked)}`,
      `buildings ${facilities.length}, lanes ${lanes.length}, service overrides ${service.length}`,
      ...shipper.log,
    ],
  };
}

function readParameters(): Parameter[] {
  return readFacts('parameters.csv').map((row) => {
    const cells = parameterTable.columns.flatMap(({name, field, type}) => {
      if (row[name] === '') return [];
      return [[field, type === 'number' ? Number(row[name]) : row[name]]];
    });
    return parameterTable.row.parse(Object.fromEntries(cells));
  });
}

interface Given {
  readonly settings: Settings;
  readonly p: ParameterSet;
  readonly water: Water;
  readonly mainland: Mainland;
  readonly zips: readonly Zip[];
  readonly demand: Twin['demand'];
  readonly season: readonly SeasonDay[];
}

interface Shipper {
  readonly stations: Site[]; // large, then rural
  readonly rows: Facility[];
  readonly today: Today[];
  readonly service: Twin['service'];
  readonly log: readonly string[];
}

/** Stations and what they were planned for. Today's split is that of 2025, when no rural station had opened. */
function buildShipper({settings, p, water, mainland, zips, demand, season}: Given): Shipper {
  const factors = dayFactors(season, settings.baseYear, p);
  const packagesOf = new Map(demand.map((row) => [row.zip, row.packagesPerYear]));
  const peakLoad = Float64Array.from(
    mainland.zips,
    (zip) => packagesOf.get(zip.zip)! * priorOwnShare(zip, p) * factors.peak,
  );
  const large = placeStations(mainland, peakLoad);
  const rural = placeRuralStations(mainland, large, peakLoad);
  const stations = [...large, ...rural];
  const reach2025 = reachOf(zips, large, water, settings.serviceRadiusMiles, p);
  const reach = reachOf(zips, stations, water, settings.serviceRadiusMiles, p);
  const today = buildToday(zips, demand, ownUsdPerPackage(zips, demand, reach2025.stemMiles, p), p);
  const own = plannedOwn(zips, today, ownUsdPerPackage(zips, demand, reach.stemMiles, p), PLANNED_USPS_KEPT, p);
  const loads = stationLoads(own, reach, stations.length);
  const headroom = value(p, 'capacity_headroom');
  const rows = stations.map((site, i) => {
    const load = {mean: loads[i] * factors.mean, peak: loads[i] * factors.peak};
    if (i < large.length) return stationRow({site, sizes: STATION_SIZES.large, load}, headroom);
    const opensOn = ruralOpening(i - large.length, rural.length);
    return stationRow({site, sizes: STATION_SIZES.rural, load, opensOn}, headroom);
  });
  const log = [
    loadText('large', loads.subarray(0, large.length), factors),
    loadText('rural', loads.subarray(large.length), factors),
  ];
  return {stations, rows, today, service: reach.overrides, log};
}

/** Base-year packages of the ZIPs nearest to each station. */
function stationLoads(own: Float64Array, {station}: Reach, count: number): Float64Array {
  const loads = new Float64Array(count);
  for (let row = 0; row < own.length; row++) if (station[row] !== -1) loads[station[row]] += own[row];
  return loads;
}

function loadText(name: string, loads: Float64Array, {mean, peak}: DayFactors): string {
  const sorted = loads.toSorted();
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] * peak);
  const sum = loads.reduce((total, each) => total + each, 0);
  const text = `peak day 5% ${at(0.05)}, 50% ${at(0.5)}, 95% ${at(0.95)}, 99% ${at(0.99)}, largest ${at(1)}`;
  return `${name} stations: mean day ${Math.round((sum * mean) / loads.length)}; ${text}`;
}

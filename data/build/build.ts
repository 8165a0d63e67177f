// The steps of the reference twin, in the order in which each needs the one before.
import {
  type Facility,
  type Parameter,
  parameterTable,
  resolveParameters,
  Settings,
  type Twin,
  TwinError,
  value,
} from '@cutover/core';
import {parseTable} from '@cutover/files';
import {postalRows, ruralOpening, siteRow, STATION_SIZES, stationRow} from './facilities.ts';
import {readFactsText, readFactsYaml, readScfs} from './facts.ts';
import {buildLanes} from './lanes.ts';
import {buildOrigins} from './origins.ts';
import {buildPostal} from './postal.ts';
import {buildSeason} from './season.ts';
import {mainlandOf, placeFulfillment, placeInTowns, readGateways, SITE_COUNTS} from './sites.ts';
import {readPostalZips, readResidents, readZctas} from './sources.ts';
import {placeStations, stationLoads, type Stations} from './stations.ts';
import {buildDemand, type DayFactors} from './volumes.ts';
import {readWater} from './water.ts';
import {linkZips, type ZipLink} from './zip-links.ts';
import {buildZips} from './zips.ts';

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
  const stations = placeStations({settings, p, water, mainland, zips, demand, season});
  const {large, rural, today} = stations;
  const loads = stationLoads(stations);
  const gateways = readGateways(zips, water);
  const scs = placeInTowns(mainland, {prefix: 'SC', count: SITE_COUNTS.sc, choices: 200}, gateways);
  const hubs = placeInTowns(mainland, {prefix: 'HUB', count: SITE_COUNTS.hub, choices: 400}, gateways);
  const fcs = placeFulfillment(mainland, scs);
  const postal = buildPostal(zips, readScfs(), mainland, water);
  const lanes = buildLanes({fcs, scs, hubs, stations: [...large, ...rural], ...postal}, water, p);
  const facilities = [
    ...fcs.map((site) => siteRow(site, 'fc')),
    ...scs.map((site) => siteRow(site, 'sc')),
    ...hubs.map((site) => siteRow(site, 'air_hub')),
    ...stationRows(stations, loads, value(p, 'capacity_headroom')),
    ...postalRows(postal),
  ];
  const origins = buildOrigins(zips, fcs);
  const service = stations.reach.overrides;
  return {
    tables: {zips, facilities, lanes, service, entry: postal.entry, demand, season, today, origins},
    links,
    log: [
      `zips: ${zctas.length} ZCTAs, ${zips.length} with people; left out ${JSON.stringify(left)}`,
      `other ZIPs: ${links.length} mapped; left out ${JSON.stringify(unlinked)}`,
      `buildings ${facilities.length}, lanes ${lanes.length}, service overrides ${service.length}`,
      loadText('large', loads.subarray(0, large.length), stations.factors),
      loadText('rural', loads.subarray(large.length), stations.factors),
    ],
  };
}

function readParameters(): readonly Parameter[] {
  const {rows, issues} = parseTable(parameterTable, readFactsText('parameters.csv'), 'parameters.csv');
  if (issues.length > 0) throw new TwinError(issues);
  return rows;
}

function stationRows({large, rural, factors}: Stations, loads: Float64Array, headroom: number): Facility[] {
  return [...large, ...rural].map((site, i) => {
    const load = {mean: loads[i] * factors.mean, peak: loads[i] * factors.peak};
    if (i < large.length) return stationRow({site, sizes: STATION_SIZES.large, load}, headroom);
    const opensOn = ruralOpening(i - large.length, rural.length);
    return stationRow({site, sizes: STATION_SIZES.rural, load, opensOn}, headroom);
  });
}

function loadText(name: string, loads: Float64Array, {mean, peak}: DayFactors): string {
  const sorted = loads.toSorted();
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] * peak);
  const sum = loads.reduce((total, each) => total + each, 0);
  const text = `peak day 5% ${at(0.05)}, 50% ${at(0.5)}, 95% ${at(0.95)}, 99% ${at(0.99)}, largest ${at(1)}`;
  return `${name} stations: mean day ${Math.round((sum * mean) / loads.length)}; ${text}`;
}

import {PARCEL_SELECT} from '../cost/postage.ts';
import type {Contract} from '../model/price.ts';
import type {Change} from '../model/scenario.ts';
import type {Twin} from '../model/twin.ts';
import type {WhatIf} from '../model/what-if.ts';
import {applyScenario} from './apply.ts';
import {openStationAt} from './openings.ts';

const CENT = 100; // of a cent: prices in a scenario file are read by people

/**
 * A what-if as the changes of a scenario, so that what was previewed can be saved and run. What says the same as the
 * twin gives no change.
 *
 * @param base - with the scenario that the what-if starts from
 * @throws DataError if a station cannot be opened
 */
export function whatIfChanges(base: Twin, whatIf: WhatIf): Change[] {
  const openings = whatIf.openedZips.flatMap((zip) => openStationAt(base, zip));
  const opened = {name: 'opened', about: '', changes: openings};
  const twin = openings.length === 0 ? base : applyScenario(base, opened); // what moves capacity moves theirs too
  return [
    ...openings,
    ...priceChanges(twin, whatIf.uspsPriceFactor),
    ...shareChanges(twin, whatIf.uspsKept),
    ...scaled(twin, 'fuel_index', whatIf.fuelFactor),
    ...scaled(twin, 'driver_wage_usd_per_hour', whatIf.wageFactor),
    ...scaled(twin, 'packages_per_stop', whatIf.stopDensityFactor),
    ...growthChanges(twin, whatIf.growthPerYear),
    ...capacityChanges(twin, whatIf),
    ...whatIf.closedStations.map(
      (facilityId): Change => ({change: 'closeFacility', facilityId, on: twin.settings.horizon.from}),
    ),
  ];
}

function priceChanges({contract, rates}: Twin, factor: number): Change[] {
  if (factor === 1) return [];
  const changes: Change[] = [];
  if (contract !== null) changes.push({change: 'setContract', contract: {prices: contractPrices(contract, factor)}});
  if (rates.some(({product}) => product === PARCEL_SELECT)) {
    changes.push({change: 'setTariff', product: PARCEL_SELECT, upliftShare: rounded(factor - 1, 1e6)});
  }
  return changes;
}

function contractPrices({prices}: Contract, factor: number): Contract['prices'] {
  const scale = (usd: number): number => rounded(usd * factor, 100 * CENT);
  return prices.map((row) => ({
    ...row,
    usdPerPackage: {
      low: scale(row.usdPerPackage.low),
      base: scale(row.usdPerPackage.base),
      high: scale(row.usdPerPackage.high),
    },
  }));
}

function shareChanges({target}: Twin, uspsKept: number | null): Change[] {
  return uspsKept === null || uspsKept === target.uspsKept ? [] : [{change: 'setShare', ...target, uspsKept}];
}

function scaled({parameters}: Twin, name: string, factor: number): Change[] {
  if (factor === 1) return [];
  return parameters
    .filter((row) => row.name === name)
    .map(({segment, base}) => ({
      change: 'setParameter',
      name,
      ...(segment === undefined ? {} : {segment}),
      value: rounded(base * factor, 1e6),
    }));
}

function growthChanges({parameters}: Twin, growth: number | null): Change[] {
  const now = parameters.find(({name}) => name === 'growth_per_year')?.base;
  return growth === null || growth === now ? [] : [{change: 'setParameter', name: 'growth_per_year', value: growth}];
}

/** A station without a stated capacity takes its planned peak x headroom, so there the headroom moves. */
function capacityChanges(twin: Twin, {capacityFactor: factor, closedStations}: WhatIf): Change[] {
  if (factor === 1) return [];
  const stations = twin.facilities.filter(({facilityType}) => facilityType === 'ds');
  const isStated = stations.filter(({facilityId}) => !closedStations.includes(facilityId));
  const stated = isStated.flatMap(({facilityId, capacityPackagesPerDay: packages}): Change[] => {
    if (packages === undefined) return [];
    const packagesPerDay = Math.max(1, Math.round(packages * factor));
    return packagesPerDay === packages ? [] : [{change: 'setCapacity', facilityId, packagesPerDay}];
  });
  const isDerived = stations.some(({capacityPackagesPerDay}) => capacityPackagesPerDay === undefined);
  return [...stated, ...(isDerived ? scaled(twin, 'capacity_headroom', factor) : [])];
}

function rounded(number: number, parts: number): number {
  return Math.round(number * parts) / parts;
}

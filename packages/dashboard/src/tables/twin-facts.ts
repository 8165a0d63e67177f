import {applyScenario, type Facility, openStationAt, type Scenario, type Twin} from '@cutover/core';
import {readScenarios} from '@cutover/files';

/** What the page says of a twin. */
export interface TwinFacts {
  readonly name: string;
  readonly synthetic: boolean;
  readonly calibrated: boolean;
  readonly horizon: {readonly from: string; readonly to: string};
  readonly baseScenario: string;
  readonly attribution: readonly string[];
  readonly scenarios: readonly ScenarioFacts[];
}

export interface ScenarioFacts {
  readonly name: string;
  readonly about: string;
  readonly uspsKept: number; // share of today's USPS packages
  readonly growthPerYear: number;
  readonly hasContract: boolean;
  readonly contractAssumed: boolean; // its terms are an assumption
}

export async function twinFacts(twin: Twin, path: string): Promise<TwinFacts> {
  const {name, synthetic, horizon, baseScenario, attribution} = twin.settings;
  const scenarios = await readScenarios(path);
  return {
    ...{name, synthetic, horizon, baseScenario, attribution},
    calibrated: twin.calibration !== undefined,
    scenarios: scenarios.map((scenario) => scenarioFacts(twin, scenario)),
  };
}

function scenarioFacts(base: Twin, scenario: Scenario): ScenarioFacts {
  const {target, contract, parameters} = applyScenario(base, scenario);
  return {
    ...{name: scenario.name, about: scenario.about, uspsKept: target.uspsKept},
    growthPerYear: parameters.find(({name}) => name === 'growth_per_year')?.base ?? 0,
    hasContract: contract !== null,
    contractAssumed: contract?.confidence === 'assumption',
  };
}

/** What a request may name of a twin. */
export interface TwinNames {
  readonly zips: ReadonlySet<string>;
  readonly facilities: ReadonlySet<string>;
  readonly opens: ReadonlyMap<string, readonly string[]>; // by scenario, the buildings it opens beside these
}

export function twinNames({zips, facilities}: Twin, scenarios: readonly Scenario[]): TwinNames {
  const opened = ({changes}: Scenario): string[] =>
    changes.flatMap((each) => (each.change === 'openFacility' ? [each.facility.facilityId] : []));
  return {
    zips: new Set(zips.map(({zip}) => zip)),
    facilities: new Set(facilities.map(({facilityId}) => facilityId)),
    opens: new Map(scenarios.map((scenario) => [scenario.name, opened(scenario)])),
  };
}

/** The buildings of a twin, in columns. */
export interface FacilityFacts {
  readonly ids: readonly string[];
  readonly types: readonly Facility['facilityType'][];
  readonly zips: readonly (string | null)[];
  readonly latitudeDeg: readonly number[];
  readonly longitudeDeg: readonly number[];
  readonly capacityPackagesPerDay: readonly (number | null)[];
  readonly statuses: readonly Facility['status'][];
}

export function facilityFacts({facilities}: Twin): FacilityFacts {
  return {
    ids: facilities.map(({facilityId}) => facilityId),
    types: facilities.map(({facilityType}) => facilityType),
    zips: facilities.map(({zip}) => zip ?? null),
    latitudeDeg: facilities.map(({latitudeDeg}) => latitudeDeg),
    longitudeDeg: facilities.map(({longitudeDeg}) => longitudeDeg),
    capacityPackagesPerDay: facilities.map(({capacityPackagesPerDay}) => capacityPackagesPerDay ?? null),
    statuses: facilities.map(({status}) => status),
  };
}

/** A station that a what-if would open at a ZIP: all of it is assumed, after stations of the twin. */
export interface OpeningFacts {
  readonly facilityId: string;
  readonly capacityPackagesPerDay: number;
  readonly fixedUsdPerDay: number;
  readonly handlingUsdPerPackage: number;
  readonly fedFrom: readonly string[]; // as the nearest station is
}

/** @throws DataError if no station can be opened there */
export function openingFacts(twin: Twin, zip: string): OpeningFacts {
  const changes = openStationAt(twin, zip);
  const {facility} = changes.find((each) => each.change === 'openFacility')!;
  const {facilityId, capacityPackagesPerDay, fixedUsdPerDay, handlingUsdPerPackage} = facility;
  return {
    ...{facilityId, capacityPackagesPerDay: capacityPackagesPerDay!, fixedUsdPerDay, handlingUsdPerPackage},
    fedFrom: changes.flatMap((each) => (each.change === 'addLane' ? [each.lane.originId] : [])),
  };
}

/** Who sends to a ZIP, or where an FC sends to, as shares of the packages; the largest first. */
export interface OriginShares {
  readonly names: readonly string[]; // FCs, or ZIP3s
  readonly shares: readonly number[]; // of the ZIP's packages, or of the FC's
}

const SHOWN_MAX = 60; // lines on a map; more of them say nothing

export function originShares(
  {origins}: Twin,
  wanted: {readonly zip: string} | {readonly facility: string},
): OriginShares {
  const rows =
    'zip' in wanted
      ? origins
          .filter(({zip3}) => wanted.zip.startsWith(zip3))
          .map(({facilityId, packages}) => ({name: facilityId, packages}))
      : origins
          .filter(({facilityId}) => facilityId === wanted.facility)
          .map(({zip3, packages}) => ({name: zip3, packages}));
  const all = rows.reduce((sum, {packages}) => sum + packages, 0);
  const largest = rows
    .filter(({packages}) => packages > 0)
    .sort((a, b) => b.packages - a.packages)
    .slice(0, SHOWN_MAX);
  return {names: largest.map(({name}) => name), shares: largest.map(({packages}) => packages / all)};
}

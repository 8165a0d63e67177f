// A twin small enough to reason about: twelve invented ZIPs of one state, four weeks, every table filled. Coordinates
// are a sketch of New Hampshire, people and volumes are invented. ZIPs start with 0, so a lost leading zero shows.
import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {
  type Contract,
  dayNumber,
  type Demand,
  type Entry,
  type Facility,
  isoDate,
  type Lane,
  type MixClass,
  type Modifier,
  modifierTable,
  type Origin,
  type Parameter,
  parameterTable,
  type Rate,
  rateTable,
  type Scenario,
  type SeasonDay,
  type Settings,
  type Today,
  type Twin,
  weekday,
  type Zip,
} from '@cutover/core';
import {parseTable} from '@cutover/files';

const PACKAGES_PER_PERSON = 25; // a year, every carrier
const modifiersPath = fileURLToPath(new URL('../../data/facts/modifiers.csv', import.meta.url));
const tariffsPath = fileURLToPath(new URL('../../data/facts/tariffs', import.meta.url));
const parametersPath = fileURLToPath(new URL('../../data/facts/parameters.csv', import.meta.url));

/** A new copy each time: 12 ZIPs, 12 buildings (DS3 opens on 2026-10-15), 2026-10-01 to 2026-10-28. */
export function smallTwin(): Twin {
  const zips = smallZips();
  const demand = zips.map(({zip, population}): Demand => ({zip, packagesPerYear: population * PACKAGES_PER_PERSON}));
  const today = zips.flatMap((zip, i) => todayOf(zip, demand[i].packagesPerYear));
  return {
    settings: smallSettings(),
    zips,
    facilities: smallFacilities(),
    lanes: smallLanes(),
    service: [{zip: '03102', facilityId: 'DS3', deliverer: 'van', open: true, roadMiles: 48.5}],
    entry: smallEntry(zips),
    demand,
    season: smallSeason(),
    mix: smallMix(),
    today,
    origins: smallOrigins(),
    parameters: factParameters(),
    rates: smallRates(),
    modifiers: factModifiers(['parcel_select', 'ground_saver']),
    calendar: [{date: '2026-10-12', name: 'Columbus Day', owned: true, usps: false, other: true}],
    contract: smallContract(Math.floor(0.8 * today.reduce((sum, row) => sum + row.usps, 0))),
    target: {uspsKept: 1},
  };
}

/** The scenarios that go with the small twin: everything as today, the deal, two thirds out, the exit, no contract. */
export function smallScenarios(): Scenario[] {
  return [
    {name: 'cut-two-thirds', about: 'two thirds leave', changes: [{change: 'setShare', uspsKept: 0.3333333}]},
    {
      name: 'exit',
      about: 'all that can leave does, from the middle of the horizon',
      changes: [{change: 'setShare', uspsKept: 0, uspsEndsOn: '2026-10-15'}],
    },
    {name: 'keep', about: 'as in the base year', changes: []},
    {name: 'keep-80', about: 'a fifth leaves', changes: [{change: 'setShare', uspsKept: 0.8}]},
    {
      name: 'no-deal',
      about: 'list prices',
      changes: [
        {change: 'setShare', uspsKept: 0.8},
        {change: 'setContract', contract: null},
      ],
    },
  ];
}

function smallSettings(): Settings {
  return {
    name: 'Small twin',
    schemaVersion: 1,
    synthetic: true,
    horizon: {from: '2026-10-01', to: '2026-10-28'},
    baseYear: 2025,
    baseScenario: 'keep-80',
    segmentCutsPerSqMi: {urban: 3000, suburban: 500, rural: 25},
    serviceRadiusMiles: {urban: 25, suburban: 40, rural: 60, remote: 90},
    stationsPerZipMax: 6,
    unservedZips: [],
    attribution: ['Invented for tests.'],
  };
}

function smallZips(): Zip[] {
  const rows: [string, number, number, number, number, Zip['segment']][] = [
    ['03001', 42.98, -71.46, 30_000, 5, 'urban'],
    ['03002', 43.0, -71.44, 24_000, 6, 'urban'],
    ['03003', 42.93, -71.5, 18_000, 12, 'suburban'],
    ['03004', 43.05, -71.4, 12_000, 15, 'suburban'],
    ['03005', 43.1, -71.7, 4_000, 40, 'rural'],
    ['03006', 42.85, -71.8, 3_000, 50, 'rural'],
    ['03101', 43.2, -71.54, 20_000, 20, 'suburban'],
    ['03102', 43.4, -71.65, 2_500, 50, 'rural'],
    ['03103', 43.35, -71.3, 5_000, 40, 'rural'],
    ['03104', 43.55, -71.5, 2_000, 60, 'rural'],
    ['03105', 44.0, -71.6, 400, 100, 'remote'],
    ['03106', 44.4, -71.4, 160, 120, 'remote'],
  ];
  return rows.map(([zip, latitudeDeg, longitudeDeg, population, landAreaSqMi, segment]) => ({
    zip,
    latitudeDeg,
    longitudeDeg,
    population,
    landAreaSqMi,
    state: 'NH',
    countyFips: '33011',
    timezone: 'America/New_York',
    segment,
  }));
}

function smallFacilities(): Facility[] {
  const own = {status: 'synthetic' as const};
  const postal = {handlingUsdPerPackage: 0, fixedUsdPerDay: 0, status: 'synthetic' as const};
  const fc = {facilityType: 'fc' as const, handlingUsdPerPackage: 0, fixedUsdPerDay: 0, dwellHours: 2, ...own};
  const sc = {facilityType: 'sc' as const, handlingUsdPerPackage: 0.3, fixedUsdPerDay: 2000, dwellHours: 4, ...own};
  const ds = {facilityType: 'ds' as const, handlingUsdPerPackage: 0.35, fixedUsdPerDay: 900, dwellHours: 3, ...own};
  const ddu = {facilityType: 'ddu' as const, dwellHours: 2, ...postal};
  return [
    {facilityId: 'FC1', latitudeDeg: 42.8, longitudeDeg: -71.55, ...fc},
    {facilityId: 'FC2', latitudeDeg: 41.9, longitudeDeg: -71.5, ...fc},
    {facilityId: 'SC1', latitudeDeg: 42.9, longitudeDeg: -71.45, zip: '03003', ...sc},
    {facilityId: 'SC2', latitudeDeg: 43.3, longitudeDeg: -71.5, zip: '03101', ...sc},
    {facilityId: 'DS1', latitudeDeg: 42.97, longitudeDeg: -71.48, zip: '03001', capacityPackagesPerDay: 8000, ...ds},
    {facilityId: 'DS2', latitudeDeg: 43.25, longitudeDeg: -71.5, zip: '03101', capacityPackagesPerDay: 2500, ...ds},
    {
      ...{facilityId: 'DS3', latitudeDeg: 43.95, longitudeDeg: -71.55, zip: '03105', capacityPackagesPerDay: 600},
      ...{opensOn: '2026-10-15', rampWeeks: 4, ...ds},
    },
    {facilityId: 'DDU1', latitudeDeg: 42.93, longitudeDeg: -71.5, zip: '03003', openToBid: true, ...ddu},
    {facilityId: 'DDU2', latitudeDeg: 43.35, longitudeDeg: -71.4, zip: '03103', openToBid: true, ...ddu},
    {facilityId: 'DDU3', latitudeDeg: 44.0, longitudeDeg: -71.6, zip: '03105', openToBid: false, ...ddu},
    {facilityId: 'SDC1', facilityType: 'sdc', latitudeDeg: 42.99, longitudeDeg: -71.45, dwellHours: 3, ...postal},
    {facilityId: 'SCF1', facilityType: 'scf', latitudeDeg: 42.95, longitudeDeg: -71.43, dwellHours: 8, ...postal},
  ];
}

function smallLanes(): Lane[] {
  const truck = {mode: 'truck' as const, tripsPerDay: 0, days: '1234567', stopsPerTrip: 1, planFill: 0.7};
  const milk = {...truck, days: '123456', stopsPerTrip: 5, planFill: 0.3};
  const second = {...milk, planFill: 0.05}; // an SC farther away, or a station: thin
  const mail = {mode: 'mail' as const, tripsPerDay: 1, days: '123456', stopsPerTrip: 1, planFill: 1, transitHours: 6};
  const lane = (
    originId: string,
    destinationId: string,
    kind: Omit<Lane, 'laneId' | 'originId' | 'destinationId'>,
  ) => ({
    laneId: `${originId}-${destinationId}`,
    originId,
    destinationId,
    ...kind,
  });
  return [
    ...['SC1', 'SC2'].flatMap((sc) => ['FC1', 'FC2'].map((fc) => lane(fc, sc, {...truck, tripsPerDay: 1}))),
    lane('FC1', 'DS1', truck),
    lane('SC1', 'SC2', {...truck, roadMiles: 31}),
    lane('SC2', 'SC1', {...truck, roadMiles: 31}),
    ...['DS1', 'DS2', 'DS3'].flatMap((ds) => ['SC1', 'SC2'].map((sc) => lane(sc, ds, truck))),
    ...['SC1', 'SC2'].map((sc) => lane(sc, 'SCF1', truck)),
    lane('SC1', 'SDC1', milk),
    lane('SC2', 'SDC1', second),
    lane('SC1', 'DDU1', milk),
    lane('SC2', 'DDU1', second),
    lane('SC1', 'DDU2', second),
    lane('SC2', 'DDU2', milk),
    lane('SC2', 'DDU3', milk),
    lane('DS1', 'DDU1', second),
    lane('DS2', 'DDU2', second),
    lane('DS3', 'DDU3', second),
    ...['SDC1', 'DDU1', 'DDU2', 'DDU3'].map((unit) => lane('SCF1', unit, mail)),
  ];
}

function smallEntry(zips: readonly Zip[]): Entry[] {
  const unit: Record<string, string> = {
    '03001': 'SDC1',
    '03002': 'SDC1',
    '03004': 'SDC1',
    '03105': 'DDU3',
    '03106': 'DDU3',
  };
  return zips.map(({zip}) => ({
    zip,
    from: '2025-01-01',
    facilityId: unit[zip] ?? (zip.startsWith('030') ? 'DDU1' : 'DDU2'),
    scfId: 'SCF1',
  }));
}

function smallSeason(): SeasonDay[] {
  const byWeekday = [0.8, 1.1, 1.1, 1.1, 1.05, 1, 0.85]; // from Sunday; sums to 7, and the horizon is four whole weeks
  const first = dayNumber('2026-10-01');
  return Array.from({length: 28}, (_, i) => ({date: isoDate(first + i), factor: byWeekday[weekday(first + i)]}));
}

function smallMix(): MixClass[] {
  const standard = {eligibility: 'standard' as const};
  const [light, heavy, floor] = ['light', 'heavy', 'usps_only'] as const;
  const small = {lengthIn: 10, widthIn: 7, heightIn: 2};
  const middle = {lengthIn: 12, widthIn: 10, heightIn: 6};
  const large = {lengthIn: 20, widthIn: 14, heightIn: 10};
  return [
    {classId: 'L1-0.5', classGroup: light, promiseDays: 1, weightLb: 0.5, ...small, ...standard, share: 0.25},
    {classId: 'L2-0.5', classGroup: light, promiseDays: 2, weightLb: 0.5, ...small, ...standard, share: 0.5},
    {classId: 'L5-3', classGroup: light, promiseDays: 5, weightLb: 3, ...middle, ...standard, share: 0.25},
    {classId: 'H2-8', classGroup: heavy, promiseDays: 2, weightLb: 8, ...middle, ...standard, share: 0.625},
    {classId: 'H5-25', classGroup: heavy, promiseDays: 5, weightLb: 25, ...large, ...standard, share: 0.375},
    {classId: 'P2-1', classGroup: floor, promiseDays: 2, weightLb: 1, ...small, eligibility: 'po_box', share: 0.75},
    {classId: 'P5-3', classGroup: floor, promiseDays: 5, weightLb: 3, ...middle, eligibility: 'military', share: 0.25},
  ];
}

/** 2% is the floor; 70% of the rest is light. Rural and remote light packages go by USPS, other carriers' 8% apart. */
function todayOf({zip, segment}: Zip, packages: number): Today[] {
  const floor = Math.floor(packages * 0.02);
  const light = Math.floor((packages - floor) * 0.7);
  const heavy = packages - floor - light;
  const otherLight = Math.floor(light * 0.08);
  const otherHeavy = Math.floor(heavy * 0.08);
  const atUsps = segment === 'rural' || segment === 'remote' ? light - otherLight : 0;
  return [
    {zip, classGroup: 'light', owned: light - otherLight - atUsps, usps: atUsps, other: otherLight},
    {zip, classGroup: 'heavy', owned: heavy - otherHeavy, usps: 0, other: otherHeavy},
    {zip, classGroup: 'usps_only', owned: 0, usps: floor, other: 0},
  ];
}

function smallOrigins(): Origin[] {
  return [
    {zip3: '030', facilityId: 'FC1', packages: 700},
    {zip3: '030', facilityId: 'FC2', packages: 300},
    {zip3: '031', facilityId: 'FC1', packages: 600},
    {zip3: '031', facilityId: 'FC2', packages: 400},
  ];
}

/** Cards with a step each pound to 70: parcel_select by entry, ground_saver by zone. Invented, near the real ones. */
function smallRates(): Rate[] {
  const zones = Array.from({length: 8}, (_, i) => `${i + 2}`);
  const cards: [string, string, number, number][] = [
    ...zones.map((zone, i): [string, string, number, number] => ['ground_saver', zone, 9 + 0.3 * i, 0.4]),
    ['parcel_select', 'ddu', 5.6, 0.2],
    ['parcel_select', 'dhub', 6.15, 0.22],
    ['parcel_select', 'dscf', 6.15, 0.25],
  ];
  return cards.flatMap(([product, rateKey, firstUsd, stepUsd]) =>
    Array.from({length: 70}, (_, i) => ({
      product,
      rateKey,
      weightToLb: i + 1,
      usd: Math.round((firstUsd + stepUsd * i) * 100) / 100,
      from: '2026-01-18',
      confidence: 'assumption' as const,
      source: 'invented for tests',
    })),
  );
}

function smallContract(promisePackagesPerYear: number): Contract {
  return {
    name: 'Invented NSA',
    startsOn: '2026-10-01',
    endsOn: '2027-09-30',
    confidence: 'assumption',
    source: 'invented for tests',
    prices: [
      {entry: 'ddu', usdPerPackage: {low: 3, base: 3.4, high: 6}},
      {entry: 'dhub', usdPerPackage: {low: 3.3, base: 3.73, high: 6.3}},
      {entry: 'dscf', usdPerPackage: {low: 3.3, base: 3.73, high: 6.3}},
    ],
    promisePackagesPerYear,
    shortfall: {rule: 'fee', usdPerMissingPackage: {low: 0, base: 0.5, high: 1}},
    sundayDelivery: true,
  };
}

/** The parameters of the reference twin, so that a test of a formula meets the numbers people see. */
function factParameters(): readonly Parameter[] {
  const {rows, issues} = parseTable(parameterTable, readFileSync(parametersPath, 'utf8'), 'data/facts/parameters.csv');
  if (issues.length > 0) throw new Error(JSON.stringify(issues, null, 2));
  return rows;
}

/** Those of the facts that stand on some products. */
export function factModifiers(products: readonly string[]): readonly Modifier[] {
  const {rows, issues} = parseTable(modifierTable, readFileSync(modifiersPath, 'utf8'), 'data/facts/modifiers.csv');
  if (issues.length > 0) throw new Error(JSON.stringify(issues, null, 2));
  return rows.filter(({product}) => products.includes(product));
}

/** Every rate card of the facts. */
export function factRates(): readonly Rate[] {
  return readdirSync(tariffsPath).flatMap((file) => {
    const {rows, issues} = parseTable(rateTable, readFileSync(`${tariffsPath}/${file}`, 'utf8'), file);
    if (issues.length > 0) throw new Error(JSON.stringify(issues, null, 2));
    return rows;
  });
}

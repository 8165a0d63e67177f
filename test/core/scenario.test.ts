import {applyScenario, type Change, type Facility, type Issue, type Lane, type Twin, TwinError} from '@cutover/core';
import {expect, test} from 'vitest';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';

const base = deepFreeze(smallTwin());

function apply(...changes: Change[]): Twin {
  return applyScenario(base, {name: 'trial', about: 'a test', changes});
}

/** The problems of changes that must not pass. */
function problems(...changes: Change[]): readonly Issue[] {
  try {
    apply(...changes);
  } catch (error) {
    if (error instanceof TwinError) return error.issues;
    throw error;
  }
  throw new Error('the scenario passed');
}

const rules = (...changes: Change[]) => problems(...changes).map(({rule, column}) => `${rule} ${column}`);

/** Freezing makes every write to the base throw, so each test below proves that it stays untouched. */
function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

const newStation: Facility = {
  facilityId: 'DS4',
  facilityType: 'ds',
  latitudeDeg: 43.5,
  longitudeDeg: -71.6,
  handlingUsdPerPackage: 0.35,
  fixedUsdPerDay: 900,
  dwellHours: 3,
  opensOn: '2026-10-08',
  status: 'assumed',
};
const newLane: Lane = {
  laneId: 'SC2-DS4',
  originId: 'SC2',
  destinationId: 'DS4',
  mode: 'truck',
  tripsPerDay: 1,
  days: '1234567',
  stopsPerTrip: 1,
  planFill: 0.7,
};

test('an empty scenario gives a twin equal to the base, with the same tables', () => {
  const twin = apply();
  expect(twin).toEqual(smallTwin());
  expect(twin).not.toBe(base);
  for (const [name, table] of Object.entries(twin)) expect(table).toBe(base[name as keyof Twin]);
});

test('a table that no change touches is the array of the base', () => {
  const twin = apply({change: 'closeLane', laneId: 'FC1-DS1'});
  const copied = Object.entries(twin).filter(([name, table]) => table !== base[name as keyof Twin]);
  expect(copied.map(([name]) => name)).toEqual(['lanes']);
});

test('every scenario that comes with the small twin applies to it', () => {
  const twins = smallScenarios().map((scenario) => applyScenario(base, scenario));
  expect(twins.map(({target}) => target)).toEqual([
    {uspsKept: 0.3333333},
    {uspsKept: 0, uspsEndsOn: '2026-10-15'},
    {uspsKept: 1},
    {uspsKept: 0.8},
    {uspsKept: 0.8},
  ]);
});

test('a contract takes the fields that are given and keeps the rest; null removes it', () => {
  const {contract} = apply({change: 'setContract', contract: {promisePackagesPerYear: 7, sundayDelivery: undefined}});
  expect(contract).toEqual({...base.contract, promisePackagesPerYear: 7});
  expect(apply({change: 'setContract', contract: null}).contract).toBeNull();
});

test('a contract can be made whole where there is none, but not in part', () => {
  const removed: Change = {change: 'setContract', contract: null};
  expect(apply(removed, {change: 'setContract', contract: base.contract}).contract).toEqual(base.contract);
  const [problem, ...others] = problems(removed, {
    change: 'setContract',
    contract: {name: 'New', sundayDelivery: true},
  });
  expect(others).toEqual([]);
  expect(problem).toMatchObject({rule: 'part-of-a-contract', column: 'changes.1.contract'});
  expect(problem.fix).toContain('startsOn, endsOn, confidence, source, prices, promisePackagesPerYear, shortfall');
});

test('a parameter inside of its range moves within it, one outside of it takes the end of the range along', () => {
  const row = (twin: Twin) => twin.parameters.find(({name}) => name === 'growth_per_year')!; // 0, 0.098, 0.12
  const set = (value: number) => row(apply({change: 'setParameter', name: 'growth_per_year', value}));
  expect(set(0.05)).toMatchObject({low: 0, base: 0.05, high: 0.12, confidence: 'assumption'});
  expect(set(0.2)).toMatchObject({low: 0, base: 0.2, high: 0.2});
  expect(set(-0.1)).toMatchObject({low: -0.1, base: -0.1, high: 0.12});
});

test('a parameter is set for one segment, or for all of them', () => {
  const values = (twin: Twin) =>
    twin.parameters.filter(({name}) => name === 'packages_per_stop').map(({segment, base: value}) => [segment, value]);
  const [urban, suburban, rural, remote] = values(base);
  const setRural: Change = {change: 'setParameter', name: 'packages_per_stop', segment: 'rural', value: 9};
  expect(values(apply(setRural))).toEqual([urban, suburban, ['rural', 9], remote]);
  expect(values(apply({change: 'setParameter', name: 'packages_per_stop', value: 9}))).toEqual([
    ['urban', 9],
    ['suburban', 9],
    ['rural', 9],
    ['remote', 9],
  ]);
  expect(rural).not.toEqual(['rural', 9]);
});

test('a tariff is scaled for its product only', () => {
  const {rates} = apply({change: 'setTariff', product: 'parcel_select', upliftShare: 0.5});
  rates.forEach((rate, i) => {
    const before = base.rates[i];
    expect(rate).toEqual(rate.product === 'parcel_select' ? {...before, usd: before.usd * 1.5} : before);
  });
  expect(rates.find(({rateKey, weightToLb}) => rateKey === 'ddu' && weightToLb === 1)!.usd).toBeCloseTo(8.4); // 5.60
});

test('a building opens, with a lane that a later change lays to it and a ZIP it serves', () => {
  const twin = apply(
    {change: 'openFacility', facility: newStation},
    {change: 'addLane', lane: newLane},
    {change: 'setService', zip: '03104', facilityId: 'DS4', deliverer: 'gig', open: true},
  );
  expect(twin.facilities).toEqual([...base.facilities, newStation]);
  expect(twin.lanes).toEqual([...base.lanes, newLane]);
  const added = {zip: '03104', facilityId: 'DS4', deliverer: 'gig', open: true};
  expect(twin.service).toEqual([...base.service, added]);
});

test('a building closes, or takes another capacity, in its own row', () => {
  const place = base.facilities.findIndex(({facilityId}) => facilityId === 'DS1');
  const closed = apply({change: 'closeFacility', facilityId: 'DS1', on: '2026-10-20'}).facilities;
  expect(closed).toEqual(base.facilities.with(place, {...base.facilities[place], closesOn: '2026-10-20'}));
  const widened = apply({change: 'setCapacity', facilityId: 'DS1', packagesPerDay: 9000}).facilities;
  expect(widened).toEqual(base.facilities.with(place, {...base.facilities[place], capacityPackagesPerDay: 9000}));
});

test('a lane is changed in its own row, or closed, and can then be laid anew', () => {
  const place = base.lanes.findIndex(({laneId}) => laneId === 'SC1-SC2');
  const longer = {...base.lanes[place], roadMiles: 40};
  expect(apply({change: 'setLane', laneId: 'SC1-SC2', set: {roadMiles: 40}}).lanes).toEqual(
    base.lanes.with(place, longer),
  );
  expect(apply({change: 'closeLane', laneId: 'SC1-SC2'}).lanes).toEqual(base.lanes.toSpliced(place, 1));
  const again = apply({change: 'closeLane', laneId: 'SC1-SC2'}, {change: 'addLane', lane: longer}).lanes;
  expect(again).toEqual([...base.lanes.toSpliced(place, 1), longer]);
});

test('a service that service.csv has is turned over and keeps its road miles', () => {
  const {service} = apply({change: 'setService', zip: '03102', facilityId: 'DS3', deliverer: 'van', open: false});
  expect(service).toEqual([{...base.service[0], open: false}]); // 48.5 miles
});

test('of two changes of one thing the later holds', () => {
  const miles = (roadMiles: number): Change => ({change: 'setLane', laneId: 'SC1-SC2', set: {roadMiles}});
  const {lanes} = apply(miles(40), miles(31)); // 31 again: both have an effect where they stand
  expect(lanes).toEqual(base.lanes);
});

test('a change without effect is a problem', () => {
  const capacity: Change = {change: 'setCapacity', facilityId: 'DS2', packagesPerDay: 2600};
  expect(
    rules(
      {change: 'setContract', contract: {sundayDelivery: true}},
      {change: 'setShare', uspsKept: 1},
      {change: 'setShare', uspsKept: 0.5, uspsEndsOn: '2026-11-01'},
      {change: 'setParameter', name: 'growth_per_year', value: 0.098},
      {change: 'setTariff', product: 'parcel_select', upliftShare: 0},
      {change: 'closeFacility', facilityId: 'DS1', on: '2026-11-01'},
      {change: 'setCapacity', facilityId: 'DS1', packagesPerDay: 8000},
      {change: 'setLane', laneId: 'SC1-SC2', set: {roadMiles: 31}},
      {change: 'setLane', laneId: 'SC1-SC2', set: {}},
      {change: 'setService', zip: '03102', facilityId: 'DS3', deliverer: 'van', open: true},
      {change: 'setService', zip: '03102', facilityId: 'DDU2', deliverer: 'mail', open: true},
      capacity,
      capacity, // once has an effect, twice has none
    ),
  ).toEqual([
    'no-effect changes.0.contract',
    'no-effect changes.1.uspsKept',
    'no-effect changes.2.uspsEndsOn',
    'no-effect changes.3.value',
    'no-effect changes.4.upliftShare',
    'no-effect changes.5.on',
    'no-effect changes.6.packagesPerDay',
    'no-effect changes.7.set',
    'no-effect changes.8.set',
    'no-effect changes.9.open',
    'no-effect changes.10.deliverer',
    'no-effect changes.12.packagesPerDay',
  ]);
  const none: Change = {change: 'setContract', contract: null};
  expect(rules(none, none)).toEqual(['no-effect changes.1.contract']);
  const close: Change = {change: 'closeLane', laneId: 'SC1-SC2'};
  expect(rules(close, close)).toEqual(['no-effect changes.1.laneId']);
});

test('all problems are reported at once, each where it is', () => {
  expect(
    rules(
      {change: 'openFacility', facility: {...newStation, facilityId: 'DS1'}},
      {change: 'openFacility', facility: {...newStation, closesOn: '2026-10-07'}}, // opens on the 8th
      {change: 'closeFacility', facilityId: 'DS3', on: '2026-10-14'}, // opens on the 15th
      {change: 'closeFacility', facilityId: 'nowhere', on: '2026-10-14'},
      {change: 'addLane', lane: {...newLane, laneId: 'SC1-SC2'}}, // DS4 stands, though its opening was a problem
      {change: 'addLane', lane: {...newLane, destinationId: 'SC2'}},
      {change: 'addLane', lane: {...newLane, laneId: 'other', originId: 'X1', destinationId: 'X2'}},
      {change: 'setLane', laneId: 'SC2-SC1', set: {originId: 'SC1'}},
      {change: 'setLane', laneId: 'SC2-SC1', set: {originId: 'X1', roadMiles: 30}},
      {change: 'setService', zip: '99999', facilityId: 'X1', deliverer: 'van', open: true},
      {change: 'setService', zip: '03102', facilityId: 'DDU1', deliverer: 'gig', open: true},
      {change: 'setParameter', name: 'growth', value: 1},
      {change: 'setParameter', name: 'growth_per_year', segment: 'rural', value: 1},
      {change: 'setTariff', product: 'air_mail', upliftShare: 0.1},
      {change: 'setContract', contract: {endsOn: '2026-09-30'}}, // starts on 2026-10-01
    ),
  ).toEqual([
    'duplicate-key changes.0.facility.facilityId',
    'closing-before-opening changes.1.facility.closesOn',
    'closing-before-opening changes.2.on',
    'unknown-node changes.3.facilityId',
    'duplicate-key changes.4.lane.laneId',
    'lane-to-itself changes.5.lane.destinationId',
    'unknown-node changes.6.lane.originId',
    'unknown-node changes.6.lane.destinationId',
    'lane-to-itself changes.7.set.destinationId',
    'unknown-node changes.8.set.originId',
    'unknown-zip changes.9.zip',
    'unknown-node changes.9.facilityId',
    'not-a-station changes.10.facilityId',
    'unknown-parameter changes.11.name',
    'unknown-parameter changes.12.segment',
    'unknown-product changes.13.product',
    'ends-before-start changes.14.contract.endsOn',
  ]);
});

test('an unknown name comes with the nearest known one and the file of the scenario', () => {
  const [lane, station, zip, parameter] = problems(
    {change: 'closeLane', laneId: 'sc1_sc2'},
    {change: 'setCapacity', facilityId: 'DDUU1', packagesPerDay: 1},
    {change: 'setService', zip: '03107', facilityId: 'DS1', deliverer: 'van', open: true},
    {change: 'setParameter', name: 'growth_per_yaer', value: 1},
  );
  expect(lane).toMatchObject({file: 'scenarios/trial.yaml', found: '"sc1_sc2"'});
  expect(lane.fix).toMatch(/^did you mean "SC1-SC2"\? /);
  expect(station.fix).toMatch(/^did you mean "DDU1"\? /);
  expect(zip.fix).toMatch(/^did you mean "0310[1-6]"\? /);
  expect(parameter.fix).toMatch(/^did you mean "growth_per_year"\? /);
});

// The reference twin as it is built, held against what is known about the country and asked of the shipper.
import {classGroups, type Lane, type Zip} from '@cutover/core';
import {beforeAll, describe, expect, test} from 'vitest';
import {type Built, buildTwin} from '../../data/build/build.ts';
import {STATE_BOXES} from './state-boxes.ts';

let tables: Built['tables'];
let links: Built['links'];
let zipOf: Map<string, Zip>;

beforeAll(async () => {
  ({tables, links} = await buildTwin());
  zipOf = new Map(tables.zips.map((zip) => [zip.zip, zip]));
});

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}

describe('ZIPs', () => {
  test('hold the residents of the 50 states and DC, 331,097,593 by ACS 2018-22, within 0.1%', () => {
    const people = sum(tables.zips, ({state, population}) => (state === 'PR' ? 0 : population));
    expect(Math.abs(people / 331_097_593 - 1)).toBeLessThan(0.001);
  });

  test('cover 2.5-3.6 million square miles, and Lincoln Park in Chicago covers 3.0-3.4', () => {
    const area = sum(tables.zips, ({landAreaSqMi}) => landAreaSqMi);
    expect(area).toBeGreaterThan(2.5e6);
    expect(area).toBeLessThan(3.6e6);
    expect(zipOf.get('60614')!.landAreaSqMi).toBeGreaterThan(3.0);
    expect(zipOf.get('60614')!.landAreaSqMi).toBeLessThan(3.4);
  });

  test('lie in their states, or within a quarter of a degree', () => {
    const near = 0.25; // a ZIP may straddle a border: Window Rock AZ has its point in New Mexico
    const outside = tables.zips.filter(({state, latitudeDeg, longitudeDeg}) => {
      const [south, west, north, east] = STATE_BOXES[state];
      const inside = latitudeDeg >= south - near && latitudeDeg <= north + near;
      return !(inside && longitudeDeg >= west - near && longitudeDeg <= east + near);
    });
    expect(outside.map(({zip, state}) => `${zip} ${state}`)).toEqual([]);
  });

  test('keep the clock of their place', () => {
    const clock = (zip: string) => zipOf.get(zip)!.timezone;
    expect([clock('10001'), clock('60614'), clock('85003'), clock('90001'), clock('96813')]).toEqual([
      'America/New_York',
      'America/Chicago',
      'America/Phoenix',
      'America/Los_Angeles',
      'Pacific/Honolulu',
    ]);
  });

  test('take in PO boxes and other ZIPs of their ZIP3', () => {
    const zctaOf = new Map(links.map(({zip, zcta}) => [zip, zcta]));
    expect(zctaOf.get('60690')).toMatch(/^606/); // PO boxes in Chicago
    expect(zctaOf.get('00501')).toMatch(/^1/); // Holtsville NY, ZIP3 005 has no ZCTA: the nearest of New York
    expect([...zctaOf.values()].filter((zcta) => !zipOf.has(zcta))).toEqual([]);
    expect([...zctaOf.keys()].filter((zip) => zipOf.has(zip))).toEqual([]);
    expect([...zctaOf.keys()].filter((zip) => /^(09[0-8]|340|96[2-6])/.test(zip))).toEqual([]); // military
  });
});

describe('buildings', () => {
  test('are as many as asked', () => {
    const count = (prefix: string) => tables.facilities.filter(({facilityId}) => facilityId.startsWith(prefix)).length;
    const counts = ['FC-', 'SC-', 'HUB-', 'DS-', 'DSR-', 'SDC-'].map(count);
    expect(counts).toEqual([200, 80, 40, 730, 200, 101]);
    expect(count('SCF-')).toBeGreaterThan(185);
    expect(count('DDU-')).toBe(tables.zips.filter(({population}) => population >= 200).length);
    const open = tables.facilities.filter(({facilityType, openToBid}) => facilityType === 'ddu' && openToBid === true);
    expect(open).toHaveLength(18_000);
  });

  test('say that they are synthetic, but for post offices, which are assumed', () => {
    const wrong = tables.facilities.filter(
      ({facilityType, status}) =>
        status !== (facilityType === 'ddu' || facilityType === 'scf' ? 'assumed' : 'synthetic'),
    );
    expect(wrong).toEqual([]);
  });

  test('hold stations of 20,000-70,000 and 5,000-25,000 packages a day, nine in ten large ones to 68,250', () => {
    const capacities = (prefix: string) =>
      tables.facilities
        .filter(({facilityId}) => facilityId.startsWith(prefix))
        .map((row) => row.capacityPackagesPerDay!)
        .sort((a, b) => a - b);
    const large = capacities('DS-');
    const rural = capacities('DSR-');
    expect([large[0] >= 20_000, large[729] <= 70_000, rural[0] >= 5_000, rural[199] <= 25_000]).toEqual(
      Array(4).fill(true),
    );
    expect(large[Math.floor(0.9 * 730)]).toBeLessThanOrEqual(65_000 * 1.05); // planned peak day x headroom
  });

  test('include rural stations that open on the first of each month of 2026', () => {
    const opening = new Map<string, number>();
    for (const {opensOn} of tables.facilities) if (opensOn) opening.set(opensOn, (opening.get(opensOn) ?? 0) + 1);
    const months = Array.from({length: 12}, (_, i) => `2026-${String(i + 1).padStart(2, '0')}-01`);
    expect([...opening.keys()].sort()).toEqual(months);
    expect([...opening.values()].every((count) => count === 16 || count === 17)).toBe(true);
  });
});

describe('lanes', () => {
  const MAINLAND = {south: 24, west: -125, north: 49.5, east: -66};
  const HAWAII = {south: 18, west: -161, north: 23, east: -154};
  const ISLAND_POST_OFFICES = ['02554', '04863', '49782', '54850', '90704', '98250', '96720', '00765'];

  test('join buildings that exist, each pair of a mode once', () => {
    const ids = new Set(tables.facilities.map(({facilityId}) => facilityId));
    expect(ids.size).toBe(tables.facilities.length);
    expect(tables.lanes.filter((lane) => !ids.has(lane.originId) || !ids.has(lane.destinationId))).toEqual([]);
    expect(new Set(tables.lanes.map(({laneId}) => laneId)).size).toBe(tables.lanes.length);
    expect(tables.lanes.length).toBeGreaterThan(120_000);
  });

  test('leave the mainland by air only', () => {
    const points = new Map(tables.facilities.map((row) => [row.facilityId, row]));
    const regionOf = (id: string) => {
      const {latitudeDeg, longitudeDeg} = points.get(id)!;
      const inBox = ({south, west, north, east}: typeof MAINLAND) =>
        latitudeDeg > south && latitudeDeg < north && longitudeDeg > west && longitudeDeg < east;
      if (latitudeDeg > 51) return 'Alaska';
      if (inBox(HAWAII)) return 'Hawaii';
      return latitudeDeg < 19 ? 'Puerto Rico' : inBox(MAINLAND) ? 'mainland' : 'elsewhere';
    };
    const between = tables.lanes.filter((lane) => regionOf(lane.originId) !== regionOf(lane.destinationId));
    expect(new Set(between.map(({mode}) => mode))).toEqual(new Set(['air']));
    expect(new Set(between.map(({destinationId}) => regionOf(destinationId))).size).toBe(4);
  });

  test('bring no truck to islands without a bridge, where the mail goes', () => {
    const into = (zip: string) => tables.lanes.filter(({destinationId}) => destinationId === `DDU-${zip}`);
    const modes = ISLAND_POST_OFFICES.map((zip) => into(zip).map(({mode}) => mode));
    expect(modes).toEqual(ISLAND_POST_OFFICES.map(() => ['mail']));
  });

  test('reach an SCF of every ZIP from every FC without the mail', () => {
    const next = new Map<string, Lane[]>();
    for (const lane of tables.lanes) {
      if (lane.mode !== 'mail') next.set(lane.originId, [...(next.get(lane.originId) ?? []), lane]);
    }
    const wanted = new Set(tables.entry.map(({scfId}) => scfId));
    const unreached = tables.facilities
      .filter(({facilityType}) => facilityType === 'fc')
      .flatMap((fc) => {
        const reached = reachedFrom(fc.facilityId, next);
        return [...wanted].filter((scf) => !reached.has(scf)).map((scf) => `${fc.facilityId} to ${scf}`);
      });
    expect(unreached).toEqual([]);
  });

  function reachedFrom(origin: string, next: ReadonlyMap<string, readonly Lane[]>): Set<string> {
    const reached = new Set([origin]);
    for (const id of reached) for (const {destinationId} of next.get(id) ?? []) reached.add(destinationId);
    return reached;
  }
});

describe('entry to the mail', () => {
  test('is known for every ZIP from before the horizon, and ZIPs that moved into an S&DC have two dated rows', () => {
    const rows = new Map<string, string[]>();
    for (const {zip, from, facilityId} of tables.entry)
      rows.set(zip, [...(rows.get(zip) ?? []), `${from} ${facilityId}`]);
    expect(rows.size).toBe(tables.zips.length);
    expect([...rows.values()].filter(([first]) => !(first < '2026-10-01' && first.includes('DDU-')))).toEqual([]);
    const moved = [...rows.values()].filter((each) => each.length > 1);
    expect(moved.every(([, second]) => second.includes('SDC-'))).toBe(true);
    expect(new Set(moved.map(([, second]) => second.slice(11))).size).toBe(101);
    const inside = tables.entry.filter(({from}) => from > '2026-10-01');
    expect(inside.length).toBeGreaterThan(0);
  });

  test('is the own post office of a ZIP that has one', () => {
    const first = tables.entry.filter(({from, zip}) => from < '2022-11-01' && zipOf.get(zip)!.population >= 200);
    expect(first.filter(({zip, facilityId}) => facilityId !== `DDU-${zip}`)).toEqual([]);
  });
});

describe('demand', () => {
  test('is 9.0 bn packages: 6.7 own, 1.7 USPS, 0.6 others, ZIP by ZIP to the package', () => {
    const {today, demand} = tables;
    expect(sum(demand, (row) => row.packagesPerYear)).toBe(9_000_000_000);
    expect(sum(today, (row) => row.owned)).toBe(6_700_000_000);
    expect(sum(today, (row) => row.usps)).toBe(1_700_000_000);
    expect(sum(today, (row) => row.other)).toBe(600_000_000);
    const ofZip = new Map<string, number>();
    for (const {zip, owned, usps, other} of today) ofZip.set(zip, (ofZip.get(zip) ?? 0) + owned + usps + other);
    expect(demand.filter(({zip, packagesPerYear}) => ofZip.get(zip) !== packagesPerYear)).toEqual([]);
    expect(today).toHaveLength(tables.zips.length * classGroups.length);
  });

  test('was at USPS for 4, 8, 45 and 85% by segment, all that only USPS can carry among it', () => {
    const shareOf = (segment: Zip['segment']) => {
      const rows = tables.today.filter(({zip}) => zipOf.get(zip)!.segment === segment);
      return sum(rows, (row) => row.usps) / sum(rows, (row) => row.usps + row.owned);
    };
    expect(shareOf('urban')).toBeCloseTo(0.04, 2);
    expect(shareOf('suburban')).toBeCloseTo(0.08, 2);
    expect(shareOf('rural')).toBeCloseTo(0.45, 2);
    expect(shareOf('remote')).toBeCloseTo(0.85, 2);
    expect(
      tables.today.filter(({classGroup, owned, other}) => classGroup === 'usps_only' && owned + other > 0),
    ).toEqual([]);
  });

  test('was at USPS where no station reaches: all of Alaska, Hawaii and Puerto Rico', () => {
    const away = tables.today.filter(({zip}) => ['AK', 'HI', 'PR'].includes(zipOf.get(zip)!.state));
    expect(sum(away, (row) => row.owned)).toBe(0);
  });

  test('has a season of mean 1 with peak days of 1.5 and more before Christmas, and a quiet Sunday', () => {
    const {season} = tables;
    expect([season[0].date, season[364].date, season.length]).toEqual(['2026-10-01', '2027-09-30', 365]);
    expect(sum(season, (row) => row.factor) / 365).toBeCloseTo(1, 4);
    const peak = season.reduce((best, row) => (row.factor > best.factor ? row : best));
    expect(peak.factor).toBeGreaterThanOrEqual(1.5);
    expect(peak.date.slice(0, 7)).toBe('2026-12');
    const before = season.filter(({date}) => date >= '2026-11-26' && date <= '2026-12-25'); // 1.25 by ShipMatrix
    expect(sum(before, (row) => row.factor) / before.length).toBeGreaterThan(1.2);
    expect(sum(before, (row) => row.factor) / before.length).toBeLessThan(1.3);
    expect(season[10].factor).toBeLessThan(season[9].factor); // Sunday 2026-10-11 after Saturday
  });

  test('leaves from up to 64 FCs of every ZIP3, near ones first', () => {
    const byZip3 = new Map<string, number>();
    for (const {zip3} of tables.origins) byZip3.set(zip3, (byZip3.get(zip3) ?? 0) + 1);
    expect(new Set(byZip3.keys())).toEqual(new Set(tables.zips.map(({zip}) => zip.slice(0, 3))));
    expect(Math.max(...byZip3.values())).toBeLessThanOrEqual(64);
    const fcs = new Map(tables.facilities.map((row) => [row.facilityId, row]));
    const east = tables.origins.filter(
      ({zip3, facilityId}) => zip3 === '100' && fcs.get(facilityId)!.longitudeDeg > -90,
    );
    const all = tables.origins.filter(({zip3}) => zip3 === '100');
    expect(sum(east, (row) => row.packages) / sum(all, (row) => row.packages)).toBeGreaterThan(0.8);
  });
});

// The reference twin in the middle of each segment, and its rural stations, against public figures never fitted to.
import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {NO_BUILDING, resolveParameters, serviceByRule, type Twin} from '@cutover/core';
import {readTwin} from '@cutover/files';
import {densityRows, FACT_TOLERANCE, outOfRange, ruralFacts} from '@cutover/reporting';
import {beforeAll, describe, expect, test} from 'vitest';

const place = fileURLToPath(new URL('../../data/us/', import.meta.url));

describe.skipIf(!existsSync(`${place}twin.yaml`))('the reference twin', () => {
  let twin: Twin;
  let stems: {station: Int32Array; miles: Float64Array};

  beforeAll(async () => {
    twin = await readTwin(place);
    const {firstSlot, building, stemMiles} = serviceByRule(twin, resolveParameters(twin.parameters));
    const hasStation = (zip: number) => firstSlot[zip] < firstSlot[zip + 1];
    stems = {
      station: Int32Array.from(twin.zips, (_, zip) => (hasStation(zip) ? building[firstSlot[zip]] : NO_BUILDING)),
      miles: Float64Array.from(twin.zips, (_, zip) => (hasStation(zip) ? stemMiles[firstSlot[zip]] : NaN)),
    };
  });

  test('has stops, miles and dollars of a route inside the public ranges in the middle of each segment', () => {
    const zipCount = twin.zips.length;
    const none = new Float64Array(zipCount); // no run: what USPS asks is not looked at
    const paths = new Float64Array(2 * zipCount).fill(NaN);
    const demanded = Float64Array.from(twin.demand, ({packagesPerYear}) => packagesPerYear);
    const rows = densityRows(
      {twin, ledger: {dayCount: 365}, planned: {linehaulUsd: paths, sortUsd: paths}},
      {
        parameters: resolveParameters(twin.parameters),
        ...{stems, counts: {epochCount: 1, zipCount, zip: {demanded, usps: none}}, zip: {postage: none}},
      },
    );
    expect(rows.map(({segment}) => segment)).toEqual(['urban', 'suburban', 'rural', 'remote']);
    expect(rows.map((row) => outOfRange(row))).toEqual([[], [], [], []]);
    for (const {points} of rows) {
      expect(points[0].cheapest).not.toBe('van'); // a hundredth of a ZIP is no work for a van
      expect(points[0].averageUsd).toBeGreaterThan(points[5].averageUsd);
    }
  });

  test('has rural stations for 13,000 ZIPs, 1.2 m square miles and a billion packages a year, within a quarter', () => {
    const rows = ruralFacts(
      {twin, ledger: {stations: new Int32Array(0), stationDelivered: new Uint32Array(0), dayCount: 365}},
      {stems},
    );
    expect(rows.map(({fact}) => fact)).toEqual([13_000, 1.2e6, 1e9]);
    for (const {name, model, fact} of rows) {
      expect([name, Math.abs(model / fact - 1) <= FACT_TOLERANCE]).toEqual([name, true]);
    }
    const isRural = (row: number) => row !== NO_BUILDING && twin.facilities[row].facilityId.startsWith('DSR-');
    expect(rows[0].model).toBe(stems.station.filter(isRural).length); // by the name the build gives them
  });
});

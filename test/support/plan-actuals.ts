// What happened under a plan of the small twin, invented: every package goes the way the plan says and costs what the
// price lists say, but for what a test makes go wrong. Works out volumes and prices itself, from the meaning of words.
import {dayNumber, isoDate, type PolicyRow, type Twin} from '@cutover/core';
import type {Row} from './books.ts';

export interface Happening {
  readonly zip: string;
  readonly carrier: 'owned' | 'usps' | 'other';
  readonly day: string;
}

export interface Course {
  readonly volume?: (at: Happening) => number; // times what was expected
  readonly usd?: (at: Happening) => number; // times what the price lists say
  readonly lateShare?: (at: Happening) => number;
}

const GROWTH = 0.098; // a year
const MIDDLE_OF_2025 = dayNumber('2025-07-02') + 0.5;
const POUNDS = {light: 1, heavy: 8, usps_only: 1};
const CONTRACT_USD = {ddu: 3.4, sdc: 3.73, scf: 3.73};

/** Shipments as a carrier's or a WMS's file has them, several alike in one row. */
export function shipmentsOf(
  twin: Twin,
  policy: readonly PolicyRow[],
  dayCount: number,
  {volume = () => 1, usd = () => 1, lateShare = () => 0.04}: Course = {},
): Row[] {
  const firstDay = dayNumber(twin.settings.horizon.from);
  const typeOf = new Map(twin.facilities.map(({facilityId, facilityType}) => [facilityId, facilityType]));
  const entryOf = new Map(twin.entry.map(({zip, facilityId}) => [zip, typeOf.get(facilityId) as 'ddu' | 'sdc']));
  return Array.from({length: dayCount}, (_, day) => isoDate(firstDay + day)).flatMap((day, i) => {
    const years = (firstDay + i + 0.5 - MIDDLE_OF_2025) / 365.25;
    const factor = (1 + GROWTH) ** years * twin.season[i].factor;
    return twin.today.flatMap(({zip, classGroup, owned, usps, other}) => {
      const rows = policy.filter((row) => row.zip === zip && row.classGroup === classGroup && row.from <= day);
      const row = rows.reduce((a, b) => (b.from > a.from ? b : a));
      return (['owned', 'usps', 'other'] as const).flatMap((carrier): Row[] => {
        const at = {zip, carrier, day};
        const expected = (((owned + usps + other) / 365) * factor * row[carrier]) / 1024;
        const packages = expected * volume(at);
        if (packages === 0) return [];
        const pounds = POUNDS[classGroup];
        const listUsd = (9 + 0.4 * (pounds - 1)) * 1.295 * 0.5;
        const each = carrier === 'usps' ? CONTRACT_USD[entryOf.get(zip)!] : listUsd;
        const shipped = (count: number, transitDays: number): Row => ({
          ...{ship_date: day, origin_id: 'FC1', zip, weight_lb: pounds, cube_ft3: 0.5, carrier},
          cost_usd: carrier === 'owned' ? '' : count * each * usd(at),
          ...{transit_days: transitDays, promise_days: 2, packages: count},
        });
        const late = packages * lateShare(at);
        return late > 0 ? [shipped(packages - late, 1), shipped(late, 4)] : [shipped(packages, 1)];
      });
    });
  });
}

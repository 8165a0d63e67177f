import {dayNumber, isoDate, type Twin} from '@cutover/core';
import {createPool, type Pool, prepare} from '@cutover/runner';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {smallTwin} from '../support/small-twin.ts';

const FROM = '2026-10-01';
const TO = '2027-01-20';

let pool: Pool;
beforeAll(() => {
  pool = createPool(1);
});
afterAll(() => pool.close());

/** The small twin over a New Year. Its DS3 opens on 2026-10-15 and grows for some weeks, though not in peak season. */
function overNewYear(rampWeeks: number): Twin {
  const twin = smallTwin();
  const first = dayNumber(FROM);
  const days = dayNumber(TO) - first + 1;
  return {
    ...twin,
    settings: {...twin.settings, horizon: {from: FROM, to: TO}},
    season: Array.from({length: days}, (_, i) => ({date: isoDate(first + i), factor: 1})),
    facilities: twin.facilities.map((each) => (each.facilityId === 'DS3' ? {...each, rampWeeks} : each)),
  };
}

async function epochStarts(twin: Twin): Promise<string[]> {
  const [{plans, horizon}] = await prepare(pool, [{name: 'trial', about: '', twin}], 1);
  return plans.map(
    ({
      policy: {
        epoch: {fromDay},
      },
    }) => isoDate(horizon.firstDay + fromDay),
  );
}

test('a station that still grows at a quarter begins an epoch, so that the plan grows with it', async () => {
  // 12 weeks from 2026-10-15 reach beyond New Year; 4 weeks are over by then.
  const [slow, fast] = [await epochStarts(overNewYear(12)), await epochStarts(overNewYear(4))];
  expect(fast).not.toContain('2027-01-01');
  expect(slow).toEqual([...fast, '2027-01-01'].sort());
});

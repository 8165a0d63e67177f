// The files that the planner of the tutorial has: a year of shipments, a map of stations, books, and what happened.
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {policyTable} from '@cutover/core';
import {parseTable, readTwin, writeTwin} from '@cutover/files';
import {booksCsv, keepBooks, type Row} from './books.ts';
import {shipmentsOf} from './plan-actuals.ts';
import {smallScenarios, smallTwin} from './small-twin.ts';

const BOXES = {light: [10, 7, 2], heavy: [12, 10, 6], usps_only: [10, 7, 2]};
const POUNDS = {light: 0.5, heavy: 8, usps_only: 1};
const CALIBRATED = {owned: 1, usps: 1.19, other: 1.2}; // the invented books pay about this much above the twin's prices

/** All that is there before the first command. */
export async function layTutorialFiles(folder: string): Promise<void> {
  const twin = smallTwin();
  await writeTwin(join(folder, 'mytwin'), {twin, scenarios: smallScenarios()});
  const year = twin.today.flatMap((row) =>
    (['owned', 'usps', 'other'] as const).flatMap((carrier): Row[] => {
      if (row[carrier] === 0) return [];
      const [length_in, width_in, height_in] = BOXES[row.classGroup];
      const eligibility = row.classGroup === 'usps_only' ? 'po_box' : 'standard';
      return [
        {
          ...{ship_date: '2025-07-02', origin_id: 'FC1', zip: row.zip, weight_lb: POUNDS[row.classGroup]},
          ...{length_in, width_in, height_in, carrier, promise_days: 2, eligibility, packages: row[carrier]},
        },
      ];
    }),
  );
  writeFileSync(join(folder, 'shipments.csv'), booksCsv(year));
  writeFileSync(join(folder, 'stations.csv'), 'zip,facility_id\n03001,DS1\n03101,DS2\n');
  const books = keepBooks({seed: 11, days: 45, routesPerDay: 4, shipmentsPerDay: 20});
  writeFileSync(join(folder, 'invoices.csv'), booksCsv(books.actuals));
  writeFileSync(join(folder, 'routes.csv'), booksCsv(books.routes));
}

/** Four weeks under the plan: all well but for own vans in the last two, which come late. */
export async function layFourWeeks(folder: string): Promise<void> {
  const {rows} = parseTable(policyTable, readFileSync(join(folder, 'plan/policy.csv'), 'utf8'), 'policy.csv');
  const weeks = shipmentsOf(await readTwin(join(folder, 'mine')), rows, 28, {
    usd: ({carrier}) => CALIBRATED[carrier],
    lateShare: ({carrier, day}) => (carrier === 'owned' && day >= '2026-10-15' ? 0.3 : 0.04),
  });
  writeFileSync(join(folder, 'four-weeks.csv'), booksCsv(weeks));
}

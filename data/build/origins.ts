// origins.csv: which FCs a ZIP3's packages leave from. Near ones mostly, and some goods are held far away only.
import type {Origin, Zip} from '@cutover/core';
import {apportion} from './apportion.ts';
import {milesApart, pointsOf} from './points.ts';
import type {FulfillmentSite} from './sites.ts';

const WEIGHT_TOTAL = 100_000; // whole numbers for each ZIP3, so shares are good to 1/1000 of a percent
const FCS_MAX = 64;
const FAR_FCS = 12; // that stand for all but the nearest
const REACH_MILES = 400; // by which the pull of an FC falls to a third (assumption)
const FAR_SHARE = 0.02; // pull of an FC at any distance (assumption)

/** Pull = size x (exp(-miles / 400) + 0.02). The 52 strongest stand for themselves, 12 of the others for the rest. */
export function buildOrigins(zips: readonly Zip[], fcs: readonly FulfillmentSite[]): Origin[] {
  const groups = new Map<string, Zip[]>();
  for (const zip of zips) {
    const zip3 = zip.zip.slice(0, 3);
    groups.set(zip3, [...(groups.get(zip3) ?? []), zip]);
  }
  const fcPoints = pointsOf(fcs);
  return [...groups].flatMap(([zip3, members]) => {
    const centre = pointsOf([meanPoint(members)]);
    const pull = Float64Array.from(fcs, (fc, row) => {
      return fc.size * (Math.exp(-milesApart(centre, 0, fcPoints, row) / REACH_MILES) + FAR_SHARE);
    });
    const order = Array.from(pull.keys()).sort((a, b) => pull[b] - pull[a] || a - b);
    const near = order.slice(0, FCS_MAX - FAR_FCS);
    const rest = order.slice(FCS_MAX - FAR_FCS);
    const far = Array.from({length: FAR_FCS}, (_, i) => rest[Math.floor(((i + 0.5) * rest.length) / FAR_FCS)]);
    const scale = sumAt(pull, rest) / sumAt(pull, far);
    const chosen = [...near, ...far];
    const weights = chosen.map((row, i) => (i < near.length ? pull[row] : pull[row] * scale));
    const parts = apportion(WEIGHT_TOTAL, weights);
    return chosen.map((row, i) => ({zip3, facilityId: fcs[row].id, packages: Math.max(1, parts[i])}));
  });
}

function sumAt(values: Float64Array, rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + values[row], 0);
}

/** Where the people of a ZIP3 are: a plain mean of degrees will do at this size. */
function meanPoint(zips: readonly Zip[]) {
  let people = 0;
  let latitudeDeg = 0;
  let longitudeDeg = 0;
  for (const zip of zips) {
    people += zip.population;
    latitudeDeg += zip.population * zip.latitudeDeg;
    longitudeDeg += zip.population * zip.longitudeDeg;
  }
  return {latitudeDeg: latitudeDeg / people, longitudeDeg: longitudeDeg / people};
}

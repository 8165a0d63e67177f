import {statSync} from 'node:fs';
import {join} from 'node:path';
import type {Engine} from '../engine/engine.ts';
import {stampOf} from '../engine/twins.ts';
import {projectPoint} from '../geometry/projection.ts';
import type {FacilityFacts, TwinNames} from '../tables/twin-facts.ts';
import {createKept} from './kept.ts';
import type {Facilities} from './schemas.ts';

/** What a page asks for before it shows a map, by the path of the twin or run; kept for as long as its files stay. */
export interface MapAnswers {
  names(twin: string): Promise<TwinNames>;
  geometry(twin: string): Promise<Uint8Array<ArrayBuffer>>;
  facilities(twin: string): Promise<Facilities>;
  runZips(run: string, scenario: string): Promise<Uint8Array<ArrayBuffer>>;
}

export function createMapAnswers(reader: Engine): MapAnswers {
  const [geometries, facilities] = [createKept<Uint8Array<ArrayBuffer>>(), createKept<Facilities>()];
  const [runs, names] = [createKept<Uint8Array<ArrayBuffer>>(), createKept<TwinNames>()];
  const asRead = (twin: string): string => `${twin}\n${stampOf(twin, [])}`;
  return {
    names: (twin) => names(`${twin}\n${stampOf(twin)}`, () => reader.ask('names', {twin})),
    geometry: (twin) => geometries(asRead(twin), () => reader.ask('geometry', {twin})),
    facilities: (twin) =>
      facilities(asRead(twin), async () => facilitiesAnswer(await reader.ask('facilities', {twin}))),
    runZips(run, scenario) {
      const {mtimeMs} = statSync(join(run, 'summary.json')); // a run may be replaced by one of the same name
      return runs(`${run} ${scenario} ${mtimeMs}`, () => reader.ask('runZips', {run, scenario}));
    },
  };
}

/** Buildings with their places on the map. */
function facilitiesAnswer(facts: FacilityFacts): Facilities {
  const {ids, types, zips, capacityPackagesPerDay, statuses} = facts;
  const xy = facts.longitudeDeg.flatMap((longitude, row) => {
    const at = projectPoint(longitude, facts.latitudeDeg[row]);
    return at === null ? [-1, -1] : at.map((value) => Math.round(100 * value) / 100);
  });
  return {
    ...{ids: [...ids], types: [...types], zips: [...zips], xy, statuses: [...statuses]},
    capacityPackagesPerDay: [...capacityPackagesPerDay],
  };
}

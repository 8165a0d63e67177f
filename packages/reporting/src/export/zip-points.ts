import {DataError, type Twin} from '@cutover/core';
import {calibrationStateText} from '../calibration.ts';
import {columnOf, type RunTable} from './sheet.ts';
import {zipMeasures} from './zip-measures.ts';

/**
 * The ZIPs of a scenario as GeoJSON points with the measures of the workbook, in the order of the ZIPs.
 *
 * @returns text, one feature a line
 * @throws DataError if the run has a ZIP that the twin does not have
 */
export function zipPoints(scenario: string, table: RunTable, twin: Twin): string {
  const places = new Map(twin.zips.map(({zip, longitudeDeg, latitudeDeg}) => [zip, [longitudeDeg, latitudeDeg]]));
  const readers = zipMeasures.map(({name, read}) => ({name, read: read(table)}));
  const features = columnOf(table, 'zip').map((zip, row) => {
    const coordinates = places.get(String(zip));
    if (coordinates === undefined) throw new DataError(`the twin has no ZIP ${String(zip)}; run again, then export`);
    const properties = Object.fromEntries(readers.map(({name, read}) => [name, read(row)]));
    return JSON.stringify({type: 'Feature', geometry: {type: 'Point', coordinates}, properties});
  });
  const about = JSON.stringify({
    ...{scenario, twin: twin.settings.name, synthetic: twin.settings.synthetic},
    ...{calibration: calibrationStateText(twin.calibration), attribution: twin.settings.attribution},
    points: 'one for each ZIP; not postal boundaries',
  });
  return `{"type":"FeatureCollection","about":${about},"features":[\n${features.join(',\n')}\n]}\n`;
}

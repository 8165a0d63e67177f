import {applyScenario, DataError, facilityTable, openStationAt} from '@cutover/core';
import {readScenario} from '@cutover/files';
import {twinAt} from '../engine/twins.ts';
import type {ProvenanceAnswer, QuantityOf} from '../http/quantity.ts';

/** A column of a building, or of the station that a what-if opens at a ZIP. */
export async function ofFacility(
  {scenario, measure, facility, zip}: QuantityOf<'twin'>,
  path: string,
): Promise<ProvenanceAnswer> {
  const twin = applyScenario(await twinAt(path), await readScenario(path, scenario));
  const column = facilityTable.columns.find(({field}) => field === measure);
  if (column === undefined) throw new DataError(`facilities.csv has no column for "${measure}"`);
  const opening = zip === undefined ? undefined : openStationAt(twin, zip);
  const opened = opening?.flatMap((each) => (each.change === 'openFacility' ? [each.facility] : []))[0];
  const row = opened ?? twin.facilities.find(({facilityId}) => facilityId === facility);
  if (row === undefined) throw new DataError(`facilities.csv has no building "${facility}"`);
  const value = row[measure as keyof typeof row] ?? null;
  const {file} = facilityTable;
  const confidence = opened === undefined ? row.status : 'assumption';
  return {
    unit: column.unit,
    how: opened === undefined ? `${column.name}: ${column.about}` : 'The median of the delivery stations of the twin.',
    marks: [
      ...(twin.settings.synthetic ? (['synthetic'] as const) : []),
      ...(confidence === 'assumption' || confidence === 'assumed' ? (['assumption'] as const) : []),
    ],
    calibrated: null,
    cells: opened === undefined ? [{file, row: row.facilityId, column: column.name, value}] : [],
    inputs: [
      {
        ...{
          kind: 'column',
          file,
          name: column.name,
          value: typeof value === 'boolean' ? String(value) : value,
          low: null,
          base: null,
          high: null,
          unit: column.unit,
        },
        ...{asOf: '', confidence, source: `${file} of ${twin.settings.name}`, standsInOn: []},
        note: opened === undefined ? row.facilityId : `median of ${countStations(twin.facilities)} stations`,
      },
    ],
    countInputs: [],
  };
}

function countStations(facilities: readonly {readonly facilityType: string}[]): number {
  return facilities.filter(({facilityType}) => facilityType === 'ds').length;
}

import {readFile} from 'node:fs/promises';
import {basename} from 'node:path';
import {
  DataError,
  type Twin,
  TwinError,
  ZIP3_COUNT,
  type ZoneChart,
  zoneChartIndex,
  zonePairTable,
} from '@cutover/core';
import {onDisk} from '../disk/disk.ts';
import {capIssues} from '../twin/issues.ts';
import {zoneChartText} from '../zones/zone-chart.ts';
import {type NotJoined, notJoined, type TwinFile} from './report.ts';
import {readOfficialChart} from './zone-matrix.ts';

export interface ZonesReport {
  readonly pairs: number; // that have a zone
  readonly notJoined: readonly NotJoined[];
}

/**
 * Makes the zones.csv of a twin from an official zone chart: the text of the National Zone Charts Matrix, or a CSV
 * with `origin_zip3`, `destination_zip3` and `zone` (`readOfficialChart`). Where it has no zone the rule stays.
 *
 * @throws DataError if there is no such file, or no zone in it
 * @throws TwinError with every problem of the file
 */
export async function importZones(twin: Twin, path: string): Promise<TwinFile<ZonesReport>> {
  const text = await onDisk(path, () => readFile(path, 'utf8'));
  const {chart, pairs, issues} = readOfficialChart(text, basename(path));
  if (issues.length > 0) throw new TwinError(capIssues(issues));
  if (pairs === 0) throw new DataError(`"${path}" has no zone; give a chart of zones between ZIP3s`);
  const {from, to} = coverage(chart);
  const zip3Of = (zip: string) => zip.slice(0, 3);
  const fcs = twin.facilities.filter(({facilityType}) => facilityType === 'fc');
  return {
    file: zonePairTable.file,
    text: zoneChartText(chart),
    report: {
      pairs,
      notJoined: [
        ...notJoined(
          'ZIP3s of the twin that the chart has no zone to; the rule stays',
          twin.zips.map(({zip}) => zip3Of(zip)).filter((zip3) => !to.has(zip3)),
        ),
        ...notJoined(
          'ZIP3s of fulfillment centers that the chart has no zone from; the rule stays',
          fcs.flatMap(({zip}) => (zip === undefined ? [] : [zip3Of(zip)])).filter((zip3) => !from.has(zip3)),
        ),
        ...notJoined(
          'fulfillment centers without a zip in facilities.csv: no chart can say where they are',
          fcs.filter(({zip}) => zip === undefined).map(({facilityId}) => facilityId),
        ),
      ],
    },
  };
}

/** ZIP3s that any zone leaves from, and leads to. */
function coverage(chart: ZoneChart): {from: ReadonlySet<string>; to: ReadonlySet<string>} {
  const from = new Set<string>();
  const to = new Set<string>();
  for (let origin = 0; origin < ZIP3_COUNT; origin++) {
    for (let destination = 0; destination < ZIP3_COUNT; destination++) {
      if (chart[zoneChartIndex(origin, destination)] === 0) continue;
      from.add(String(origin).padStart(3, '0'));
      to.add(String(destination).padStart(3, '0'));
    }
  }
  return {from, to};
}

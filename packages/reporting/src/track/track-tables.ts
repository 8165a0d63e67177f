import {deliverers} from '@cutover/core';
import {fixedText, headlineUsd, packagesText, percentText, wholeText} from '../format.ts';
import type {TextTable} from '../comparison.ts';
import type {Track, TrackedWeek, Variance} from './track.ts';

const carrierText = {owned: 'own vans', usps: 'USPS', other: 'other carriers'} as const;

/** Planned, actual and the difference, week by week. */
export function trackWeekTable({weeks}: Track): TextTable {
  const line = (label: string, read: (week: TrackedWeek) => string) => [label, ...weeks.map(read)];
  const count = ({planned, actual}: Variance): string =>
    actual === null ? 'not given' : beside(packagesText(actual), actual, planned);
  return {
    head: ['Week from', ...weeks.map(({from}) => from)],
    rows: [
      ...deliverers.map((name) => line(`Packages by ${carrierText[name]}`, ({packages}) => count(packages[name]))),
      ...deliverers.map((name) =>
        line(name === 'owned' ? 'Own last mile' : `Paid to ${carrierText[name]}`, ({paidUsd}) => {
          const {planned, actual} = paidUsd[name];
          return actual === null ? 'not given' : beside(headlineUsd(actual), actual, planned);
        }),
      ),
      line('On time', ({onTimeShare: {planned, actual}}) =>
        actual === null ? 'not given' : `${percentText(actual)} (${percentText(planned)} planned)`,
      ),
      line('Routes a day', ({routesPerDay: {planned, actual}}) =>
        actual === null ? 'not given' : beside(fixedText(actual, 1), actual, planned),
      ),
    ],
  };
}

const STATIONS_SHOWN = 10;

/** The stations farthest behind or ahead of their plan in the last week. */
export function trackStationTable({stations, weeks}: Track): TextTable {
  const last = weeks.at(-1)?.from;
  const off = ({planned, actual}: Variance): number => Math.abs((actual ?? planned) - planned);
  const most = stations
    .filter(({from}) => from === last)
    .sort((a, b) => off(b.packagesPerDay) - off(a.packagesPerDay) || (a.facilityId < b.facilityId ? -1 : 1))
    .slice(0, STATIONS_SHOWN);
  return {
    head: ['Station, last week', 'packages a day', 'planned', 'routes a day', 'planned'],
    rows: most.map(({facilityId, packagesPerDay, routesPerDay}) => [
      facilityId,
      wholeText(packagesPerDay.actual ?? NaN),
      wholeText(packagesPerDay.planned),
      fixedText(routesPerDay.actual ?? NaN, 1),
      fixedText(routesPerDay.planned, 1),
    ]),
  };
}

/** The signal of each wave, those that have begun first. */
export function trackWaveTable({waves}: Track): TextTable {
  return {
    head: ['Wave', 'to', 'ZIPs', 'signal', 'going back', 'because'],
    rows: waves.map(({week, facilityId, toDeliverer, zipCount, signal, rollbackUsd, why, hasBegun}) => [
      `${week}${hasBegun ? '' : ' (ahead)'}`,
      `${toDeliverer} ${facilityId}`,
      wholeText(zipCount),
      signal,
      headlineUsd(rollbackUsd),
      why,
    ]),
  };
}

/** What came, with how far it is from the plan; nothing planned is no measure. */
function beside(text: string, actual: number, planned: number): string {
  return planned > 0 ? `${text} (${signed(actual / planned - 1)})` : text;
}

function signed(share: number): string {
  return `${share < 0 ? '−' : '+'}${percentText(Math.abs(share))}`;
}

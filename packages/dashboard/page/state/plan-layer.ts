import type {PlanAnswer} from '@cutover/dashboard';
import type {Loads, NamedLayer} from '../map/spots.ts';
import type {Frame, PlanZipFacts} from './api.ts';

/**
 * Who carries each ZIP in a week of a plan: its changes up to then, in their order.
 *
 * @param week - from 1; 0: the last
 */
export function planLayer({facts, arrays}: Frame<PlanZipFacts>, week: number, zipCount: number): NamedLayer {
  const {changeWeek, changeZip, ownedShare, uspsShare, otherShare, station, handoff, waveWeek} = arrays;
  const shares = {ownedShare, uspsShare, otherShare};
  const shown = week === 0 ? Infinity : week;
  const part = {
    ownedShare: new Float32Array(zipCount).fill(Number.NaN),
    uspsShare: new Float32Array(zipCount).fill(Number.NaN),
    otherShare: new Float32Array(zipCount).fill(Number.NaN),
  };
  const places = {station: new Int32Array(zipCount).fill(-1), handoff: new Int32Array(zipCount).fill(-1)};
  for (let change = 0; change < changeZip.length && changeWeek[change] < shown; change++) {
    const zip = changeZip[change];
    for (const key of ['ownedShare', 'uspsShare', 'otherShare'] as const) part[key][zip] = shares[key][change];
    places.station[zip] = station[change];
    places.handoff[zip] = handoff[change];
  }
  const changed = (waveWeek as Float32Array).map((of) => (of <= shown ? of : Number.NaN));
  return {
    arrays: {...part, ...places, waveWeek: changed},
    whole: {...part, waveWeek},
    stationIds: facts.stations,
    handoffIds: facts.handoffs,
  };
}

/** Loads of a plan's stations in a week; a station whose room has a price is full. */
export function planLoads({stations, weeks, loadPackagesPerDay, isFull}: PlanAnswer, week: number): Loads {
  const first = (week === 0 ? weeks.length - 1 : Math.min(week, weeks.length) - 1) * stations.length;
  return {
    handoffs: null,
    most: Math.max(1, ...loadPackagesPerDay),
    stations: stations.map((facilityId, place) => {
      const packages = loadPackagesPerDay[first + place];
      return {
        ...{facilityId, meanPackages: packages, peakPackages: isFull[first + place] ? 1 : 0, peakCapacity: 0},
        ...{overflowPackages: 0, weekPackages: [], weekCapacity: []},
      };
    }),
  };
}

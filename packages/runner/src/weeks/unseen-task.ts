import {type Epoch, type Facility, normal, type ParameterSet} from '@cutover/core';
import {LOAD_ONE, type WeekProblem} from '@cutover/planning';
import {shockedCapacity} from '@cutover/simulation';

/** Other days that a plan is set against, each draw by itself. A recipe: what is large lies on shared memory. */
export interface UnseenTask {
  readonly kind: 'unseen';
  readonly problem: Pick<WeekProblem, 'zipCount' | 'weekCount' | 'stationCount' | 'firstState' | 'station' | 'load'>;
  readonly paths: Uint8Array; // [zip * weekCount + week], states
  readonly weeks: readonly Epoch[];
  readonly dayPackages: Float64Array; // [day], national
  readonly stations: readonly Pick<Facility, 'latitudeDeg' | 'longitudeDeg'>[];
  readonly ramped: Float64Array; // [day * stationCount + station], capacity before any shock
  readonly sd: VolumeSd;
  readonly p: ParameterSet;
  readonly seed: number;
  readonly fromDraw: number;
  readonly toDraw: number;
}

/** Standard deviations of volumes around the plan's, as shares. */
export interface VolumeSd {
  readonly zip: number; // of a ZIP, all year
  readonly week: number; // of the nation in a week, beyond the season
}

/** One draw; what is summed over all of them is left in terms, so that no sum depends on threads. */
export interface UnseenDraw {
  readonly load: Float64Array; // [station * weekCount + week], in 1/LOAD_ONE
  readonly beyond: Float64Array; // packages beyond what a station can do in a day, days in order, of each the stations
  readonly bins: Float64Array; // [BINS + 1], station-days by load share
}

export const BINS = 4000; // of a load share up to 2
export const SHARE_MAX = 2;

const ZIP_STREAM = 0x5a49;
const WEEK_STREAM = 0x574b;

export function drawUnseen(task: UnseenTask): UnseenDraw[] {
  const {problem, sd, stations, ramped, seed, p} = task;
  const served = servedOf(task);
  return Array.from({length: task.toDraw - task.fromDraw}, (_, i) => {
    const key = (seed + task.fromDraw + i) >>> 0;
    const load = drawLoad(problem, served, sd, key);
    return {load, ...againstRoom(task, load, shockedCapacity(stations, ramped, key, p))};
  });
}

/** Loads of a plan's ZIPs at stations, ZIP by ZIP and week by week. */
interface Served {
  readonly firstOf: Uint32Array; // [zipCount + 1]
  readonly at: Uint32Array; // [entry], station * weekCount + week
  readonly week: Uint16Array; // [entry]
  readonly load: Float64Array; // [entry], in 1/LOAD_ONE
}

function servedOf({problem: {zipCount, weekCount, firstState, station, load}, paths}: UnseenTask): Served {
  const served: Served = {
    firstOf: new Uint32Array(zipCount + 1),
    at: new Uint32Array(zipCount * weekCount),
    week: new Uint16Array(zipCount * weekCount),
    load: new Float64Array(zipCount * weekCount),
  };
  let entry = 0;
  for (let zip = 0; zip < zipCount; zip++) {
    for (let week = 0; week < weekCount; week++) {
      const state = firstState[zip] + paths[zip * weekCount + week];
      if (station[state] < 0) continue;
      served.at[entry] = station[state] * weekCount + week;
      served.week[entry] = week;
      served.load[entry++] = load[state];
    }
    served.firstOf[zip + 1] = entry;
  }
  return served;
}

/** Loads of station-weeks at drawn volumes, in 1/LOAD_ONE. */
function drawLoad(
  {zipCount, weekCount, stationCount}: UnseenTask['problem'],
  {firstOf, at, week, load}: Served,
  sd: VolumeSd,
  seed: number,
): Float64Array {
  const ofWeek = Float64Array.from({length: weekCount}, (_, each) => factor(sd.week, seed, WEEK_STREAM, each));
  const drawn = new Float64Array(stationCount * weekCount);
  for (let zip = 0; zip < zipCount; zip++) {
    const ofZip = factor(sd.zip, seed, ZIP_STREAM, zip);
    for (let entry = firstOf[zip]; entry < firstOf[zip + 1]; entry++) {
      drawn[at[entry]] += ofZip * ofWeek[week[entry]] * load[entry];
    }
  }
  return drawn;
}

function factor(sd: number, seed: number, stream: number, counter: number): number {
  return Math.max(0, 1 + sd * normal(seed, stream, counter));
}

function againstRoom(task: UnseenTask, load: Float64Array, actual: Uint32Array): Omit<UnseenDraw, 'load'> {
  const {problem, weeks, dayPackages} = task;
  const {stationCount, weekCount} = problem;
  const beyond: number[] = [];
  const bins = new Float64Array(BINS + 1);
  for (let week = 0; week < weekCount; week++) {
    for (let day = weeks[week].fromDay; day < weeks[week].toDay; day++) {
      for (let s = 0; s < stationCount; s++) {
        const packages = (load[s * weekCount + week] / LOAD_ONE) * dayPackages[day];
        if (!(packages > 0)) continue;
        const room = actual[day * stationCount + s];
        if (packages > room) beyond.push(packages - room);
        bins[Math.floor((BINS * Math.min(SHARE_MAX, packages / Math.max(1, room))) / SHARE_MAX)]++;
      }
    }
  }
  return {beyond: Float64Array.from(beyond), bins};
}

/** Goes on from a sum with the own packages of every day, station by station. */
export function addOwned(
  {problem: {stationCount, weekCount}, weeks, dayPackages}: Pick<UnseenTask, 'problem' | 'weeks' | 'dayPackages'>,
  load: Float64Array,
  before: number,
): number {
  let sum = before;
  for (let week = 0; week < weekCount; week++) {
    for (let day = weeks[week].fromDay; day < weeks[week].toDay; day++) {
      for (let s = 0; s < stationCount; s++) sum += (load[s * weekCount + week] / LOAD_ONE) * dayPackages[day];
    }
  }
  return sum;
}

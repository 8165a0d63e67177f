import {useMemo} from 'preact/hooks';
import {classesOf, measures, type ZipLayer} from '../measures/measures.ts';
import type {ServerView} from './use-server.ts';

const who = measures.find(({key}) => key === 'who')!;
const A_DAY = 0.995; // reads as 1.00

/** What a preview moves, against the scenario as it is. */
export interface Changed {
  readonly zips: number; // with another deliverer or station
  readonly days: number; // order ready to door, mean of all packages
  readonly moreDays: number; // than before
  readonly slower: Moved; // by a day or more
  readonly faster: Moved;
}

/** ZIPs, and their packages of a mean day. */
export interface Moved {
  readonly zips: number;
  readonly packages: number;
}

export function useChanged({base, preview}: ServerView): Changed | null {
  return useMemo(() => {
    if (base === null || preview === null) return null;
    const days = meanDays(preview.layer);
    return {
      zips: zipsChanged(base.layer, preview.layer),
      ...{days, moreDays: days - meanDays(base.layer)},
      slower: movedBy(base.layer, preview.layer, (more) => more >= A_DAY),
      faster: movedBy(base.layer, preview.layer, (more) => more <= -A_DAY),
    };
  }, [base, preview]);
}

function zipsChanged(was: ZipLayer, is: ZipLayer): number {
  const none = {cuts: [], colors: []};
  const [before, after] = [was, is].map((layer) => classesOf(who, layer, none));
  let zips = 0;
  for (let zip = 0; zip < after.length; zip++) {
    if (before[zip] !== after[zip] || was.station[zip] !== is.station[zip]) zips++;
  }
  return zips;
}

function meanDays({transitDays, dayPackages}: ZipLayer): number {
  let [sum, packages] = [0, 0];
  for (let zip = 0; zip < transitDays.length; zip++) {
    if (Number.isNaN(transitDays[zip])) continue;
    sum += dayPackages[zip] * transitDays[zip];
    packages += dayPackages[zip];
  }
  return sum / packages;
}

/** @param fits - of the days that a ZIP's packages take more than before */
function movedBy(was: ZipLayer, is: ZipLayer, fits: (more: number) => boolean): Moved {
  let [zips, packages] = [0, 0];
  for (let zip = 0; zip < is.transitDays.length; zip++) {
    if (!fits(is.transitDays[zip] - was.transitDays[zip])) continue;
    zips++;
    packages += is.dayPackages[zip];
  }
  return {zips, packages};
}

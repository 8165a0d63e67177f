import {useMemo} from 'preact/hooks';
import {classesOf, measures, type ZipLayer} from '../measures/measures.ts';
import type {ServerView} from './use-server.ts';

const who = measures.find(({key}) => key === 'who')!;

/** What a preview moves: ZIPs with another deliverer or station, and hours to the last building, mean over packages. */
export function useChanged({base, preview}: ServerView): {zips: number; hours: number} | null {
  return useMemo(() => {
    if (base === null || preview === null) return null;
    const none = {cuts: [], colors: []};
    const [was, is] = [base.layer, preview.layer].map((layer) => classesOf(who, layer, none));
    let zips = 0;
    for (let zip = 0; zip < is.length; zip++) {
      if (was[zip] !== is[zip] || base.layer.station[zip] !== preview.layer.station[zip]) zips++;
    }
    return {zips, hours: meanHours(preview.layer) - meanHours(base.layer)};
  }, [base, preview]);
}

/** Mean over ZIPs of the hours to the building each is mainly served from. */
function meanHours({ownedShare, uspsShare, ownHours, uspsHours}: ZipLayer): number {
  let sum = 0;
  let weight = 0;
  for (let zip = 0; zip < ownedShare.length; zip++) {
    const own = ownedShare[zip] > 0 ? ownedShare[zip] * ownHours[zip] : 0;
    const usps = uspsShare[zip] > 0 ? uspsShare[zip] * uspsHours[zip] : 0;
    if (Number.isNaN(own + usps)) continue;
    sum += own + usps;
    weight += (ownedShare[zip] || 0) + (uspsShare[zip] || 0);
  }
  return sum / weight;
}

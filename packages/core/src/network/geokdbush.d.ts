declare module 'geokdbush' {
  import type KDBush from 'kdbush';
  /** Indexes of the points nearest to a place, nearest first; distance in kilometres. */
  export function around(
    index: KDBush,
    longitude: number,
    latitude: number,
    maxResults?: number,
    maxDistanceKm?: number,
    predicate?: (index: number) => boolean,
  ): number[];
}

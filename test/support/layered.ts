import {hash32} from '@cutover/core';
import {type Sketch, type SketchLane, sketchOf} from './sketch.ts';

/** Nodes of each layer of `layeredSketch`, in order. */
export const LAYERS = {FC: 6, SC: 8, DS: 12, DDU: 30} as const;

/**
 * A network as twins have them: from FCs to sort centers, which reach each other, to stations and units. The same for
 * the same seed; a tenth of the lanes cost nothing, prices are so round that many ways cost the same.
 */
export function layeredSketch(seed: number): Sketch {
  let counter = 0;
  const below = (limit: number): number => hash32(hash32(seed) + counter++) % limit;
  const layer = (name: keyof typeof LAYERS): string[] => Array.from({length: LAYERS[name]}, (_, i) => `${name}${i}`);
  const [fcs, scs, stations, units] = [layer('FC'), layer('SC'), layer('DS'), layer('DDU')];
  const lanes: SketchLane[] = [];
  const join = (from: readonly string[], to: readonly string[], lanesEach: number): void => {
    for (const tail of from) {
      for (let i = 0; i < lanesEach; i++) {
        const usd = below(10) === 0 ? 0 : (1 + below(12)) / 4;
        lanes.push({from: tail, to: to[below(to.length)], usd, minutes: 30 + below(600)});
      }
    }
  };
  join(fcs, scs, 3);
  join(scs, scs, 3);
  join(fcs, stations, 1);
  join(scs, stations, 3);
  join(scs, units, 6);
  join(stations, units, 4);
  return sketchOf([...fcs, ...scs, ...stations, ...units], lanes);
}

import {hash32} from '@cutover/core';
import * as fc from 'fast-check';
import type {TransportDayInput} from './transport-lp.ts';

const tinyZip = (facilities: number, arcsMin: number) =>
  fc.record({
    demand: fc.nat({max: 3}),
    arcs: fc.array(fc.record({facility: fc.nat({max: facilities - 1}), costMils: fc.integer({min: -2, max: 5})}), {
      minLength: arcsMin,
      maxLength: 3,
    }),
  });

/** Up to three ZIPs and three facilities with little capacity, one more without limit; many ties. */
export function tinyDay({arcsMin = 0, unlimited = 1} = {}): fc.Arbitrary<TransportDayInput> {
  return fc.integer({min: 1, max: 3}).chain((limitedCount) =>
    fc
      .record({
        zips: fc.array(tinyZip(limitedCount + unlimited, arcsMin), {minLength: 1, maxLength: 3}),
        capacity: fc.array(fc.oneof({weight: 5, arbitrary: fc.nat({max: 4})}, fc.constant(Infinity)), {
          minLength: limitedCount,
          maxLength: limitedCount,
        }),
      })
      .map(({zips, capacity}) => ({
        arcs: {
          firstArc: Uint32Array.of(0, ...zips.map((_, zip) => zips.slice(0, zip + 1).flatMap(({arcs}) => arcs).length)),
          facility: Int32Array.from(zips.flatMap(({arcs}) => arcs.map(({facility}) => facility))),
          costMils: Int32Array.from(zips.flatMap(({arcs}) => arcs.map(({costMils}) => costMils))),
          limitedCount,
        },
        demand: Int32Array.from(zips, ({demand}) => demand),
        capacity: Float64Array.from(capacity),
      })),
  );
}

export interface MediumShape {
  readonly seed: number;
  readonly zips?: number;
  readonly facilities?: number;
  readonly costRange?: number; // small: many ties
  readonly fill?: number; // demand over capacity
}

/** ZIPs and facilities on a line; a ZIP goes to three facilities near it, or dearly to one without limit. */
export function mediumDay(shape: MediumShape): TransportDayInput {
  const {seed, zips = 300, facilities = 20, costRange = 100_000, fill = 1.1} = shape;
  const draw = (row: number, stream: number): number => hash32(hash32(seed * 64 + stream) ^ row) / 2 ** 32;
  const demand = Int32Array.from({length: zips}, (_, zip) => Math.floor(50 * draw(zip, 1)));
  const total = demand.reduce((sum, packages) => sum + packages, 0);
  const facility: number[] = [];
  const costMils: number[] = [];
  for (let zip = 0; zip < zips; zip++) {
    for (let option = 0; option < 3; option++) {
      facility.push((Math.floor((zip * facilities) / zips) + Math.floor(5 * draw(zip, 2 + option))) % facilities);
      costMils.push(Math.floor(costRange * draw(zip, 5 + option)));
    }
    facility.push(facilities);
    costMils.push(Math.floor(costRange * (1 + draw(zip, 8))));
  }
  return {
    arcs: {
      firstArc: Uint32Array.from({length: zips + 1}, (_, zip) => 4 * zip),
      facility: Int32Array.from(facility),
      costMils: Int32Array.from(costMils),
      limitedCount: facilities,
    },
    demand,
    capacity: Float64Array.from({length: facilities}, (_, i) =>
      Math.floor(((total / facilities) * (0.5 + draw(i, 9))) / fill),
    ),
  };
}

import type {HandoffInput} from '@cutover/planning';
import type {ZipOptions} from '../options.ts';
import type {World} from '../world.ts';
import type {Segment, SegmentLate} from './segment.ts';
import type {WeekScene} from './week-scene.ts';

/** What of a scene the costs of ZIPs in weeks are read from: arrays and numbers alone, so that it crosses threads. */
export interface CostScene extends Pick<WeekScene, 'horizon' | 'weeks' | 'states'> {
  readonly world: CostWorld;
  readonly segments: readonly CostSegment[];
}

type CostWorld = Pick<World, 'p' | 'cubeFt3' | 'service' | 'stationSlot' | 'marketOf' | 'segment' | 'areaSqMi'>;

export interface CostSegment extends Pick<Segment, 'epoch' | 'slotUsd' | 'uspsUsd' | 'handoff' | 'otherUsd'> {
  readonly entry: Pick<HandoffInput, 'unit'>;
  readonly late: Omit<SegmentLate, 'table'> & {readonly table: {readonly days: Float64Array}};
  readonly options: {readonly options: Pick<ZipOptions, 'station'>};
}

/** Leaves out what a thread need not be sent. */
export function costScene({horizon, weeks, states, world, segments}: WeekScene): CostScene {
  const {p, cubeFt3, service, stationSlot, marketOf, segment, areaSqMi} = world;
  return {
    ...{horizon, weeks, states},
    world: {p, cubeFt3, service, stationSlot, marketOf, segment, areaSqMi},
    segments: segments.map(({epoch, slotUsd, uspsUsd, handoff, otherUsd, entry, late, options}) => ({
      ...{epoch, slotUsd, uspsUsd, handoff, otherUsd},
      entry: {unit: entry.unit},
      late: {...late, table: {days: late.table.days}},
      options: {options: {station: options.options.station}},
    })),
  };
}

import type {Epoch, Twin} from '@cutover/core';
import type {Capacity} from '../capacity.ts';
import type {Horizon} from '../horizon.ts';
import type {World} from '../world.ts';
import type {DecidedSegment, Segment} from './segment.ts';
import type {ZipStates} from './states.ts';

/** All that a problem is built from. */
export interface WeekScene {
  readonly twin: Twin;
  readonly world: World;
  readonly horizon: Horizon;
  readonly capacity: Capacity;
  readonly weeks: readonly Epoch[];
  readonly segments: readonly Segment[];
  readonly states: ZipStates;
}

/** The same with what merit order would do. */
export interface DecidedScene extends WeekScene {
  readonly segments: readonly DecidedSegment[];
}

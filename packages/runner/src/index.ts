export * from './pool.ts';
export * from './prepare.ts';
export * from './record-run.ts';
export * from './simulate.ts';
export {createWorld, type World} from './world.ts';
export * from './trace.ts';
export type {TracedLane, TracedWay} from './trace-ways.ts';
export * from './what-if/index.ts';

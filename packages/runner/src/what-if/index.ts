export {openSession, type WhatIfSession} from './session.ts';
export {Superseded} from './planned-days.ts';
export {type PlannedStation, type PlannedTables, plannedTables, type PlannedZips} from './planned-tables.ts';
export {type Preview, whatIf} from './what-if.ts';
export type {ZipMeasures} from './zip-measures.ts';
export type {PreviewError} from './error.ts';

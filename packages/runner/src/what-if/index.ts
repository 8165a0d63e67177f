export {openSession, type WhatIfSession} from './session.ts';
export {type Preview, Superseded, whatIf} from './what-if.ts';
export type {ZipMeasures} from './zip-measures.ts';

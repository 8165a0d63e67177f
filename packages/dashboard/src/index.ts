export type * from './api/frame.ts';
export type {GeometryFacts} from './geometry/geometry.ts';
export type {StartRun} from './http/parts.ts';
export type {ServerEvent} from './http/clients.ts';
export type {Quantity, QuantityOf, ProvenanceAnswer} from './http/quantity.ts';
export type * from './http/schemas.ts';
export * from './serve.ts';

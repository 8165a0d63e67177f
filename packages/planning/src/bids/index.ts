export * from './book.ts';
export * from './group.ts';
export * from './offer.ts';
export * from './scene.ts';
export type {Spill} from './spill.ts';
export * from './wait.ts';
export * from './walk-away.ts';

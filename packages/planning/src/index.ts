export * from './assign/index.ts';
export * from './bids/index.ts';
export * from './handoff.ts';
export * from './merit-order.ts';
export * from './serving-station.ts';
export * from './siting/index.ts';
export * from './transport/index.ts';

export * from './cost-table.ts';
export * from './flow.ts';
export * from './heap.ts';
export * from './mean-way.ts';
export * from './rerouter.ts';
export * from './route-table.ts';
export * from './search.ts';
export * from './sweep-twin.ts';

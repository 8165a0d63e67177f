export * from './flow.ts';
export * from './heap.ts';
export * from './mean-way.ts';
export * from './route-table.ts';
export * from './search.ts';
export * from './recost.ts';

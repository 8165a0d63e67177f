export * from './baseline.ts';
export * from './chunk.ts';
export * from './evaluate.ts';
export * from './problem.ts';
export * from './solve.ts';
export * from './weigh.ts';

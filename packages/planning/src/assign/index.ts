export * from './baseline.ts';
export * from './chunk.ts';
export {type Cuts, fillCuts} from './cuts.ts';
export * from './evaluate.ts';
export * from './problem.ts';
export {createSoftScratch, moveZip, type SoftScratch} from './soft.ts';
export * from './solve.ts';
export {type AssignKernel, assignKernel, createSpace, openSpace, type SoftSpace, type WeekSpace} from './space.ts';
export * from './weigh.ts';

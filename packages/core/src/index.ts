export * from './model/index.ts';
export * from './cost/index.ts';
export * from './scenario/index.ts';
export * from './network/index.ts';
export * from './compile/index.ts';
export * from './route/index.ts';
export * from './calibrate/index.ts';

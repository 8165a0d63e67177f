export * from './compile.ts';
export * from './csr.ts';
export * from './levels.ts';
export * from './metric.ts';
export * from './order.ts';
export * from './wasm.ts';

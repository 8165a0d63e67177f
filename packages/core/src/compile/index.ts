export * from './compile.ts';
export * from './csr.ts';
export * from './metric.ts';
export * from './wasm.ts';

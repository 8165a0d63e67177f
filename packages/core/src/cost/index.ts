export * from './cube.ts';
export * from './last-mile.ts';
export * from './linehaul.ts';
export * from './miles.ts';
export * from './other-carrier.ts';
export * from './parameters.ts';
export * from './postage.ts';
export * from './tariff.ts';

export { createTransportBasis, type TransportBasis } from './basis.ts';
export { createTransportNetwork, type TransportArcs, type TransportNetwork } from './network.ts';
export type { TransportShortage, TransportSolution } from './solution.ts';
export * from './solve.ts';
//# sourceMappingURL=index.d.ts.map
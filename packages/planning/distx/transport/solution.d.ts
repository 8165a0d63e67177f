import { type TransportBasis } from './basis.ts';
import type { TransportNetwork } from './network.ts';
/** The cheapest way to carry everything, and its proof. */
export interface TransportSolution {
    readonly flow: Int32Array;
    readonly unserved: Int32Array;
    /**
     * `[facility]`, ≥ 0: what one more package a day of capacity there would save, exactly; 0 where there is room.
     * Infinity: it would serve a package that is unserved now.
     */
    readonly priceMils: Float64Array;
    readonly potentialMils: Float64Array;
    readonly valueMils: number;
    readonly boundMils: number;
    readonly gapMils: number;
    readonly capacityInducedMils: number;
    readonly iterations: number;
    readonly stopped: 'optimal' | 'infeasible';
    readonly shortage: TransportShortage | undefined;
}
/** Why not everything can be served, and what would help. */
export interface TransportShortage {
    readonly packages: number;
    readonly zips: Int32Array;
    readonly facilities: Int32Array;
    /**
     * `[facility]`, packages a day: with so much more capacity everything is served, as cheaply as the least increase in
     * total allows. What ZIPs without any arc want is missing from it.
     */
    readonly moreCapacity: Int32Array;
    readonly servingMils: number;
}
/** Reads the plan, the prices and the proof off an optimal tree. */
export declare function readSolution(network: TransportNetwork, basis: TransportBasis, demand: Int32Array, room: Float64Array, iterations: number): TransportSolution;
//# sourceMappingURL=solution.d.ts.map
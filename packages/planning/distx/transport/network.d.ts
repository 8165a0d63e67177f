/**
 * Who may serve whom at what cost. Arcs are sorted by ZIP: `firstArc[zip] … firstArc[zip + 1] - 1`. Facilities
 * 0 … limitedCount - 1 have a capacity; those from `limitedCount` on take whatever comes.
 */
export interface TransportArcs {
    readonly firstArc: Uint32Array;
    readonly facility: Int32Array;
    readonly costMils: Int32Array;
    readonly limitedCount: number;
}
/**
 * The arcs made ready to be solved, once for all days on which they cost the same. Each ZIP has one arc more, its last:
 * to leave a package unserved. Inner arc = given arc + its ZIP. A *place* is a facility with a capacity, or, as number
 * `limitedCount`, everywhere else.
 */
export interface TransportNetwork {
    readonly zipCount: number;
    readonly limitedCount: number;
    readonly first: Uint32Array;
    readonly zip: Int32Array;
    readonly head: Int32Array;
    readonly cost: Float64Array;
    readonly tie: Float64Array;
    readonly firstInto: Uint32Array;
    readonly into: Int32Array;
    readonly cheapest: Int32Array;
    readonly least: Float64Array;
    readonly penalty: number;
}
/**
 * Prepares a transportation problem: ZIPs with demand, facilities with capacity, arcs with a cost per package.
 *
 * An unserved package costs more than any detour that would serve it, so as many are served as capacity allows.
 *
 * @throws RangeError if the arrays do not fit together
 */
export declare function createTransportNetwork(arcs: TransportArcs): TransportNetwork;
//# sourceMappingURL=network.d.ts.map
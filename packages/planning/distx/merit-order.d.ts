import { type LastMileRates } from '@cutover/core';
/** What the merit order decides on, in one epoch. A ZIP without a station cannot be taken back. */
export interface MeritInput {
    readonly share: Uint16Array;
    readonly weight: Float64Array;
    readonly meanDayPackages: number;
    readonly station: Int32Array;
    readonly capacity: Float64Array;
    readonly ownWayUsd: Float64Array;
    readonly uspsUsd: Float64Array;
    readonly segment: Uint8Array;
    readonly areaSqMi: Float64Array;
    readonly stemMiles: Float64Array;
    readonly rates: LastMileRates;
    readonly targetShare: number;
    readonly overloadUsd: number;
    readonly leaves: boolean;
}
export interface MeritResult {
    readonly share: Uint16Array;
    readonly targetShare: number;
    readonly plannedShare: number;
    readonly takenBack: number;
    readonly beyondCapacityShare: number;
    readonly cutDifferenceUsd: number;
}
/**
 * Takes packages back from USPS in merit order until USPS carries `targetShare`: the (ZIP, class group) whose own
 * *incremental* cost exceeds the postal cost least goes first. The increment is that of the whole group at the ZIP's
 * density as it then is, so both groups of a ZIP may be cheaper together than either alone. What would overload its
 * station stands back by `overloadUsd`: what fits comes first, but not at any price. The last one is split to meet the
 * target.
 *
 * Where nothing may stay (`leaves`), what no station can reach goes to another carrier.
 */
export declare function meritOrder(input: MeritInput): MeritResult;
//# sourceMappingURL=merit-order.d.ts.map
/** Two ways into the mail for each ZIP: its own unit (DDU or S&DC) on a milk run, or the SCF that feeds it. */
export interface HandoffInput {
    readonly unit: Int32Array;
    readonly scf: Int32Array;
    readonly unitWayUsd: Float64Array;
    readonly scfWayUsd: Float64Array;
    readonly dropUsd: Float64Array;
    readonly dropPackages: Float64Array;
    readonly unitPostageUsd: Float64Array;
    readonly scfPostageUsd: Float64Array;
}
/** Where each ZIP's packages enter the mail, and what that costs in all. */
export interface Handoffs {
    readonly building: Int32Array;
    readonly uspsUsd: Float64Array;
}
/**
 * Chooses for each unit whether its packages are dropped there or left at the SCF: a drop costs the same for one
 * package as for a full stop, so a unit that loses its volume is given up (thin lanes consolidate).
 *
 * @param packages - `[zip * GROUP_COUNT + group]`, planned for USPS on a mean day
 */
export declare function chooseHandoffs(input: HandoffInput, packages: Float64Array): Handoffs;
//# sourceMappingURL=handoff.d.ts.map
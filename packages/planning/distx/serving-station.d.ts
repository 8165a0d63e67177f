/** Ways to serve each ZIP, nearest first, and what the stations can take in an epoch. */
export interface ServingInput {
    readonly firstSlot: Uint32Array;
    readonly slotStation: Int32Array;
    readonly potential: Float64Array;
    readonly capacity: Float64Array;
    readonly isRamping: Uint8Array;
}
/**
 * Gives each ZIP one serving station: the nearest that is open. A station in its ramp takes its nearest ZIPs first and
 * only as many as its ramp can hold; the others stay with their next station, and if they have none they stay with it.
 *
 * @returns `[zip]`, slot of the serving station, or NO_BUILDING where no open station is near
 */
export declare function servingSlots(input: ServingInput): Int32Array;
//# sourceMappingURL=serving-station.d.ts.map
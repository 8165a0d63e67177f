import type {Demand} from './cells.ts';

/** Tables that turn the 32 random bits of a package into its attributes. */
export interface DrawTables {
  readonly classQuota: Uint8Array; // [group * CLASS_SLOTS], class, equal ones side by side
  readonly originQuota: Uint16Array; // [market * ORIGIN_SLOTS], origin slot, equal ones side by side
  readonly delayQuota: Uint8Array; // [way * DELAY_SLOTS], days later than the way says, below DELAY_SPAN
  readonly classVariant: Uint8Array; // [class], promise: 0 … variantCount - 1
  readonly promiseDays: Uint8Array; // [variant]
  readonly originCount: number;
  readonly variantCount: number;
}

/** What a block of ZIPs is simulated from; every array on shared memory. */
export interface BlockInput {
  readonly seed: number;
  readonly rate: number; // simulated packages per package, from samplingRate
  readonly demand: Demand;
  readonly fromDay: number;
  readonly dayCount: number;
  readonly zipCount: number;
  readonly classCount: number;
  readonly epochOf: Uint8Array;
  readonly position: readonly Float64Array[]; // by epoch
  readonly stationOf: readonly Int32Array[]; // [epoch][zip], station or -1
  readonly overflow: readonly Uint8Array[]; // [epoch][zip], from the policy
  readonly marketOf: Uint16Array; // [zip]
  readonly tables: readonly DrawTables[]; // by epoch
  readonly transit: readonly Uint8Array[]; // by epoch, [target][variant][origin]
  readonly targetOf: readonly (readonly Int32Array[])[]; // [epoch][way][zip], row of `transit`
  readonly delivers: Uint8Array; // [day * 3 + way]
}

// Where the kernel's tables lie in its memory, in bytes. The AssemblyScript twin reads them too: plain constants only.

export const CLASS_SLOTS = 4096; // 12 bits of a package
export const ORIGIN_SLOTS = 1024; // 10 bits
export const DELAY_SLOTS = 1024; // 10 bits
export const DELAY_SPAN = 4; // delays are 0 … 3 days
export const RUN_WORDS = 4; // low and high half of the key, first rank, rank after the last
export const RUN_CAPACITY = 6144;

export const CLASS_AT = 1_024;
export const DELAY_AT = 5_120;
export const ORIGIN_AT = 6_144;
export const SUMS_AT = 8_192; // exclusive-or and sum of all bits
export const RUNS_AT = 8_256;
export const COUNTERS_AT = 106_560; // to the end of the memory

/** What `pnpm bench --json` prints, but for the sections of benchmarks that were not run. */
export interface Sections {
  readonly kernel: {
    readonly packagesPerSecond: ByThreads; // whole simulation, books included
    readonly blocksPackagesPerSecond: ByThreads; // packages alone, of the ZIPs that DuckDB draws
    readonly duckDbPackagesPerSecond: ByThreads;
  };
  readonly routing: {
    readonly msNation: number; // new metric to table, all origins, two threads
    readonly msPerOrigin: number;
    readonly graphologyMsPerOrigin: number;
    readonly repairMs: number; // median of closing a station or changing a lane
    readonly constrainedMs: number; // all origins, every promise
  };
  readonly roads: {
    readonly nodes: number;
    readonly lanes: number;
    readonly msOneToAll: number;
    readonly graphologyMsOneToAll: number;
    readonly equalPairs: number; // random pairs with equal costs
  };
  readonly run: {
    readonly seconds: number; // wall, from the start of the process to its end
    readonly peakRssMb: number;
    readonly stages: Readonly<Record<string, number>>; // seconds
  };
  readonly plan: Readonly<Record<string, PlanFigures>>; // by scenario
}

export interface PlanFigures {
  readonly seconds: number; // wall, from the start of the process to its end
  readonly peakRssMb: number;
  readonly gap: number; // of the plan's cost, certified
  readonly gapOfCapacityInduced: number;
}

export interface ByThreads {
  readonly oneThread: number;
  readonly twoThreads: number;
}

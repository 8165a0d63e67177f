import { type WeekProblem } from './problem.ts';
/** A simple plan made to keep to capacity: what a better one is measured by. */
export interface Baseline {
    readonly valueUsd: number;
    readonly overflowPackages: number;
}
/**
 * Repairs a plan that was made without regard to weeks and capacity: ZIPs at stations that are asked too much go where
 * they cost least, then ZIPs change in merit order (least cost for each package first) until the USPS target is met.
 *
 * @param paths - `[zip * weekCount + week]`, left as they are
 */
export declare function repairBaseline(problem: WeekProblem, paths: Uint8Array): Baseline;
//# sourceMappingURL=baseline.d.ts.map
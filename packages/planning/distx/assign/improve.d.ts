import { type WeekProblem } from './problem.ts';
import { type Insertion } from './repair.ts';
/** ZIPs that can share a station and whose way is not settled by the prices. */
export interface Neighbours {
    readonly first: Uint32Array;
    readonly zip: Int32Array;
}
export declare function listNeighbours({ zipCount, stationCount, firstState, station }: WeekProblem, isUnsettled: Uint8Array): Neighbours;
/**
 * At each station takes a few ZIPs out of the plan, puts them back one after the other in another order, and keeps what
 * is cheaper: exchanges that no ZIP could make alone (ruin and recreate; Schrimpf et al., J. Comput. Phys. 159 (2000)).
 *
 * @param round - draws differ from round to round
 * @returns dollars saved
 */
export declare function exchange(insertion: Insertion, neighbours: Neighbours, round: number, tries: number): number;
//# sourceMappingURL=improve.d.ts.map
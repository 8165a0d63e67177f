export { type FacilityLocationInput, solveFacilityLocation } from './facility-location.ts';
export { type PMedianInput, solvePMedian } from './p-median.ts';
export type { Assignment, SitingLimits, SitingResult } from './problem.ts';
//# sourceMappingURL=index.d.ts.map
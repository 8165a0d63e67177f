export { solveFacilityLocation } from "./facility-location.js";
export { solvePMedian } from "./p-median.js";
//# sourceMappingURL=index.js.map
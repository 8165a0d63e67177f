export * from "./baseline.js";
export * from "./chunk.js";
export * from "./evaluate.js";
export * from "./problem.js";
export * from "./solve.js";
//# sourceMappingURL=index.js.map
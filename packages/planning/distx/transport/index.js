export { createTransportBasis } from "./basis.js";
export { createTransportNetwork } from "./network.js";
export * from "./solve.js";
//# sourceMappingURL=index.js.map
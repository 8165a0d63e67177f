export * from "./assign/index.js";
export * from "./handoff.js";
export * from "./merit-order.js";
export * from "./serving-station.js";
export * from "./siting/index.js";
export * from "./transport/index.js";
//# sourceMappingURL=index.js.map
import { clearTotals, priceChunk } from "./chunk.js";
import { createTotals } from "./problem.js";
const ZIPS_PER_CHUNK = 1024; // fixed: sums come out the same on any number of threads
/** Cuts the ZIPs into chunks for `runChunk` and adds their totals in order. */
export function chunkedEvaluate(problem, runChunk) {
    const totals = createTotals(problem);
    const chunks = [];
    for (let zip = 0; zip < problem.zipCount; zip += ZIPS_PER_CHUNK)
        chunks.push(createTotals(problem));
    return async (prices, paths) => {
        await Promise.all(chunks.map((each, i) => {
            const zipFrom = i * ZIPS_PER_CHUNK;
            const zipTo = Math.min(problem.zipCount, zipFrom + ZIPS_PER_CHUNK);
            return runChunk({ problem, prices, paths, totals: each, zipFrom, zipTo });
        }));
        clearTotals(totals);
        for (const each of chunks)
            add(totals, each);
        return totals;
    };
}
/** Everything on the calling thread. */
export const runHere = (task) => Promise.resolve(priceChunk(task));
function add(sum, part) {
    for (const name of Object.keys(sum)) {
        const to = sum[name];
        const from = part[name];
        for (let i = 0; i < to.length; i++)
            to[i] += from[i];
    }
}
//# sourceMappingURL=evaluate.js.map
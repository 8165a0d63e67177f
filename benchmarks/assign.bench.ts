// The linear core of assignment on the reference twin's peak day, beside the simplex of HiGHS on the same model (models
// built, loading excluded on both sides), and every day of the year on one thread.
// Must hold: the same optimum 40 times faster with at least 30% of stations binding; the year in 6 s on two.
// Run: pnpm bench assign. Record: benchmarks/README.md, with the date, the machine and the Node version.
import {createTransportNetwork, solveTransport, solveTransportDays} from '@cutover/planning';
import {loadHighs, solveByHighs} from '../test/support/transport-lp.ts';
import {readAssignInstance} from './assign-instance.ts';
import {printMachine} from './machine.ts';

const ROUNDS = 5; // interleaved: HiGHS once, ours OURS_A_ROUND times
const OURS_A_ROUND = 10;
const CAPACITY_SHARES = [1, 0.8]; // of the twin's capacity

printMachine();
const {arcs, peakDay, demand, capacity} = await readAssignInstance('data/us', 2);
const network = createTransportNetwork(arcs);
console.log(`${network.zipCount} ZIPs, ${arcs.facility.length} arcs, ${arcs.limitedCount} stations, day ${peakDay}`);
const highs = await loadHighs();
for (const share of CAPACITY_SHARES) benchPeakDay(share);
for (const share of CAPACITY_SHARES) benchYear(share);

function benchPeakDay(share: number): void {
  const day = {arcs, demand: demand[peakDay], capacity: scaled(capacity[peakDay], share)};
  const [ours, theirs]: number[][] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    const byHighs = solveByHighs(highs, day);
    theirs.push(byHighs.seconds);
    for (let i = 0; i < OURS_A_ROUND; i++) {
      const from = performance.now();
      const {valueMils} = solveTransport(network, day.demand, day.capacity);
      ours.push((performance.now() - from) / 1000);
      if (Math.abs(byHighs.valueMils - valueMils) > 1e-9 * valueMils) {
        throw new Error(`the optimum is ${byHighs.valueMils} by HiGHS but ${valueMils} by ours`);
      }
    }
  }
  const {priceMils, valueMils, capacityInducedMils, iterations} = solveTransport(network, day.demand, day.capacity);
  const binding = priceMils.filter((price) => price > 0).length / priceMils.length;
  const usd = (mils: number): string => `${(mils / 1e9).toFixed(3)} million USD`;
  console.log(
    `peak day at ${share} of capacity: ${(100 * binding).toFixed(0)}% of stations bind, ${usd(valueMils)}, ` +
      `${usd(capacityInducedMils)} of it by capacity, ${iterations} pivots\n` +
      `  ours ${(1000 * median(ours)).toFixed(1)} ms, HiGHS ${(1000 * median(theirs)).toFixed(0)} ms: ` +
      `${(median(theirs) / median(ours)).toFixed(0)} times faster`,
  );
}

function benchYear(share: number): void {
  const seconds: number[] = [];
  let pivots = 0;
  for (let round = 0; round < ROUNDS; round++) {
    pivots = 0;
    const from = performance.now();
    const days = solveTransportDays(network, 0, demand.length, (day, dayDemand, dayCapacity) => {
      dayDemand.set(demand[day]);
      dayCapacity.set(scaled(capacity[day], share));
    });
    for (const {solution} of days) pivots += solution.iterations;
    seconds.push((performance.now() - from) / 1000);
  }
  console.log(
    `${demand.length} days at ${share} of capacity: ${median(seconds).toFixed(2)} s on one thread, ${pivots} pivots`,
  );
}

function scaled(packages: Float64Array, share: number): Float64Array {
  return packages.map((each) => Math.floor(each * share));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

// The linear core of assignment on the reference twin's peak day, beside the simplex of HiGHS on the same model (models
// built, loading excluded on both sides), and every day of the year on one thread.
// Must hold: the same optimum 40 times faster with at least 30% of stations binding; the year in 6 s on two.
// Run: pnpm bench assign. Record: benchmarks/README.md.
import {createTransportNetwork, solveTransport, solveTransportDays} from '@cutover/planning';
import {loadHighs, solveByHighs} from '../test/support/transport-lp.ts';
import {readAssignInstance} from './assign-instance.ts';
import {interleave, type Row} from './harness/interleave.ts';
import {publish} from './harness/results.ts';

const ROUNDS = 15;
const PEER_ROUNDS = 5;
const YEAR_ROUNDS = 3;
const CAPACITY_SHARES = [1, 0.8]; // of the twin's capacity

const {arcs, peakDay, demand, capacity} = await readAssignInstance('data/us', 2);
const network = createTransportNetwork(arcs);
const highs = await loadHighs();
const rows: Row[] = [];
const notes: string[] = [];
for (const share of CAPACITY_SHARES) rows.push(...(await benchPeakDay(share)));
for (const share of CAPACITY_SHARES) rows.push(...(await benchYear(share)));
publish({
  rows,
  seed: 0, // nothing is drawn
  size: `${network.zipCount} ZIPs, ${arcs.facility.length} arcs, ${arcs.limitedCount} stations, day ${peakDay}`,
  notes,
});

async function benchPeakDay(share: number): Promise<Row[]> {
  const day = {arcs, demand: demand[peakDay], capacity: scaled(capacity[peakDay], share)};
  const solved = solveTransport(network, day.demand, day.capacity);
  const binding = solved.priceMils.filter((price) => price > 0).length / solved.priceMils.length;
  const usd = (mils: number): string => `${(mils / 1e9).toFixed(3)} million USD`;
  notes.push(
    `peak day at ${share} of capacity: ${(100 * binding).toFixed(0)}% of stations bind, ${usd(solved.valueMils)}, ` +
      `${usd(solved.capacityInducedMils)} of it by capacity, ${solved.iterations} pivots`,
  );
  const sameOptimum = (valueMils: number): string => {
    if (Math.abs(valueMils - solved.valueMils) <= 1e-9 * valueMils) return String(solved.valueMils);
    throw new Error(`an optimum of ${valueMils} beside ${solved.valueMils}`);
  };
  return interleave(
    [
      {
        ...{name: `solveTransport, peak day at ${share} of capacity`, work: 1, unit: 'day'},
        run: () => sameOptimum(solveTransport(network, day.demand, day.capacity).valueMils),
      },
      {
        ...{name: `HiGHS simplex, peak day at ${share} of capacity`, work: 1, unit: 'day', rounds: PEER_ROUNDS},
        run: () => {
          const {valueMils, seconds} = solveByHighs(highs, day);
          return {answer: sameOptimum(valueMils), seconds};
        },
      },
    ],
    {rounds: ROUNDS},
  );
}

function benchYear(share: number): Promise<Row[]> {
  const scaledDays = capacity.map((packages) => scaled(packages, share));
  return interleave(
    [
      {
        ...{name: `solveTransportDays, the year at ${share} of capacity, one thread`, work: demand.length, unit: 'day'},
        run: () => {
          let pivots = 0;
          const days = solveTransportDays(network, 0, demand.length, (day, dayDemand, dayCapacity) => {
            dayDemand.set(demand[day]);
            dayCapacity.set(scaledDays[day]);
          });
          for (const {solution} of days) pivots += solution.iterations;
          return pivots;
        },
      },
    ],
    {rounds: YEAR_ROUNDS, warmups: 0},
  );
}

function scaled(packages: Float64Array, share: number): Float64Array {
  return packages.map((each) => Math.floor(each * share));
}

import {createPrices, LOAD_ONE, type WeekProblem} from './problem.ts';
import {book, createInsertion, type Draft, type Insertion, priceBeside, takeOut} from './repair.ts';
import {isKept, missOf, planUsd} from './value.ts';

const ROUNDS = 60; // moves, each of one ZIP or two
const MOVES_MAX = 100_000; // that are weighed at once; a nation has more, and ZIPs small enough to do without
const NEAR = 4; // moves on either side: some are of the same ZIP

/** Another path of a ZIP: as now before a week, one state from it on. */
interface Move {
  readonly zip: number;
  readonly week: number;
  readonly state: number; // among those of the ZIP
  readonly keepsStart: boolean; // before the week it is where it was at the start, not where it is now
  readonly usps: number; // packages more by USPS
  readonly usd: number; // more, beside all others
}

/**
 * Moves a draft that misses its USPS target for want of small ZIPs: one ZIP goes another way from some week on, or two
 * at once, so that the volume comes into its limits at least cost, or else as near as that gets it; then whatever keeps
 * it there and saves something. Where ZIPs and weeks are many, only some weeks are changed in, or none.
 */
export function reachTarget(problem: WeekProblem, draft: Draft): void {
  const {target, weekCount, firstState, zipCount} = problem;
  const weekStep = Math.ceil((2 * weekCount * firstState[zipCount]) / MOVES_MAX);
  if (target.rule !== 'within' || weekStep > weekCount) return;
  const insertion = createInsertion(problem, createPrices(problem), draft, 0);
  for (let round = 0; round < ROUNDS; round++) {
    const moves = listMoves(insertion, weekStep);
    const [low, high] = [target.min - draft.uspsPackages, target.max - draft.uspsPackages];
    const into = bestInto(moves, low, high);
    const usd = isKept(problem, draft.totals) ? planUsd(problem, draft.totals) : Infinity;
    const isBetter = (): boolean => isKept(problem, draft.totals) && planUsd(problem, draft.totals) < usd;
    if (into !== undefined && make(insertion, into, isBetter)) continue;
    if (missOf(problem, draft.totals) === 0) return;
    const keepsLimits = (): boolean => isKept({...problem, target: {rule: 'none'}}, draft.totals);
    const isNearer = [2, 1].some((count) => {
      const found = nearest(moves, (low + high) / 2, count);
      return found !== undefined && make(insertion, found, keepsLimits);
    });
    if (!isNearer) return;
  }
}

/** Every such path of every ZIP, beside all others as they are. */
function listMoves(insertion: Insertion, weekStep: number): Move[] {
  const {problem, draft, scratch} = insertion;
  const {weekCount, firstState, start, enterUsd, leaveUsd, usps, packages, zipCount} = problem;
  const moves: Move[] = [];
  for (let zip = 0; zip < zipCount; zip++) {
    const first = firstState[zip];
    const states = firstState[zip + 1] - first;
    const now = draft.paths.slice(zip * weekCount, (zip + 1) * weekCount);
    takeOut(insertion, zip);
    priceBeside(insertion, zip);
    const weigh = (path: Uint8Array): [number, number] => {
      let [usd, carried, before] = [0, 0, start[zip]];
      for (let week = 0; week < weekCount; week++) {
        const s = path[week];
        if (s !== before)
          usd += mayChange(insertion, zip, week, s) ? leaveUsd[first + before] + enterUsd[first + s] : Infinity;
        usd += scratch.usd[week * states + s];
        carried += (usps[first + s] * packages[week]) / LOAD_ONE;
        before = s;
      }
      return [usd, carried];
    };
    const [nowUsd, nowUsps] = weigh(now);
    for (const keepsStart of [false, true]) {
      for (let week = 0; week < weekCount; week += weekStep) {
        for (let state = 0; state < states; state++) {
          const [usd, carried] = weigh(pathOf(now, start[zip], {week, state, keepsStart}));
          if (usd < Infinity) moves.push({zip, week, state, keepsStart, usps: carried - nowUsps, usd: usd - nowUsd});
        }
      }
    }
    book(insertion, zip, 1);
  }
  return moves;
}

function pathOf(
  now: Uint8Array,
  start: number,
  {week, state, keepsStart}: Pick<Move, 'week' | 'state' | 'keepsStart'>,
) {
  return now.map((s, w) => (w >= week ? state : keepsStart ? start : s));
}

/** Whether a ZIP that is out of the plan may change to a state when a week begins. */
function mayChange({problem, draft}: Insertion, zip: number, week: number, state: number): boolean {
  const {isFrozen, switchesMax, arrivalsMax, station, firstState, weekCount} = problem;
  if (isFrozen[week] === 1 || draft.totals.switches[week] >= switchesMax[week]) return false;
  const at = station[firstState[zip] + state] * weekCount + week;
  return arrivalsMax.length === 0 || at < 0 || draft.totals.arrivals[at] < arrivalsMax[at];
}

/** The cheapest move, or two moves of two ZIPs, after which the volume is within its limits. */
function bestInto(moves: readonly Move[], low: number, high: number): Move[] | undefined {
  let best: Move[] | undefined;
  let usd = Infinity;
  const offer = (found: Move[]): void => {
    const cost = found.reduce((sum, each) => sum + each.usd, 0);
    if (cost < usd) [best, usd] = [found, cost];
  };
  for (const move of moves) if (move.usps >= low && move.usps <= high) offer([move]);
  const real = moves.filter((move) => move.usps !== 0).sort((a, b) => a.usps - b.usps);
  let from = real.length; // the first whose volume, with that of `one`, is not too little
  for (const one of real) {
    while (from > 0 && real[from - 1].usps + one.usps >= low) from--;
    for (let k = from; k < real.length && real[k].usps + one.usps <= high; k++) {
      if (real[k].zip > one.zip) offer([one, real[k]]);
    }
  }
  return best;
}

/** The move, or up to two moves of two ZIPs, that bring the volume nearest to its target, nearer than it is. */
function nearest(moves: readonly Move[], wanted: number, count: number): Move[] | undefined {
  let best: Move[] | undefined;
  let miss = Math.abs(wanted) * (1 - 1e-9);
  const offer = (found: Move[]): void => {
    const each = Math.abs(found.reduce((sum, {usps}) => sum + usps, 0) - wanted);
    if (each < miss) [best, miss] = [found, each];
  };
  const real = moves.filter(({usps}) => usps !== 0).sort((a, b) => a.usps - b.usps);
  for (const move of real) offer([move]);
  if (count === 1) return best;
  let to = real.length - 1; // as `one` goes up, the other that suits it goes down
  for (const one of real) {
    while (to > 0 && real[to].usps + one.usps > wanted) to--;
    for (const other of real.slice(Math.max(0, to - NEAR), to + NEAR)) if (other.zip !== one.zip) offer([one, other]);
  }
  return best;
}

/** Makes moves, and takes them back where together they are no good. @returns whether they stand */
function make(insertion: Insertion, moves: readonly Move[], isGood: () => boolean): boolean {
  const {problem, draft} = insertion;
  const {weekCount, start} = problem;
  const before = moves.map(({zip}) => draft.paths.slice(zip * weekCount, (zip + 1) * weekCount));
  const set = (zip: number, path: Uint8Array): void => {
    takeOut(insertion, zip);
    draft.paths.set(path, zip * weekCount);
    book(insertion, zip, 1);
  };
  moves.forEach((move, i) => set(move.zip, pathOf(before[i], start[move.zip], move)));
  if (isGood()) return true;
  moves.forEach(({zip}, i) => set(zip, before[i]));
  return false;
}

import {createAscent, movePrices} from './ascent.ts';
import {type Block, blockPlanUsd, createBlock} from './block.ts';
import type {BlockScene} from './block-costs.ts';
import {runChunk} from './chunk.ts';
import {createTotals, type Totals} from './problem.ts';
import {releaseSpace} from './space.ts';
import {createSwings, noteSwings, type Question, startSwings, swingsMost, type Swings} from './swings.ts';
import {roomUsd} from './value.ts';

/** A part of all plans of a block: those that answer its questions in one way. */
export interface Leaf {
  readonly usd: number; // none of them costs less above the block's part of the bound
  readonly prices: Float64Array; // [2 * weekCount], of room at the station and of its cut, at which that is so
  readonly answers: readonly (Question & {readonly isMore: boolean})[];
  readonly next: Question | undefined; // what splits it: a ZIP that swings between loads; undefined: none does
  readonly steps: number; // of its prices
}

/** Splits parts of the plans of one block, those of the least cost first. */
export interface SplitTask extends BlockScene {
  readonly kind: 'split';
  readonly station: number;
  readonly zips: Int32Array; // that could be at the station
  readonly paths: Uint8Array; // of the plan
  readonly known: BlockBound | undefined; // so far
}

export interface BlockBound {
  readonly leaves: readonly Leaf[];
  readonly usd: number; // by which the block lifts the bound
  readonly gapUsd: number; // by which the block's part of the plan is above its part of the bound then
  readonly lively: readonly number[]; // ZIPs that went another way as prices moved: the others are asked rarely
}

const SPLITS = 10; // at most, in a visit
const STEPS = 24; // of prices, in each part
const STEPS_MAX = 4 * STEPS; // where no ZIP swings prices are not at rest
const STRIDES = {first: 0.01, last: 0.005};
const CHUNK = {kind: 'chunk', chunk: 0, hasCuts: true} as const;
const TOTALS = ['usd', 'load', 'cut'] as const;
const FULL_LAST = 1; // steps at the end in which all ZIPs are asked, as in the first: only then there is a bound

/**
 * Raises what the plans of a block cost at least (branch and bound; A. H. Land, A. G. Doig, "An automatic method of
 * solving discrete programming problems", Econometrica 28 (1960) 497-520): one large ZIP is at the station or is not,
 * each with prices of its own. Only the prices of this station move.
 */
export function splitBlock({station, zips, paths, known, ...scene}: SplitTask): BlockBound {
  const tree = known === undefined ? plantTree(scene, station, zips) : openTree(scene, station, zips, known);
  const {leaves} = tree;
  for (let split = 0; split < SPLITS; split++) {
    const at = leastOf(leaves);
    const leaf = leaves[at];
    const {next} = leaf;
    if (next === undefined) {
      if (leaf.steps >= STEPS_MAX) break;
      leaves[at] = boundLeaf(tree, leaf, 2 * leaf.steps);
    } else {
      const [less, more] = [false, true].map((isMore) =>
        boundLeaf(tree, {...leaf, answers: [...leaf.answers, {...next, isMore}]}),
      );
      leaves[at] = less;
      leaves.push(more);
    }
  }
  const {usd} = leaves[leastOf(leaves)];
  const gapUsd = blockPlanUsd(tree.block, tree.zips, paths) - tree.rootUsd - usd;
  releaseSpace(tree.block.space);
  return {leaves, usd, gapUsd, lively: livelyOf(tree)};
}

/** Whether there is nothing left to split at the leaf of the least cost. */
export function isSettled({leaves}: BlockBound): boolean {
  const {next, steps} = leaves[leastOf(leaves)];
  return next === undefined && steps >= STEPS_MAX;
}

function leastOf(leaves: readonly Leaf[]): number {
  let least = 0;
  leaves.forEach(({usd}, at) => {
    if (usd < leaves[least].usd) least = at;
  });
  return least;
}

/** The plans of a block, in parts. */
interface Tree {
  readonly block: Block;
  readonly zips: Int32Array; // of the block, the lively ones first
  readonly livelyCount: number;
  readonly places: ReadonlyMap<number, number>; // in `zips`
  readonly leaves: Leaf[];
  readonly swings: Swings;
  readonly still: Totals; // of ZIPs that are not lively
  readonly totals: Totals;
  rootUsd: number; // the block's part of the bound
}

/** The whole is its only part; all ZIPs are taken to be lively while its prices move, and then it shows which are. */
function plantTree(scene: BlockScene, station: number, zips: Int32Array): Tree {
  const first = openTree(scene, station, zips, {leaves: [], lively: Array.from(zips)});
  first.swings.isLively.fill(0);
  const whole = boundLeaf(first, {usd: 0, prices: rootPrices(scene, station), answers: []});
  releaseSpace(first.block.space);
  return openTree(scene, station, zips, {leaves: [whole], lively: livelyOf(first)});
}

function openTree(
  scene: BlockScene,
  station: number,
  all: Int32Array,
  {leaves, lively}: Pick<BlockBound, 'leaves' | 'lively'>,
): Tree {
  const isLively = new Set(lively);
  const zips = Int32Array.from([...lively, ...all.filter((zip) => !isLively.has(zip))]);
  const block = createBlock(scene, station, zips);
  const swings = createSwings(block.problem);
  swings.isLively.fill(1, 0, lively.length);
  const tree: Tree = {
    ...{block, zips, livelyCount: lively.length, leaves: [...leaves], swings, rootUsd: 0},
    places: new Map(Array.from(zips, (zip, i) => [zip, i])),
    still: createTotals(block.problem),
    totals: createTotals(block.problem),
  };
  setRow(block, rootPrices(scene, station));
  askStill(tree);
  askLively(tree);
  tree.rootUsd = boundOf(tree);
  return tree;
}

function livelyOf({zips, swings: {isLively}}: Tree): number[] {
  return Array.from(zips).filter((_, i) => isLively[i] === 1);
}

/** Moves the prices of a part, from where those of what it is a part of came to rest. */
function boundLeaf(tree: Tree, from: Pick<Leaf, 'usd' | 'prices' | 'answers'>, steps = STEPS): Leaf {
  const {block, swings, totals, livelyCount} = tree;
  const {space, problem} = block;
  const {prices, cuts, paths} = space;
  const {weekCount} = problem;
  answer(tree, from.answers);
  setRow(block, from.prices);
  const ascent = createAscent(problem, {...STRIDES, steps});
  let {usd, prices: best} = from;
  askStill(tree);
  startSwings(swings);
  for (let step = 0; step < steps; step++) {
    const isFull = step === 0 || step >= steps - FULL_LAST || livelyCount === problem.zipCount;
    if (isFull && step > 0) askStill(tree);
    askLively(tree);
    const bound = isFull ? boundOf(tree) - tree.rootUsd : -Infinity;
    if (bound > usd) {
      usd = bound;
      best = new Float64Array([...prices.station.subarray(0, weekCount), ...prices.cut]);
    }
    noteSwings(problem, paths, swings, isFull ? problem.zipCount : livelyCount, {
      isFirst: step === 0,
      isNoted: 2 * step >= steps,
    });
    movePrices(problem, totals, prices, ascent, cuts);
  }
  const usdByWeek = best.subarray(0, weekCount).map((price, week) => price + best[weekCount + week]);
  const swing = swingsMost(problem, swings, livelyCount, usdByWeek);
  const next = swing === undefined ? undefined : {...swing, zip: tree.zips[swing.zip]};
  return {usd, prices: best, answers: from.answers, next, steps};
}

/** Of room at a station, and of its cut. */
function rootPrices({problem: {weekCount}, prices}: BlockScene, station: number): Float64Array {
  const [from, to] = [station * weekCount, (station + 1) * weekCount];
  return new Float64Array([...prices.station.subarray(from, to), ...prices.cut.subarray(from, to)]);
}

function setRow({space, problem: {weekCount}}: Block, prices: Float64Array): void {
  space.prices.station.set(prices.subarray(0, weekCount));
  space.prices.cut.set(prices.subarray(weekCount));
}

/** Closes all states of ZIPs that would be another answer. */
function answer({block, places}: Tree, answers: Leaf['answers']): void {
  const {weekCount, firstState, load, weekUsd: open} = block.problem;
  const {weekUsd} = block.space.problem;
  weekUsd.set(open);
  for (const {zip, week, load: most, isMore} of answers) {
    const place = places.get(zip)!;
    for (let state = firstState[place]; state < firstState[place + 1]; state++) {
      if (load[state] > most !== isMore) weekUsd[state * weekCount + week] = Infinity;
    }
  }
}

/** Finds the cheapest paths of those ZIPs that are not lively. */
function askStill({block: {space, problem}, livelyCount, still}: Tree): void {
  runChunk({...CHUNK, memory: space.memory, zipFrom: livelyCount, zipTo: problem.zipCount});
  for (const name of TOTALS) still[name].set(space.totals[0][name]);
}

/** Finds the cheapest paths of those that are, and adds up all. */
function askLively({block: {space}, livelyCount, still, totals}: Tree): void {
  runChunk({...CHUNK, memory: space.memory, zipFrom: 0, zipTo: livelyCount});
  for (const name of TOTALS) {
    for (let i = 0; i < totals[name].length; i++) totals[name][i] = space.totals[0][name][i] + still[name][i];
  }
}

function boundOf({block: {space, problem}, totals}: Tree): number {
  return totals.usd[0] - roomUsd(problem, space.prices, space.cuts);
}

import {type Spread, spreadOf} from './statistics.ts';

/** One way to do a piece of work. */
export interface Contestant {
  readonly name: string;
  readonly work: number; // units done in one repetition
  readonly unit: string; // package, origin, pair …
  readonly rounds?: number; // fewer than the others and no warming, for a slow peer
  /**
   * Does the work of a round. @returns what it came to, or how to tell once the clock has stopped, or that and its own
   * time; equal for all contestants of a round, and kept, so that no work can be optimised away
   */
  run(round: number): Outcome | Promise<Outcome>;
}

export type Answer = string | number;
export type Outcome = Answer | (() => Answer) | Timed;

/** Of a contestant that gets ready anew in each round and takes the time of the work alone. */
export interface Timed {
  readonly answer: Answer;
  readonly seconds: number;
}

/** What a contestant took. */
export interface Row {
  readonly name: string;
  readonly work: number;
  readonly unit: string;
  readonly seconds: Spread; // of one repetition
  readonly checksum: string; // of all answers, in order of rounds
}

export interface Rounds {
  readonly rounds: number;
  readonly warmups?: number; // repetitions of each that are not counted; absent: one
  readonly alike?: boolean; // false: contestants answer different questions
  readonly clock?: () => number; // ms; absent: performance.now
}

/**
 * Runs all contestants in turn, round by round, so that a busy spell of the machine falls on all; each round begins
 * with the next one.
 *
 * @throws Error if two contestants come to different answers in a round
 */
export async function interleave(contestants: readonly Contestant[], options: Rounds): Promise<Row[]> {
  const {rounds, warmups = 1, alike = true, clock = () => performance.now()} = options;
  const seconds = contestants.map((): number[] => []);
  const answers = contestants.map((): Answer[] => []);
  for (let warmup = 0; warmup < warmups; warmup++) {
    for (const contestant of contestants) if (contestant.rounds === undefined) await contestant.run(0);
  }
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contestants.length; turn++) {
      const at = (round + turn) % contestants.length;
      if (round >= (contestants[at].rounds ?? Infinity)) continue;
      const started = clock();
      const outcome = await contestants[at].run(round);
      const taken = (clock() - started) / 1000;
      const timed = typeof outcome === 'object' ? outcome : {answer: outcome, seconds: taken};
      seconds[at].push(timed.seconds);
      answers[at].push(typeof timed.answer === 'function' ? timed.answer() : timed.answer);
    }
    if (alike) compareAnswers(contestants, answers, round);
  }
  return contestants.map(({name, work, unit}, at) => ({
    ...{name, work, unit, seconds: spreadOf(seconds[at]), checksum: answers[at].join(' ')},
  }));
}

function compareAnswers(contestants: readonly Contestant[], answers: readonly Answer[][], round: number): void {
  const known = contestants.flatMap(({name}, at) => (round in answers[at] ? [{name, answer: answers[at][round]}] : []));
  const other = known.find(({answer}) => answer !== known[0].answer);
  if (other === undefined) return;
  throw new Error(
    `round ${round}: ${other.name} came to ${other.answer}, ${known[0].name} to ${known[0].answer}; they must be equal`,
  );
}

/** Puts off work that nobody waits for: until then whoever asks has the processor. */
export interface Quiet {
  note(): void; // that somebody asked
  once(work: () => void): void; // when nobody has asked for a while
  end(): void;
}

/** @param ms - without a question, that count as quiet */
export function createQuiet(ms: number): Quiet {
  let timer: NodeJS.Timeout | undefined;
  return {
    note: () => void timer?.refresh(), // one that has run would run again: `once` lets go of it
    once(work) {
      timer = setTimeout(() => {
        timer = undefined;
        work();
      }, ms);
    },
    end: () => clearTimeout(timer),
  };
}

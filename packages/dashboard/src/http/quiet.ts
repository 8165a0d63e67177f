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
    note: () => void timer?.refresh(),
    once(work) {
      timer = setTimeout(() => {
        timer = undefined; // refreshed, it would run again
        work();
      }, ms);
    },
    end: () => clearTimeout(timer),
  };
}

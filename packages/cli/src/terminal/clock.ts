import type {Timer} from '@cutover/runner';

/** How long a stage took, all its parts together. Stages may overlap. */
export interface Stage {
  readonly stage: string;
  readonly seconds: number;
}

export interface Clock {
  readonly stages: readonly Stage[]; // in the order in which they first ended
  readonly time: Timer;
}

/** A clock whose first stage is what went before it: starting Node and loading the code. */
export function createClock(): Clock {
  const millis = new Map<string, number>([['start', performance.now()]]);
  return {
    get stages() {
      return Array.from(millis, ([stage, ms]) => ({stage, seconds: Math.round(ms) / 1000}));
    },
    async time(stage, work) {
      const startedMs = performance.now();
      const result = await work();
      millis.set(stage, (millis.get(stage) ?? 0) + performance.now() - startedMs);
      return result;
    },
  };
}

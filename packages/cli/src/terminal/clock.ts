/** How long a stage took. Stages may overlap. */
export interface Stage {
  readonly stage: string;
  readonly seconds: number;
}

export interface Clock {
  readonly stages: readonly Stage[];
  time<Result>(stage: string, work: () => Promise<Result> | Result): Promise<Result>;
}

export function createClock(): Clock {
  const stages: Stage[] = [];
  return {
    stages,
    async time(stage, work) {
      const startedMs = performance.now();
      const result = await work();
      stages.push({stage, seconds: Math.round(performance.now() - startedMs) / 1000});
      return result;
    },
  };
}

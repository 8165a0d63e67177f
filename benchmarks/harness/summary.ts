import type {Machine, Results} from './results.ts';
import type {Sections} from './sections.ts';

export type BenchSummary = Partial<Sections> & {readonly machine: Machine};

/** Joins what each benchmark has to say. */
export function summaryOf({benchmarks, machine}: Results): BenchSummary {
  const sections: Partial<Sections>[] = Object.values(benchmarks).map((measured) => measured.sections ?? {});
  return Object.assign({}, ...sections, {machine}) as BenchSummary;
}

import {availableParallelism, cpus} from 'node:os';

/** What a result is worth nothing without. */
export function printMachine(): void {
  const model = cpus()[0]?.model ?? 'unknown processor';
  console.log(`${availableParallelism()} x ${model}, Node ${process.versions.node}`);
}

/** Packages/s in millions, as the records have it. */
export function millionsPerSecond(packages: number, seconds: number): string {
  return `${(packages / seconds / 1e6).toFixed(1)} million packages/s`;
}

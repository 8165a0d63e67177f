// The whole run, from reading files to the report written: `cutover run data/us --scenario exit`, every package of the
// year. Must hold: 75 s of wall time, 3 GB. Run: pnpm bench run. Record: benchmarks/README.md.
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {runCommand} from './harness/command.ts';
import {interleave} from './harness/interleave.ts';
import {progress, publish} from './harness/results.ts';

const SEED = 1;
const SCENARIO = 'exit';

const folder = mkdtempSync(join(tmpdir(), 'cutover-bench-'));
let peakRssMb = 0;
let packages = 0;
let checksum = '';
let stages: Record<string, number> = {};
try {
  progress(`cutover run data/us --scenario ${SCENARIO}`);
  const rows = await interleave([{name: `cutover run, ${SCENARIO}`, work: 1, unit: 'run', run}], {
    rounds: 1,
    warmups: 0,
  });
  publish({
    rows,
    seed: SEED,
    size: `data/us, ${packages} packages`,
    notes: [
      `peak memory ${peakRssMb} MB`,
      Object.entries(stages)
        .map(([stage, seconds]) => `${stage} ${seconds} s`)
        .join(', '),
    ],
    sections: {run: {seconds: rows[0].seconds.median, peakRssMb, stages}},
  });
} finally {
  rmSync(folder, {recursive: true});
}

async function run(): Promise<() => string> {
  const out = join(folder, 'out');
  const words = ['run', 'data/us', '--scenario', SCENARIO, '--seed', String(SEED), '--json', '--out', out];
  peakRssMb = await runCommand(words);
  return () => {
    read(out);
    return checksum;
  };
}

function read(out: string): void {
  const json = (file: string): unknown => JSON.parse(readFileSync(join(out, file), 'utf8'));
  const manifest = json('manifest.json') as {stages: {stage: string; seconds: number}[]};
  const summary = json('summary.json') as {
    sampling: {packages: number};
    scenarios: {drawChecksum: string}[];
  };
  stages = Object.fromEntries(manifest.stages.map(({stage, seconds}) => [stage, seconds]));
  packages = summary.sampling.packages;
  checksum = summary.scenarios.map(({drawChecksum}) => drawChecksum).join(' ');
}

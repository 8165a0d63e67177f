import {fixedText, wholeText} from '@cutover/reporting';
import type {Clock} from './clock.ts';

const MEGABYTE_KIB = 1000 / 1.024; // kibibytes in a megabyte

/** Where the time of a command went, on stderr: results keep stdout for themselves. Stages may overlap. */
export function printTimings({stages}: Clock): void {
  const allSeconds = performance.now() / 1000; // since the process began
  const rows = [...stages, {stage: 'whole command', seconds: allSeconds}];
  const width = Math.max(...rows.map(({stage}) => stage.length));
  const line = (stage: string, seconds: string, share: string) =>
    `${stage.padEnd(width)}  ${seconds.padStart(8)}  ${share.padStart(6)}\n`;
  process.stderr.write(line('stage', 'seconds', 'share'));
  for (const {stage, seconds} of rows) {
    process.stderr.write(line(stage, fixedText(seconds, 2), `${fixedText((100 * seconds) / allSeconds, 1)} %`));
  }
  process.stderr.write(`peak memory ${wholeText(Math.round(process.resourceUsage().maxRSS / MEGABYTE_KIB))} MB\n`);
}

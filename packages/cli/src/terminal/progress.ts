import {packagesText} from '@cutover/reporting';
import cliProgress from 'cli-progress';
import {withCleanUp} from '../interrupt.ts';

/** What is going on, on stderr. Nothing is shown where stderr is no terminal. */
export interface Progress {
  /** A stage of unknown length. */
  say(stage: string): void;
  /** A stage that is counted, in units or ('') in steps; its pace is measured on from its first count of that unit. */
  count(stage: string, done: number, all: number, unit: string): void;
  end(): void;
}

const SILENT: Progress = {say: () => undefined, count: () => undefined, end: () => undefined};

/** Shows progress while work goes on; nothing of it stays on the terminal. */
export async function withProgress<Result>(work: (progress: Progress) => Promise<Result>): Promise<Result> {
  const progress = process.stderr.isTTY ? barOnTerminal() : SILENT;
  const end = (): Promise<void> => Promise.resolve(progress.end());
  try {
    return await withCleanUp(end, () => work(progress));
  } finally {
    await end();
  }
}

function barOnTerminal(): Progress {
  let bar: cliProgress.SingleBar | undefined;
  let counted: {unit: string; startedMs: number} | undefined;
  const end = (): void => {
    bar?.stop();
    bar = undefined;
    counted = undefined;
  };
  const begin = (format: string, stage: string, all: number): void => {
    end();
    bar = createBar(format);
    bar.start(all, 0, {stage, pace: ''});
  };
  return {
    say: (stage) => begin('{stage} …', stage, 1),
    count(stage, done, all, unit) {
      if (counted?.unit !== unit) {
        begin('{stage} {bar} {percentage}%{pace}', stage, all);
        counted = {unit, startedMs: performance.now()};
      }
      bar?.update(done, {stage, pace: paceText(done, all, unit, (performance.now() - counted.startedMs) / 1000)});
    },
    end,
  };
}

function createBar(format: string): cliProgress.SingleBar {
  return new cliProgress.SingleBar({
    format,
    stream: process.stderr,
    barsize: 30,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    hideCursor: true,
    gracefulExit: false, // main.ts hears the signals
  });
}

/** `, 38.2 m packages/s, 14 s left`; steps have no pace of interest, and nothing has in the first half second. */
function paceText(done: number, all: number, unit: string, seconds: number): string {
  const perSecond = done / seconds;
  if (!(seconds > 0.5 && perSecond > 0)) return '';
  const leftSeconds = Math.ceil((all - done) / perSecond);
  const left = leftSeconds < 120 ? `${leftSeconds} s` : `${Math.ceil(leftSeconds / 60)} min`;
  return `${unit === '' ? '' : `, ${packagesText(perSecond)} ${unit}/s`}, ${left} left`;
}

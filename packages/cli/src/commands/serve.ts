import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {Command} from '@commander-js/extra-typings';
import {DataError} from '@cutover/core';
import {serveDashboard} from '@cutover/dashboard';
import {portNumber} from '../arguments.ts';
import {withCleanUp} from '../interrupt.ts';
import {startRun} from '../run/start-run.ts';
import {printJson, printLine} from '../terminal/output.ts';
import {withProgress} from '../terminal/progress.ts';

const USUAL = ['data/us', 'runs', 'plan'];

export const serveCommand = new Command('serve')
  .description('Show twins and runs on a local web page: the map, what-ifs, and runs side by side')
  .argument(
    '[paths...]',
    'twins, runs, plans, bid books, or folders of runs and plans (default: data/us, runs and plan)',
  )
  .option('--port <number>', 'of 127.0.0.1 (default: a free one)', portNumber)
  .option('--no-open', 'print the address, do not open it in a browser')
  .option('--json', 'print the address as JSON')
  .action(async (paths, options) => {
    const there = paths.length > 0 ? paths : USUAL.filter((path) => existsSync(path));
    if (there.length === 0)
      throw new DataError('there is no data/us, no runs and no plan here; give a twin or a run to serve');
    const served = await withProgress(async (progress) => {
      progress.say('Reading the twin');
      const made = await serveDashboard({
        ...{paths: there, startRun},
        ...(options.port === undefined ? {} : {port: options.port}),
        onEpoch: (done, all) => progress.count('Preparing what-ifs', done, all, ''),
      });
      await made.ready.catch(() => undefined); // the page finds its map and sliders; what is wrong it says itself
      return made;
    });
    if (options.json) printJson({url: served.url});
    else printLine(served.url);
    if (options.open && process.stdout.isTTY) openBrowser(served.url);
    await withCleanUp(
      () => served.close(),
      () => new Promise(() => undefined),
    ); // until told to stop
  });

/** Where there is no such program the address stands on the screen. */
function openBrowser(url: string): void {
  const [command, ...words] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  spawn(command, words, {detached: true, stdio: 'ignore'})
    .on('error', () => undefined)
    .unref();
}

// The commands of a checkout on a machine that has only Node and npm: `npm run demo`, `npm test`, `pnpm cutover …`.
// Each makes what it needs first (dependencies, compiled code, the reference twin), then does its work.
// Only the work writes to stdout; everything made on the way reports to stderr.
import {pathToFileURL} from 'node:url';

const NODE_MIN = [20, 19];
const DEMO_SCENARIOS = ['keep', 'keep-80', 'cut-two-thirds', 'exit', 'no-deal'];
const DEMO_PACKAGES = 250_000_000; // of each scenario, so over 10^9 in all

checkNode();
const {buildCode, buildData, installDependencies, paths, runBenchmarks, StageError} = await import('./stages.mjs');
const {runTests} = await import('./tests.mjs');

const commands = {
  async demo(words) {
    prepare();
    const scenarios = DEMO_SCENARIOS.flatMap((name) => ['--scenario', name]);
    const sample = ['--packages', String(DEMO_PACKAGES), '--out', 'runs/demo', '--sanity'];
    await cutover(['run', 'data/us', ...scenarios, ...sample, ...words], paths.root);
  },
  async cutover(words) {
    prepare();
    await cutover(words, callerDirectory());
  },
  data() {
    installDependencies();
    buildCode();
    buildData({always: true});
  },
  test(words) {
    prepare();
    process.exitCode = runTests(words);
  },
  bench(words) {
    prepare();
    process.exitCode = runBenchmarks(words);
  },
};

try {
  const [name, ...words] = process.argv.slice(2);
  if (!Object.hasOwn(commands, name ?? '')) {
    throw new StageError(`"${name ?? ''}" is no command; there are ${Object.keys(commands).join(', ')}.`, 2);
  }
  await commands[name](words);
} catch (error) {
  if (!(error instanceof StageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}

function prepare() {
  installDependencies();
  buildCode();
  buildData();
}

/** Runs the command line in this very process, so that its output, signals and exit code are its own. */
async function cutover(words, directory) {
  process.chdir(directory);
  process.argv = [process.execPath, paths.main, ...words];
  await import(pathToFileURL(paths.main).href);
}

/** npm and pnpm run scripts in the root and name the caller's directory; started by hand we are in it. */
function callerDirectory() {
  const byPackageManager = process.env.npm_lifecycle_event === 'cutover' && process.cwd() === paths.root;
  return (byPackageManager && process.env.INIT_CWD) || process.cwd();
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return;
  process.stderr.write(`Cutover needs Node ${NODE_MIN.join('.')} or newer, this is ${process.versions.node}; `);
  process.stderr.write('install a newer one from https://nodejs.org and try again.\n');
  process.exit(2);
}

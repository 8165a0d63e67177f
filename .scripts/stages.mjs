// What a checkout needs before it can work, each made only when missing or stale. A stamp beside what was made holds
// the digest of what it was made from. Messages and the output of tools go to stderr.
import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join, relative, sep} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamps = join(root, 'node_modules', '.cutover');
const toStderr = ['ignore', 2, 2];

export const paths = {
  root,
  stamps,
  main: join(root, 'packages', 'cli', 'dist', 'main.js'),
  wasm: join(root, '.scripts', 'wasm.mjs'),
  tsc: join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
  vite: join(root, 'packages', 'dashboard', 'node_modules', 'vite', 'bin', 'vite.js'),
  page: join(root, 'packages', 'dashboard', 'dist', 'page', 'index.html'),
  vitest: join(root, 'node_modules', 'vitest', 'vitest.mjs'),
  tsx: join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs'),
};

/** A stage that could not be made, in one line for the user. Exit codes: 1 this machine or its data, 70 our code. */
export class StageError extends Error {
  constructor(message, exitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Installs what pnpm-lock.yaml names, with the pnpm that package.json names. */
export function installDependencies() {
  const manifests = workspaceFolders().map((folder) => join(folder, 'package.json'));
  const digest = digestOf(['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests]);
  const stamp = join(stamps, 'install');
  if (isFresh(stamp, digest) && existsSync(paths.tsc)) return;
  const {packageManager} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  say(`Installing dependencies with ${packageManager}`);
  const made = spawnSync('npx', ['--loglevel=silent', '--yes', packageManager, 'install', '--frozen-lockfile'], {
    cwd: root,
    stdio: toStderr,
    shell: process.platform === 'win32', // there npx is a batch file
    env: {...process.env, CI: 'true'}, // never asks
  });
  if (made.error) throw new StageError(`npx did not start (${made.error.code}); it comes with npm, install that.`, 1);
  if (made.status !== 0) {
    throw new StageError(`${packageManager} was not fetched or could not install; check the network and try again.`, 1);
  }
  writeStamp(stamp, digest);
}

/** Compiles the packages. */
export function buildCode() {
  const names = packageNames();
  const sources = names.flatMap((name) =>
    ['src', 'assembly', 'page', 'package.json', 'tsconfig.json', 'vite.config.mjs'].map((file) =>
      join('packages', name, file),
    ),
  );
  const shared = ['pnpm-lock.yaml', 'tsconfig.base.json', '.scripts/wasm.mjs', join('packages', 'tsconfig.json')];
  const digest = digestOf([...shared, ...sources]);
  const stamp = join(stamps, 'build');
  const complete = names.every((name) => existsSync(join(root, 'packages', name, 'dist', 'index.js')));
  if (complete && existsSync(paths.page) && isFresh(stamp, digest)) return;
  say('Building the packages');
  runNode(paths.wasm, [], toStderr, 'The kernels do not compile; asc says why above.');
  runNode(paths.tsc, ['-b', 'packages'], toStderr, 'The packages do not compile; tsc says why above.');
  buildPage();
  writeStamp(stamp, digest);
}

/** Bundles the page of the dashboard. */
export function buildPage() {
  const words = ['build', '--config', join('packages', 'dashboard', 'vite.config.mjs')];
  runNode(paths.vite, words, toStderr, 'The page does not bundle; vite says why above.');
}

/** Builds data/us, the reference twin. */
export function buildData({always = false} = {}) {
  const code = ['packages/core/src/model', 'packages/core/src/cost', 'packages/files/src/csv']; // what the builder uses
  const digest = digestOf(['data/build', 'data/facts', 'data/package.json', 'pnpm-lock.yaml', ...code]);
  const stamp = join(root, 'data', 'us', '.stamp');
  if (!always && isFresh(stamp, digest)) return;
  say('Building the reference twin data/us');
  rmSync(stamp, {force: true}); // what is there is no longer whole until the builder is through
  runNode(paths.tsx, ['data/build/main.ts'], toStderr, 'The reference twin data/us was not built; see above.');
  writeStamp(stamp, digest);
}

/** Runs the benchmarks. @returns their exit code */
export function runBenchmarks(words) {
  const made = spawnSync(process.execPath, [paths.tsx, join(root, 'benchmarks', 'main.ts'), ...words], {
    cwd: root,
    stdio: 'inherit',
  });
  return made.status ?? 70;
}

/** Runs a script of the checkout in its root. @throws StageError with `complaint` when it ends otherwise than with 0 */
export function runNode(script, words, stdio, complaint) {
  const made = spawnSync(process.execPath, [script, ...words], {cwd: root, stdio});
  if (made.status !== 0) throw new StageError(complaint, 70);
}

/** The packages that are compiled. */
export function packageNames() {
  return readdirSync(join(root, 'packages')).filter((name) => existsSync(join(root, 'packages', name, 'src')));
}

function workspaceFolders() {
  const packages = readdirSync(join(root, 'packages')).map((name) => join('packages', name));
  return [...packages, 'data', 'benchmarks', 'test'].filter((folder) => existsSync(join(root, folder, 'package.json')));
}

/** SHA-256 over the path and bytes of each file, folders read through but what is generated, in order of path. */
function digestOf(sources) {
  const isSource = (file) => !file.includes(`${sep}generated${sep}`);
  const files = sources
    .flatMap((source) => filesUnder(join(root, source)))
    .filter(isSource)
    .sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const bytes = readFileSync(file);
    hash.update(`${relative(root, file).split(sep).join('/')}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, {withFileTypes: true, recursive: true}).filter((entry) => entry.isFile());
  return entries.map((entry) => join(entry.parentPath, entry.name));
}

function isFresh(stamp, digest) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
}

function writeStamp(stamp, digest) {
  mkdirSync(dirname(stamp), {recursive: true});
  writeFileSync(stamp, digest);
}

function say(text) {
  process.stderr.write(`${text} …\n`);
}

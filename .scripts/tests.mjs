// Runs the tests and ends stdout with `N passed, N failed, N skipped`.
import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {paths} from './stages.mjs';

/** @returns the exit code: 0 when nothing failed */
export function runTests(words) {
  const results = join(paths.stamps, 'test.json');
  mkdirSync(paths.stamps, {recursive: true});
  rmSync(results, {force: true});
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  const made = spawnSync(process.execPath, [paths.vitest, 'run', '--root', 'test', ...reporters, ...words], {
    cwd: paths.root,
    stdio: 'inherit',
  });
  const {passed, failed, skipped} = countResults(results);
  const failedInAll = made.status === 0 ? failed : Math.max(failed, 1); // an error outside of any test fails too
  process.stdout.write(`${passed} passed, ${failedInAll} failed, ${skipped} skipped\n`);
  return failedInAll === 0 ? 0 : 1;
}

/** A file that does not load counts as one failure. */
function countResults(path) {
  if (!existsSync(path)) return {passed: 0, failed: 0, skipped: 0};
  const run = JSON.parse(readFileSync(path, 'utf8'));
  const unloaded = run.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: run.numPassedTests,
    failed: run.numFailedTests + unloaded.length,
    skipped: run.numPendingTests + run.numTodoTests,
  };
}

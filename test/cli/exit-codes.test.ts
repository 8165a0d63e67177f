import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, test} from 'vitest';
import {cutover, newFolder, smallTwinDirectory} from './cutover.ts';

const cwd = newFolder();
let twin: string;
beforeAll(async () => {
  twin = await smallTwinDirectory();
  writeFileSync(join(cwd, 'a-file'), 'in the way');
  mkdirSync(join(cwd, 'photos'));
  writeFileSync(join(cwd, 'photos', 'cat.txt'), 'not a run');
});

describe('a wrong command line ends with 2 and one clear line', () => {
  test.each<[string, string[], RegExp]>([
    ['unknown scenario', ['run', 'TWIN', '--scenario', 'keep-8'], /"keep-8"; did you mean "keep/],
    ['unknown command', ['rnu'], /'rnu'.*did you mean run/i],
    ['unknown option', ['run', 'TWIN', '--sede', '3'], /'--sede'.*did you mean --seed/i],
    ['unknown option of a command in a command', ['import', 'network', 'x.csv', '--twn', 'x'], /'--twn'.*--twin/],
    ['missing argument', ['run'], /missing required argument 'dir'/],
    ['one argument too many', ['check', 'a', 'b'], /too many arguments/],
    ['no number of packages', ['run', 'TWIN', '--packages', 'many'], /'many' is invalid.*250_000_000/],
    ['part of a package', ['run', 'TWIN', '--packages', '0.5'], /'0.5' is invalid/],
    ['no packages', ['run', 'TWIN', '--packages', '0'], /'0' is invalid/],
    ['a negative seed', ['run', 'TWIN', '--seed', '-1'], /'-1' is invalid/],
    ['no threads', ['run', 'TWIN', '--threads', '0'], /whole number from 1/],
    ['no day', ['run', 'TWIN', '--from', '2026-02-30'], /'2026-02-30' is invalid/],
    ['days out of order', ['run', 'TWIN', '--from', '2026-10-08', '--to', '2026-10-07'], /after --to/],
    ['days beyond the horizon', ['run', 'TWIN', '--to', '2027-10-01'], /2026-10-01 to 2026-10-28/],
    ['a scenario twice', ['run', 'TWIN', '--scenario', 'keep', '--scenario', 'keep'], /given twice/],
    ['sanity without keep', ['run', 'TWIN', '--sanity'], /--scenario keep/],
    ['unknown table', ['describe', 'facilitys'], /"facilitys"; did you mean "facilities"\? there are zips, facilities/],
    [
      'a day before the rules',
      [
        'rate',
        '--twin',
        'TWIN',
        '--date',
        '2019-06-22',
        '--from',
        '606',
        '--to',
        '100',
        '--weight',
        '1',
        '--size',
        '6x6x6',
      ],
      /2019-06-22 is too early; rules are known from 2019-06-23 on/,
    ],
    ['no twin to import into', ['import', 'shipments', 'x.csv'], /--twin/],
  ])('%s', async (_, words, line) => {
    const {code, stdout, stderr} = await cutover(
      words.map((word) => (word === 'TWIN' ? twin : word)),
      {cwd},
    );
    expect(stderr).toMatch(line);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});

describe('data that is wrong ends with 1 and one clear line', () => {
  test.each<[string, string[], RegExp]>([
    ['missing twin', ['run', 'nowhere'], /no twin directory "nowhere"/],
    ['missing twin to check', ['check', 'nowhere'], /no twin directory "nowhere"/],
    ['a file where the run shall go', ['run', 'TWIN', '--packages', '1e3', '--out', 'a-file/run'], /"a-file\/run"/],
    ['other files where the run shall go', ['run', 'TWIN', '--packages', '1e3', '--out', 'photos'], /left alone/],
    ['missing run', ['compare', 'runs/a', 'runs/b'], /no run directory "runs\/a"/],
    ['a folder that is no run', ['trace', 'photos', '7', '--scenario', 'keep'], /"photos" is no run directory/],
    ['missing shipments', ['import', 'shipments', 'none.csv', '--twin', 'TWIN'], /no file "none.csv"/],
  ])('%s', async (_, words, line) => {
    const {code, stdout, stderr} = await cutover(
      words.map((word) => (word === 'TWIN' ? twin : word)),
      {cwd},
    );
    expect(stderr).toMatch(line);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stdout).toBe('');
    expect(code).toBe(1);
  });
});

test('a file that may not be read is the data, not a fault of ours', async () => {
  const refused = `import('node:fs').then((fs) => {
    const {readFile} = fs.promises;
    fs.promises.readFile = async (path, ...options) => {
      if (!String(path).endsWith('summary.json')) return readFile(path, ...options);
      throw Object.assign(new Error('EACCES: permission denied'), {code: 'EACCES', path});
    };
    return import('node:module').then((module) => module.syncBuiltinESMExports());
  })`;
  const env = {NODE_OPTIONS: `--import "data:text/javascript,await ${encodeURIComponent(refused)}"`};
  writeFileSync(join(cwd, 'photos', 'summary.json'), '{}'); // the tests may be root's, who may read anything
  writeFileSync(join(cwd, 'photos', 'manifest.json'), '{}');
  const {code, stdout, stderr} = await cutover(['compare', 'photos'], {cwd, env});
  expect(stderr).toBe(
    'you may not read or write "photos/summary.json"; change its permissions, or choose another folder\n',
  );
  expect({code, stdout}).toEqual({code: 1, stdout: ''});
});

test('a fault of ours ends with 70 and a stack', async () => {
  const fault = 'performance.now = () => { throw new Error("the clock fell off the wall"); }';
  const env = {NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(fault)}"`};
  const {code, stdout, stderr} = await cutover(['run', twin, '--packages', '1e3', '--out', 'never'], {cwd, env});
  expect(stderr).toMatch(/fault of Cutover/);
  expect(stderr).toMatch(/the clock fell off the wall\n\s+at /);
  expect(stdout).toBe('');
  expect(code).toBe(70);
});

test('help and version end with 0 on stdout', async () => {
  for (const words of [['--help'], ['run', '--help'], ['import', 'shipments', '--help']]) {
    const {code, stdout, stderr} = await cutover(words);
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    expect(stdout).toMatch(/^Usage: cutover/);
  }
  expect(await cutover(['--version'])).toEqual({code: 0, stdout: '0.1.0\n', stderr: ''});
});

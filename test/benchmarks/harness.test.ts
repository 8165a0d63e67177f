import {describe, expect, test} from 'vitest';
import {parseArguments, UsageError} from '../../benchmarks/harness/arguments.ts';
import {compareResults, parseResults, readResults} from '../../benchmarks/harness/compare.ts';
import {interleave, type Row} from '../../benchmarks/harness/interleave.ts';
import type {Machine, Results} from '../../benchmarks/harness/results.ts';
import type {Sections} from '../../benchmarks/harness/sections.ts';
import {halfSpread, spreadOf} from '../../benchmarks/harness/statistics.ts';
import {summaryOf} from '../../benchmarks/harness/summary.ts';
import {duration, ratiosTable, rowsTable} from '../../benchmarks/harness/tables.ts';

describe('statistics', () => {
  test('median and quartiles lie between neighbours', () => {
    // sorted 1 2 4 8: a quarter of the way from the first to the last is 0.75 of the step from 1 to 2
    expect(spreadOf([8, 1, 4, 2])).toEqual({median: 3, low: 1.75, high: 5, count: 4});
    expect(spreadOf([7])).toEqual({median: 7, low: 7, high: 7, count: 1});
  });

  test('the spread is half of the distance of the quartiles beside the median', () => {
    expect(halfSpread({median: 4, low: 3, high: 5, count: 9})).toBe(0.25);
  });

  test('nothing has no median', () => {
    expect(() => spreadOf([])).toThrow('no repetition');
  });
});

describe('rounds', () => {
  /** A clock that moves only when a contestant works. */
  function scene() {
    const order: string[] = [];
    let now = 0;
    const works = (name: string, ms: number, answer: (round: number) => string | (() => string)) => ({
      ...{name, work: 2, unit: 'thing'},
      run: (round: number) => {
        order.push(`${name}${round}`);
        now += ms;
        return answer(round);
      },
    });
    return {order, works, clock: () => now};
  }

  test('contestants take turns, another first in each round, and warm up before', async () => {
    const {order, works, clock} = scene();
    const rows = await interleave([works('a', 10, String), works('b', 30, String), works('c', 5, String)], {
      rounds: 2,
      clock,
    });
    expect(order).toEqual(['a0', 'b0', 'c0', 'a0', 'b0', 'c0', 'b1', 'c1', 'a1']);
    expect(rows.map(({name, seconds}) => [name, seconds.median, seconds.count])).toEqual([
      ['a', 0.01, 2],
      ['b', 0.03, 2],
      ['c', 0.005, 2],
    ]);
    expect(rows[0].checksum).toBe('0 1');
  });

  test('a slow peer takes part in fewer rounds and is not warmed', async () => {
    const {order, works, clock} = scene();
    const slow = {...works('slow', 1000, String), rounds: 1};
    const rows = await interleave([works('fast', 1, String), slow], {rounds: 3, clock});
    expect(order.filter((run) => run.startsWith('slow'))).toEqual(['slow0']);
    expect(rows.map(({seconds}) => seconds.count)).toEqual([3, 1]);
  });

  test('an answer may be told after the clock has stopped', async () => {
    let now = 0;
    const late = {
      ...{name: 'late', work: 1, unit: 'thing'},
      run: () => () => {
        now += 500;
        return 'told';
      },
    };
    const [row] = await interleave([late], {rounds: 1, warmups: 0, clock: () => now});
    expect([row.seconds.median, row.checksum]).toEqual([0, 'told']);
  });

  test('a contestant may take its own time', async () => {
    const timed = {...{name: 'timed', work: 1, unit: 'thing'}, run: () => ({answer: 'done', seconds: 0.25})};
    const [row] = await interleave([timed], {rounds: 2, clock: () => 0});
    expect([row.seconds.median, row.checksum]).toEqual([0.25, 'done done']);
  });

  test('different answers stop the run and name who differs, unless the questions do', async () => {
    const {works} = scene();
    const pair = [works('a', 1, String), works('b', 1, (round) => (round === 1 ? 'else' : String(round)))];
    await expect(interleave(pair, {rounds: 3})).rejects.toThrow('round 1: b came to else, a to 1');
    await expect(interleave(pair, {rounds: 3, alike: false})).resolves.toHaveLength(2);
  });
});

const machine: Machine = {cpu: 'abacus', cpus: 2, memoryGb: 1, platform: 'linux', node: '20.19.0', load: 0};

function row(name: string, median: number, change: Partial<Row> = {}): Row {
  const seconds = {median, low: 0.9 * median, high: 1.1 * median, count: 5};
  return {name, work: 10, unit: 'thing', seconds, checksum: 'c0ffee', ...change};
}

function results(rows: Record<string, readonly Row[]>, sections: Partial<Sections> = {}): Results {
  const benchmarks = Object.entries(rows).map(([name, each]) => [
    name,
    {rows: each, seed: 1, size: 'small', seconds: 1, sections},
  ]);
  return {
    schemaVersion: 1,
    startedAt: '2026-11-25T00:00:00.000Z',
    machine,
    benchmarks: Object.fromEntries(benchmarks) as Results['benchmarks'],
  };
}

describe('comparison with an earlier run', () => {
  test('tells how many times faster a unit of work is, and whether that is beyond the spread', () => {
    const earlier = results({kernel: [row('draw', 3), row('gone', 1), row('same', 1)], old: [row('x', 1)]});
    // twice the work in the same 3 s is twice as fast; 1.05 s is within the quartiles of 1 s, 0.9 to 1.1
    const now = results({kernel: [row('draw', 3, {work: 20, checksum: 'bad'}), row('same', 1.05), row('new', 1)]});
    const ratios = compareResults(earlier, now);
    expect(ratios.map(({name, speedup, isClear, sameChecksum}) => [name, speedup, isClear, sameChecksum])).toEqual([
      ['draw', 2, true, false],
      ['same', 1 / 1.05, false, true],
    ]);
    expect(ratiosTable(ratios)).toContain('2.00x');
    expect(ratiosTable(ratios)).toContain('other checksum');
  });

  test('reads back what was kept, and refuses what is no results', () => {
    const kept = results({kernel: [row('draw', 3)]});
    expect(parseResults(JSON.stringify(kept), 'file.json')).toEqual(kept);
    expect(() => parseResults('{', 'file.json')).toThrow('"file.json" is no JSON');
    expect(() => parseResults('{"schemaVersion": 2}', 'file.json')).toThrow('no benchmark results of schema 1');
    expect(() => parseResults('null', 'file.json')).toThrow('no benchmark results');
    // What `--json` printed, a likely mistake: the summary has no rows to compare.
    expect(() => parseResults(JSON.stringify(summaryOf(kept)), 'bench.json')).toThrow(UsageError);
    expect(() => readResults('none.json')).toThrow(
      new UsageError('"none.json" cannot be read (ENOENT); name a file of benchmarks/results'),
    );
  });
});

test('the summary joins the sections of what was run, beside the machine', () => {
  const run = {seconds: 60, peakRssMb: 2000, stages: {read: 2}};
  const byThreads = {oneThread: 1, twoThreads: 2};
  const kernel = {
    packagesPerSecond: byThreads,
    blocksPackagesPerSecond: byThreads,
    duckDbPackagesPerSecond: byThreads,
  };
  const one = results({kernel: []}, {kernel});
  const other = results({run: []}, {run});
  const none = results({random: []});
  const benchmarks = {...one.benchmarks, ...other.benchmarks, ...none.benchmarks};
  expect(summaryOf({...one, benchmarks})).toEqual({kernel, run, machine});
});

describe('tables', () => {
  test('a row shows its time, spread, rate, and how many times the first it takes', () => {
    const lines = rowsTable([row('ours', 0.002), row('peer', 0.5)]).split('\n');
    expect(lines[1].trim().split(/ {2,}/)).toEqual(['ours', '2.00 ms', '±10.0%', '5', '200 µs/thing', '5,000', '1.00']);
    expect(lines[2].trim().split(/ {2,}/).at(-1)).toBe('250');
  });

  test('a duration stands in the unit that reads best', () => {
    expect([75, 0.0123, 4.5e-5, 6.7e-9].map(duration)).toEqual(['75.0 s', '12.3 ms', '45.0 µs', '6.70 ns']);
  });
});

describe('command line', () => {
  const known = ['kernel.bench.ts', 'last-mile.bench.ts', 'run.bench.ts'];

  test('without names all are run, with names those that have one in theirs', () => {
    expect(parseArguments([], known)).toEqual({files: known, json: false, compare: undefined});
    expect(parseArguments(['ker', 'run', '--json', '--compare', 'a.json'], known)).toEqual({
      files: ['kernel.bench.ts', 'run.bench.ts'],
      json: true,
      compare: 'a.json',
    });
  });

  test('a name of none and an unknown option are refused with what there is', () => {
    expect(() => parseArguments(['run', 'bench'], known)).toThrow(
      'no benchmark is named "bench"; there are kernel, last-mile, run',
    );
    expect(() => parseArguments(['--jsno'], known)).toThrow('usage: pnpm bench [name …] [--json] [--compare FILE]');
  });
});

import {fixedText, priceUsd, type TextTable, wholeText} from '@cutover/reporting';
import type {Trace, TracedWay} from '@cutover/runner';
import {printFacts, printLine, printTable} from '../terminal/output.ts';

/** One package on a terminal: what it was, the way it went lane by lane, and what each way costs. */
export function printTrace(trace: Trace): void {
  printLine(`Package ${wholeText(trace.number)} of ${trace.scenario}`);
  printLine();
  printFacts(facts(trace));
  printLine();
  const [taken] = trace.ways;
  if (taken !== undefined && taken.lanes.length > 0) {
    printTable(laneTable(taken), {numbers: true});
    printLine();
  }
  printTable(wayTable(trace.ways), {numbers: true});
}

function facts(trace: Trace): [name: string, text: string][] {
  const late = trace.lateDays === 0 ? 'on time' : `${trace.lateDays} d late`;
  return [
    ['due', trace.dueOn],
    ['to ZIP', trace.zip],
    ['from', trace.originId],
    ['class', `${trace.classId}: ${trace.classGroup}, ${trace.weightLb} lb, promised in ${trace.promiseDays} d`],
    [
      'delivered',
      trace.deliveredOn === null ? 'not yet, on the last day' : `${trace.deliveredOn} by ${trace.deliverer}`,
    ],
    ['took', `${trace.transitDays} d, ${late}, ${trace.fate}`],
  ];
}

function laneTable({lanes}: TracedWay): TextTable {
  return {
    head: ['lane', 'from', 'to', 'mode', 'miles', 'arrives after h', '$'],
    rows: lanes.map(({laneId, from, to, mode, roadMiles, arriveHours, usd}) => [
      ...[laneId, from, to, mode],
      ...[fixedText(roadMiles, 0), fixedText(arriveHours, 1), priceUsd(usd)],
    ]),
  };
}

function wayTable(ways: readonly TracedWay[]): TextTable {
  return {
    head: ['way', 'last building', 'promise', 'linehaul', 'sort', 'door', 'total'],
    rows: ways.map(({deliverer, taken, lastBuilding, keepsPromise, costUsd}) => [
      `${deliverer}${taken ? ' (taken)' : ''}`,
      lastBuilding ?? '',
      keepsPromise === null ? '' : keepsPromise ? 'kept' : 'broken',
      ...[costUsd.linehaul, costUsd.sort, costUsd.door, costUsd.total].map(priceUsd),
    ]),
  };
}

import {headlineUsd, percentText, wholeText} from '@cutover/reporting';
import type {Opening, Siting} from '@cutover/runner';
import {printLine, printTable} from '../terminal/output.ts';

/** Where stations pay, on a terminal. */
export function printSiting(siting: Siting, out: string | undefined): void {
  const {openings, candidates, scenario, savingUsd, savingBoundUsd} = siting;
  if (openings.length === 0) {
    printLine(`No station of ${wholeText(candidates)} places pays on top of ${scenario}.`);
  } else {
    printTable({head: HEAD, rows: openings.map(row)}, {numbers: true});
    printLine();
    const chosen = `${wholeText(openings.length)} of ${wholeText(candidates)} places`;
    printLine(`${chosen} save ${headlineUsd(savingUsd)} a year on ${scenario}.`);
  }
  const missed = savingBoundUsd === 0 ? 0 : (savingBoundUsd - savingUsd) / savingBoundUsd;
  const most = headlineUsd(savingBoundUsd);
  printLine(`No choice of these places saves more than ${most}: at most ${percentText(missed)} is missed.`);
  if (out !== undefined) printLine(`Written to ${out}.`);
}

const HEAD = [
  'station',
  'opens on',
  'capacity',
  'packages/day',
  'from USPS',
  'ZIPs',
  '$/year',
  'fixed $/year',
  'relieves',
];

function row(opening: Opening): string[] {
  return [
    ...[opening.facilityId, opening.opensOn, wholeText(opening.capacityPackagesPerDay)],
    ...[opening.packagesPerDay, opening.fromUspsPackagesPerDay].map((packages) => wholeText(Math.round(packages))),
    ...[wholeText(opening.zips), headlineUsd(opening.savingUsd), headlineUsd(opening.fixedUsd)],
    opening.relieves
      .map(({facilityId, packagesPerDay}) => `${facilityId} ${wholeText(Math.round(packagesPerDay))}`)
      .join(', '),
  ];
}

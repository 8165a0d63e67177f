import type {CompareAnswer} from '@cutover/dashboard';
import {packagesText, usdText} from '../format.ts';
import {ofSide, type Pair} from '../provenance/quantities.ts';
import {ProvenTable} from './proven-table.tsx';

type Side = CompareAnswer['before'];

/** What two sides cost and who carries what, where one or both are planned only. */
export function PlannedLedger({sides, pair}: {readonly sides: readonly [Side, Side]; readonly pair: Pair}) {
  const isSameKind = sides[0].isPreview === sides[1].isPreview; // a run counts the packages of its sample
  const rows: readonly (readonly [label: string, measure: string, text: (side: Side) => string])[] = [
    ['Cost', 'costUsd.total', ({costUsd}) => usdText(costUsd.total)],
    ['  low', 'range.totalLow', ({range}) => usdText(range.totalLow)],
    ['  high', 'range.totalHigh', ({range}) => usdText(range.totalHigh)],
    ['Linehaul', 'costUsd.linehaul', ({costUsd}) => usdText(costUsd.linehaul)],
    ['Own last mile', 'costUsd.lastMile', ({costUsd}) => usdText(costUsd.lastMile)],
    ['Postage', 'costUsd.postage', ({costUsd}) => usdText(costUsd.postage)],
    ['Shortfall', 'costUsd.contractShortfall', ({costUsd}) => usdText(costUsd.contractShortfall)],
    ...(isSameKind ? PACKAGES : []),
  ];
  return (
    <>
      <ProvenTable
        heads={sides.map(({name, isPreview}) => (isPreview ? `${name} (preview)` : name))}
        rows={rows.map(([label, measure, text]) => ({
          label,
          cells: sides.map((side, k) => [text(side), ofSide(pair, k as 0 | 1, measure)] as const),
        }))}
      />
      <p class="soft">
        Low and high of a preview: where a run of it comes out. Of a run: the range of its inputs, each at its low or
        high.
      </p>
    </>
  );
}

const PACKAGES: readonly (readonly [label: string, measure: string, text: (side: Side) => string])[] = [
  ['By USPS', 'packages.deliveredUsps', ({packages}) => packagesText(packages.deliveredUsps)],
  ['By own vans', 'packages.deliveredOwned', ({packages}) => packagesText(packages.deliveredOwned)],
  ['By other carriers', 'packages.deliveredOther', ({packages}) => packagesText(packages.deliveredOther)],
  ['Waiting at the end', 'packages.backlogEnd', ({packages}) => packagesText(packages.backlogEnd)],
];

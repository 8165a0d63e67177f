import type {CompareAnswer} from '@cutover/dashboard';
import {packagesText, usdText} from '../format.ts';

type Side = CompareAnswer['before'];

/** What two sides cost and who carries what, where one or both are planned only. */
export function PlannedLedger({sides}: {readonly sides: readonly [Side, Side]}) {
  const isSameKind = sides[0].isPreview === sides[1].isPreview; // a run counts the packages of its sample
  const rows: readonly (readonly [label: string, text: (side: Side) => string])[] = [
    ['Cost', ({costUsd}) => usdText(costUsd.total)],
    ['  low', ({range}) => usdText(range.totalLow)],
    ['  high', ({range}) => usdText(range.totalHigh)],
    ['Linehaul', ({costUsd}) => usdText(costUsd.linehaul)],
    ['Own last mile', ({costUsd}) => usdText(costUsd.lastMile)],
    ['Postage', ({costUsd}) => usdText(costUsd.postage)],
    ['Shortfall', ({costUsd}) => usdText(costUsd.contractShortfall)],
    ...(isSameKind ? PACKAGES : []),
  ];
  return (
    <>
      <table class="parts">
        <thead>
          <tr>
            <td />
            {sides.map(({name, isPreview}, k) => (
              <th key={k} scope="col" class="number">
                {name} {isPreview && <span class="mark">preview</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, text]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {sides.map((side, k) => (
                <td key={k} class="number">
                  {text(side)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="soft">
        Low and high of a preview: where a run of it comes out. Of a run: the range of its inputs, each at its low or
        high.
      </p>
    </>
  );
}

const PACKAGES: readonly (readonly [label: string, text: (side: Side) => string])[] = [
  ['By USPS', ({packages}) => packagesText(packages.deliveredUsps)],
  ['By own vans', ({packages}) => packagesText(packages.deliveredOwned)],
  ['By other carriers', ({packages}) => packagesText(packages.deliveredOther)],
  ['Waiting at the end', ({packages}) => packagesText(packages.backlogEnd)],
];

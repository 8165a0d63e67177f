import type {CompareAnswer} from '@cutover/dashboard';
import {countText, priceText, usdChange, usdText} from '../format.ts';
import {Num} from '../provenance/number.tsx';
import {ofBoth, type Pair} from '../provenance/quantities.ts';
import {ProvenTable} from './proven-table.tsx';

type Usps = NonNullable<CompareAnswer['usps']>;
type Range = Usps['changeUsd'];

interface UspsLedgerProps {
  readonly usps: Usps | null;
  readonly names: readonly [string, string];
  readonly pair: Pair;
}

/** Revenue, attributable cost and contribution of the Postal Service, low to high, before and after. */
export function UspsLedger({usps, names, pair}: UspsLedgerProps) {
  if (usps === null) return <p class="soft">The twin states no cost of the Postal Service, or is not served.</p>;
  const {before, after, changeUsd, shortRunUsd, attributable} = usps;
  const rows: readonly (readonly [label: string, measure: string, read: (side: Usps['before']) => string])[] = [
    ['Packages', 'mailPackages', ({packages}) => countText(packages)],
    ['Revenue', 'mailRevenueUsd', ({revenueUsd}) => usdText(revenueUsd)],
    ...ranges('Attributable cost', 'mailAttributableUsd', ({attributableUsd}) => attributableUsd),
    ...ranges('Contribution', 'mailContributionUsd', ({contributionUsd}) => contributionUsd),
  ];
  const each = (end: 'low' | 'base' | 'high') => (
    <Num
      of={ofBoth(pair, 'mailAttributableUsd')}
      label={`Attributable cost of a package, ${end}`}
      text={priceText(attributable[end])}
    />
  );
  const ofChange = ofBoth(pair, 'mailChangeUsd');
  return (
    <>
      <ProvenTable
        heads={names}
        rows={rows.map(([label, measure, read]) => ({
          label,
          cells: [before, after].map((side) => [read(side), ofBoth(pair, measure)] as const),
        }))}
      />
      <p>
        Contribution changes by{' '}
        <Num of={ofChange} label="Contribution, once routes are cut" text={spanText(changeUsd)} /> once carriers’ routes
        are cut to the volume, by <Num of={ofChange} label="Contribution, first year" text={spanText(shortRunUsd)} /> in
        the first year.
      </p>
      <p class="soft">
        Attributable: {each('low')} to {each('high')}, base {each('base')} {attributable.unit}{' '}
        <span class="mark">{attributable.confidence}</span> {attributable.source.replace(/\.?$/, '.')} Low to high goes
        from worse to better for the Postal Service.
      </p>
    </>
  );
}

function ranges(label: string, measure: string, read: (side: Usps['before']) => Range) {
  return (['low', 'base', 'high'] as const).map(
    (end) => [`${label}, ${end}`, measure, (side: Usps['before']) => usdText(read(side)[end])] as const,
  );
}

const spanText = ({low, base, high}: Range): string => `${usdChange(base)} (${usdChange(low)} to ${usdChange(high)})`;

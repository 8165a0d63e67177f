import type {CompareAnswer} from '@cutover/dashboard';
import {countText, usdChange, usdText} from '../format.ts';

type Usps = NonNullable<CompareAnswer['usps']>;
type Range = Usps['changeUsd'];

/** Revenue, attributable cost and contribution of the Postal Service, low to high, before and after. */
export function UspsLedger({usps, names}: {readonly usps: Usps | null; readonly names: readonly [string, string]}) {
  if (usps === null) return <p class="soft">The twin states no cost of the Postal Service, or is not served.</p>;
  const {before, after, changeUsd, shortRunUsd, attributable} = usps;
  const rows: readonly (readonly [label: string, read: (side: Usps['before']) => string])[] = [
    ['Packages', ({packages}) => countText(packages)],
    ['Revenue', ({revenueUsd}) => usdText(revenueUsd)],
    ...ranges('Attributable cost', ({attributableUsd}) => attributableUsd),
    ...ranges('Contribution', ({contributionUsd}) => contributionUsd),
  ];
  return (
    <>
      <table class="parts">
        <thead>
          <tr>
            <td />
            {names.map((name, side) => (
              <th key={side} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, read]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td class="number">{read(before)}</td>
              <td class="number">{read(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        Contribution changes by {spanText(changeUsd)} once carriers’ routes are cut to the volume, by{' '}
        {spanText(shortRunUsd)} in the first year.
      </p>
      <p class="soft">
        Attributable: {attributable.low} to {attributable.high} {attributable.unit}, base {attributable.base}{' '}
        <span class="mark">{attributable.confidence}</span> {attributable.source.replace(/\.?$/, '.')} Low to high goes
        from worse to better for the Postal Service.
      </p>
    </>
  );
}

function ranges(label: string, read: (side: Usps['before']) => Range) {
  return (['low', 'base', 'high'] as const).map(
    (end) => [`${label}, ${end}`, (side: Usps['before']) => usdText(read(side)[end])] as const,
  );
}

const spanText = ({low, base, high}: Range): string => `${usdChange(base)} (${usdChange(low)} to ${usdChange(high)})`;

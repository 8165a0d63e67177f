import {percentText, priceText} from '../format.ts';
import type {ZipLayer} from '../measures/measures.ts';

interface ZipOptionsProps {
  readonly row: number; // of the ZIP
  readonly layer: ZipLayer;
  readonly station: string;
  readonly handoff: string;
}

interface Option {
  readonly by: string;
  readonly from: string;
  readonly share: number; // of the ZIP's packages
  readonly usd: number; // per package; NaN: none is known
}

/** Ways to serve a ZIP: from where, for which share of its packages, and what each costs; the largest share first. */
export function ZipOptions({row, layer, station, handoff}: ZipOptionsProps) {
  if (layer.ownedShare === undefined) return null; // a difference has none
  const hasCosts = layer.ownUsd !== undefined;
  const options = optionsOf({row, layer, station, handoff});
  return (
    <table class="options">
      <thead>
        <tr>
          <th scope="col">by</th>
          <th scope="col">from</th>
          <th scope="col" class="number">
            share
          </th>
          {hasCosts && (
            <th scope="col" class="number">
              each
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {options.map(({by, from, share, usd}) => (
          <tr key={by}>
            <th scope="row">{by}</th>
            <td>{from}</td>
            <td class="number">{percentText(share)}</td>
            {hasCosts && <td class="number">{priceText(usd)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Those that carry something or could at a known cost. */
function optionsOf({row, layer, station, handoff}: ZipOptionsProps): Option[] {
  const at = (name: string): number => (layer[name] === undefined ? Number.NaN : layer[name][row]);
  const all: Option[] = [
    {by: 'Own vans', from: station, share: at('ownedShare'), usd: at('ownUsd')},
    {by: 'USPS', from: handoff, share: at('uspsShare'), usd: at('uspsUsd')},
    {by: 'Others', from: '–', share: at('otherShare'), usd: at('otherUsd')},
  ];
  const cost = ({usd}: Option): number => (Number.isNaN(usd) ? Infinity : usd);
  return all
    .filter(({share, usd}) => share > 0 || !Number.isNaN(usd))
    .sort((a, b) => b.share - a.share || cost(a) - cost(b));
}

import type {Quantity} from '@cutover/dashboard';
import {percentText, priceText} from '../format.ts';
import type {ZipLayer} from '../measures/measures.ts';
import {Num} from '../provenance/number.tsx';

interface ZipOptionsProps {
  readonly row: number; // of the ZIP
  readonly layer: ZipLayer;
  readonly station: string;
  readonly handoff: string;
  readonly of?: (measure: string) => Quantity | undefined; // absent: nothing can be clicked
}

interface Option {
  readonly measures: {readonly share: string; readonly usd: string};
  readonly by: string;
  readonly from: string;
  readonly share: number; // of the ZIP's packages
  readonly usd: number; // per package; NaN: none is known
}

/** Ways to serve a ZIP: from where, for which share of its packages, and what each costs; the largest share first. */
export function ZipOptions({row, layer, station, handoff, of}: ZipOptionsProps) {
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
        {options.map(({by, from, share, usd, measures}) => (
          <tr key={by}>
            <th scope="row">{by}</th>
            <td>{from}</td>
            <td class="number">
              <Num of={of?.(measures.share)} label={`${by}, share`} text={percentText(share)} />
            </td>
            {hasCosts && (
              <td class="number">
                <Num of={of?.(measures.usd)} label={`${by}, each`} text={priceText(usd)} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Those that carry something or could at a known cost. */
function optionsOf({row, layer, station, handoff}: Omit<ZipOptionsProps, 'of'>): Option[] {
  const at = (name: string): number => (layer[name] === undefined ? Number.NaN : layer[name][row]);
  const option = (by: string, from: string, whose: string, cost: string): Option => {
    const measures = {share: `${whose}Share`, usd: `${cost}Usd`};
    return {by, from, measures, share: at(measures.share), usd: at(measures.usd)};
  };
  const all: Option[] = [
    option('Own vans', station, 'owned', 'own'),
    option('USPS', handoff, 'usps', 'usps'),
    option('Others', '–', 'other', 'other'),
  ];
  const cost = ({usd}: Option): number => (Number.isNaN(usd) ? Infinity : usd);
  return all
    .filter(({share, usd}) => share > 0 || !Number.isNaN(usd))
    .sort((a, b) => b.share - a.share || cost(a) - cost(b));
}

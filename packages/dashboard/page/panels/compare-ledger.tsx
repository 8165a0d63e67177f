import type {CompareAnswer} from '@cutover/dashboard';
import {useState} from 'preact/hooks';
import {countText, usdText} from '../format.ts';
import {Provenance} from './provenance.tsx';

/** What goes by whom, and how it holds, before and after. */
interface LedgerProps {
  readonly answer: CompareAnswer;
  readonly runs: readonly [string, string]; // run/scenario, before and after
}

type Row = readonly [label: string, before: string, after: string, number?: string];

export function Ledger({answer: {before, after}, runs}: LedgerProps) {
  const [asked, setAsked] = useState<{run: string; number: string} | null>(null);
  const rows: Row[] = [
    ['Cost', usdText(before.costUsd.total), usdText(after.costUsd.total), 'costUsd.total'],
    ['Postage', usdText(before.costUsd.postage), usdText(after.costUsd.postage), 'costUsd.postage'],
    [
      'Shortfall',
      usdText(before.costUsd.contractShortfall),
      usdText(after.costUsd.contractShortfall),
      'costUsd.contractShortfall',
    ],
    [
      'By USPS, simulated',
      countText(before.packages.deliveredUsps),
      countText(after.packages.deliveredUsps),
      'packages.deliveredUsps',
    ],
    [
      'By own vans, simulated',
      countText(before.packages.deliveredOwned),
      countText(after.packages.deliveredOwned),
      'packages.deliveredOwned',
    ],
    [
      'On time',
      `${(100 * before.service.onTimeShare).toFixed(2)}%`,
      `${(100 * after.service.onTimeShare).toFixed(2)}%`,
      'service.onTimeShare',
    ],
    [
      'Waiting at the end',
      countText(before.packages.backlogEnd),
      countText(after.packages.backlogEnd),
      'packages.backlogEnd',
    ],
  ];
  return (
    <>
      <table class="parts">
        <caption class="soft">Click a number to see where it comes from.</caption>
        <thead>
          <tr>
            <td />
            {[before, after].map(({name}, side) => (
              <th key={side} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, was, is, number]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {[was, is].map((text, side) => (
                <td key={side} class="number">
                  {number === undefined ? (
                    text
                  ) : (
                    <button
                      type="button"
                      class="link"
                      aria-label={`${label}, ${text}: where from`}
                      onClick={() => setAsked({run: runs[side], number})}
                    >
                      {text}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {asked !== null && <Provenance {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}

import type {CompareAnswer} from '@cutover/dashboard';
import {usdExact} from '../format.ts';
import {Num} from '../provenance/number.tsx';
import {ofBoth, ofSide, type Pair} from '../provenance/quantities.ts';

interface BridgeProps {
  readonly fromUsd: number;
  readonly toUsd: number;
  readonly steps: CompareAnswer['bridge'];
  readonly pair: Pair;
}

/** From one total to the other, step by step, to the cent. */
export function Bridge({fromUsd, toUsd, steps, pair}: BridgeProps) {
  const most = Math.max(1, ...steps.map(({usd}) => Math.abs(usd)));
  return (
    <table class="bridge">
      <caption>Cost bridge, USD</caption>
      <tbody>
        <tr>
          <th scope="row">From</th>
          <td class="number" colSpan={2}>
            <Num of={ofSide(pair, 0, 'costUsd.total')} label="From" text={usdExact(fromUsd).replace('+', '')} />
          </td>
        </tr>
        {steps.map(({label, part, usd}) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td class="bar" aria-hidden="true">
              <i
                class={usd > 0 ? 'worse' : 'better'}
                style={{width: `${(50 * Math.abs(usd)) / most}%`, [usd > 0 ? 'left' : 'right']: '50%'}}
              />
            </td>
            <td class="number">
              <Num of={ofBoth(pair, `costUsd.${part}`)} label={label} text={usdExact(usd)} />
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">To</th>
          <td class="number" colSpan={2}>
            <Num of={ofSide(pair, 1, 'costUsd.total')} label="To" text={usdExact(toUsd).replace('+', '')} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

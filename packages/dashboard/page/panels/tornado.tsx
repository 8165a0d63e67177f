import type {CompareAnswer} from '@cutover/dashboard';
import {countText, usdChange, usdText} from '../format.ts';
import {Num} from '../provenance/number.tsx';
import {ofBoth, type Pair} from '../provenance/quantities.ts';

type Drivers = NonNullable<CompareAnswer['tornado']>;

/** What each input alone does to a number, from its P10 to its P90; the widest first. */
export function Tornado({tornado, pair}: {readonly tornado: Drivers; readonly pair: Pair}) {
  const {of, samples, base, p10, p90, drivers} = tornado;
  const total = ofBoth(pair, 'drawnUsd');
  const most = Math.max(1, ...drivers.flatMap(({atP10Usd, atP90Usd}) => [Math.abs(atP10Usd), Math.abs(atP90Usd)]));
  return (
    <table class="bridge tornado">
      <caption>
        {of}: <Num of={total} label={of} text={usdText(base)} end="," /> P10{' '}
        <Num of={total} label={`${of}, P10`} text={usdText(p10)} /> to P90{' '}
        <Num of={total} label={`${of}, P90`} text={usdText(p90)} /> of{' '}
        <Num of={total} label="Joint draws" text={countText(samples)} /> draws. Each input alone, at its P10 and its
        P90.
      </caption>
      <tbody>
        {drivers.map(({name, label, atP10Usd, atP90Usd}) => (
          <tr key={name}>
            <th scope="row">{label}</th>
            <td class="bar" aria-hidden="true">
              {[atP10Usd, atP90Usd].map((usd, end) => (
                <i
                  key={end}
                  class={usd > 0 ? 'worse' : 'better'}
                  style={{width: `${(50 * Math.abs(usd)) / most}%`, [usd > 0 ? 'left' : 'right']: '50%'}}
                />
              ))}
            </td>
            <td class="number">
              <Num of={ofBoth(pair, 'driver', {driver: name})} label={`${label}, P10`} text={usdChange(atP10Usd)} />
              <br />
              <Num of={ofBoth(pair, 'driver', {driver: name})} label={`${label}, P90`} text={usdChange(atP90Usd)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

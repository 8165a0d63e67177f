import {headlineUsd} from './format.ts';
import type {Priced} from './money/price.ts';
import {differenceRange} from './range/range.ts';

/**
 * The headline: the cheapest scenario, and whether the range of its difference leaves a doubt.
 *
 * @param drawn - whether joint draws follow, which settle more than ranges whose ends all meet at once
 */
export function answerText(priced: readonly Priced[], base: number, drawn: boolean): string[] {
  const cheapest = priced.reduce((best, each) => (each.costUsd.total < best.costUsd.total ? each : best), priced[base]);
  const {costUsd, range} = cheapest;
  const span = `${headlineUsd(range.totalLowUsd)} to ${headlineUsd(range.totalHighUsd)}`;
  const cost = `${headlineUsd(costUsd.total)} (${span})`;
  if (priced.length === 1) return [`${cheapest.name} costs ${cost}.`];
  if (cheapest === priced[base]) return [`${cheapest.name} is the cheapest at ${cost}.`, ...priced.flatMap(dearerText)];
  return [`${cheapest.name} is the cheapest at ${cost}: ${againstBase(cheapest)}`];

  function dearerText(each: Priced): string[] {
    return each === priced[base] ? [] : [`${each.name}: ${againstBase(each)}`];
  }

  function againstBase(each: Priced): string {
    const {usd, lowUsd, highUsd} = differenceRange(each, priced[base]);
    const [difference, low, high] = [usd, lowUsd, highUsd].map((value) => headlineUsd(value, {sign: true}));
    const doubt = drawn ? 'see the joint draws for how likely' : 'which is cheaper is not settled';
    const spans = lowUsd < 0 && highUsd > 0 ? ` The range spans zero: ${doubt}.` : '';
    return `${difference} against ${priced[base].name} (${low} to ${high}).${spans}`;
  }
}

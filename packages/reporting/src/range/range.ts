import {totalUsd} from '../money/parts.ts';
import type {Basis} from './basis.ts';
import {influences} from './influences.ts';

/** What the total gains (or, below 0, loses) when one thing alone stands at an end of its range. */
export interface Swing {
  readonly name: string;
  readonly label: string;
  readonly atLowUsd: number;
  readonly atHighUsd: number;
}

/** Low and high of a total: each influence one at a time, then added in quadrature, as if they were independent. */
export interface RangeUsd {
  readonly totalLowUsd: number;
  readonly totalHighUsd: number;
  readonly swings: readonly Swing[]; // in the order of `influences`, the same for every scenario
}

export function priceRange(basis: Basis): RangeUsd {
  const total = totalUsd(basis.parts);
  const swings = influences.map(({name, label, reprice}): Swing => {
    const gain = (end: 'low' | 'high') => totalUsd({...basis.parts, ...reprice(basis, end)}) - total;
    return {name, label, atLowUsd: gain('low'), atHighUsd: gain('high')};
  });
  const {lowUsd, highUsd} = inQuadrature(total, swings);
  return {totalLowUsd: cents(lowUsd), totalHighUsd: cents(highUsd), swings};
}

/** A scenario against another, priced with the same draw of every influence: most of what is not known cancels. */
export function differenceRange(
  scenario: {readonly costUsd: {readonly total: number}; readonly range: RangeUsd},
  base: {readonly costUsd: {readonly total: number}; readonly range: RangeUsd},
): {readonly usd: number; readonly lowUsd: number; readonly highUsd: number; readonly swings: readonly Swing[]} {
  const usd = scenario.costUsd.total - base.costUsd.total;
  const swings = scenario.range.swings.map((swing, i) => ({
    ...swing,
    atLowUsd: swing.atLowUsd - base.range.swings[i].atLowUsd,
    atHighUsd: swing.atHighUsd - base.range.swings[i].atHighUsd,
  }));
  return {usd, ...inQuadrature(usd, swings), swings};
}

/** Largest first. */
export function tornado(swings: readonly Swing[]): Swing[] {
  const width = ({atLowUsd, atHighUsd}: Swing) => Math.max(0, atLowUsd, atHighUsd) - Math.min(0, atLowUsd, atHighUsd);
  return swings.filter((swing) => width(swing) > 0).sort((a, b) => width(b) - width(a));
}

/** Gains and losses of single influences added up as if they were independent, below and above a number. */
export function inQuadrature(
  usd: number,
  swings: readonly Pick<Swing, 'atLowUsd' | 'atHighUsd'>[],
): {lowUsd: number; highUsd: number} {
  let below = 0;
  let above = 0;
  for (const {atLowUsd, atHighUsd} of swings) {
    below += Math.min(0, atLowUsd, atHighUsd) ** 2;
    above += Math.max(0, atLowUsd, atHighUsd) ** 2;
  }
  return {lowUsd: usd - Math.sqrt(below), highUsd: usd + Math.sqrt(above)};
}

function cents(usd: number): number {
  return Math.round(100 * usd) / 100;
}

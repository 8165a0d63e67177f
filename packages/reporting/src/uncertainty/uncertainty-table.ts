import type {TextTable} from '../comparison.ts';
import {headlineUsd, percentText, wholeText} from '../format.ts';
import type {ScenarioSpread, Spread, Uncertainty} from './uncertainty.ts';

const DRIVERS_SHOWN = 3;

/** Percentiles of each cost and each difference, and what drives it most, for the terminal. */
export function uncertaintyTable({scenarios, samples, baseScenario}: Uncertainty): TextTable {
  const line = (label: string, cell: (one: ScenarioSpread) => string) => [label, ...scenarios.map(cell)];
  const median = (spread: Spread | undefined, sign: boolean) =>
    spread === undefined ? '' : headlineUsd(spread.p50, {sign});
  const span = (spread: Spread | undefined, sign: boolean) =>
    spread === undefined ? '' : `${headlineUsd(spread.p10, {sign})} to ${headlineUsd(spread.p90, {sign})}`;
  const against = [
    line('Against the base, P50', ({differenceUsd}) => median(differenceUsd, true)),
    line('  P10 to P90', ({differenceUsd}) => span(differenceUsd, true)),
    line('  costs less than the base', ({cheaperShare}) =>
      cheaperShare === undefined ? '' : percentText(cheaperShare, 0),
    ),
  ];
  return {
    head: [
      `${wholeText(samples)} joint draws`,
      ...scenarios.map(({name}) => (name === baseScenario ? `${name} (base)` : name)),
    ],
    rows: [
      line('Cost, P50', ({costUsd}) => median(costUsd, false)),
      line('  P10 to P90', ({costUsd}) => span(costUsd, false)),
      ...(scenarios.length === 1 ? [] : against),
    ],
  };
}

/** `exit against keep-80: USPS volume of the base year (+$1.20 bn to −$300 m), …`: the widest of each. */
export function driverTexts({scenarios, baseScenario}: Uncertainty): string[] {
  return scenarios.flatMap(({name, costUsd, differenceUsd}) => {
    const isAlone = scenarios.length === 1;
    const spread = isAlone ? costUsd : differenceUsd;
    if (spread === undefined || spread.drivers.length === 0) return [];
    const drivers = spread.drivers
      .slice(0, DRIVERS_SHOWN)
      .map(
        ({label, atP10Usd, atP90Usd}) =>
          `${label} (${headlineUsd(atP10Usd, {sign: true})} at its P10, ` +
          `${headlineUsd(atP90Usd, {sign: true})} at its P90)`,
      );
    return [`${isAlone ? name : `${name} against ${baseScenario}`} depends most on ${drivers.join('; ')}.`];
  });
}

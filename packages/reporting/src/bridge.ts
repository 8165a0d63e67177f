import {costParts, partLabels} from './money/parts.ts';
import type {Priced} from './money/price.ts';

/** One step of the way from the base's cost to a scenario's. */
export interface BridgeStep {
  readonly label: string;
  readonly usd: number; // above 0: the scenario pays more
}

/** What makes the difference between two scenarios, part by part; the steps add up to the difference of the totals. */
export function costBridge(scenario: Priced, base: Priced): BridgeStep[] {
  return costParts.flatMap((part) => {
    const usd = scenario.costUsd[part] - base.costUsd[part];
    if (part !== 'linehaul') return [{label: partLabels[part], usd}];
    const unfilledUsd = scenario.nationalUsd.linehaul - base.nationalUsd.linehaul;
    return [
      {label: 'Linehaul at plan fill', usd: usd - unfilledUsd},
      {label: 'Unfilled trailers', usd: unfilledUsd},
    ];
  });
}

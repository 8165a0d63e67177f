import type {CompareAnswer} from '@cutover/dashboard';
import {countText, percentText, usdText} from '../format.ts';
import {type ProvenRow, ProvenTable} from './proven-table.tsx';

type Scenario = Pick<CompareAnswer['before'], 'name' | 'costUsd' | 'range' | 'packages' | 'service'>;

interface LedgerProps {
  readonly scenarios: readonly Scenario[];
  readonly runs: readonly string[]; // run/scenario of each
}

/** What scenarios of runs cost, who carries what, and how it holds. */
export function Ledger({scenarios, runs}: LedgerProps) {
  const row = (label: string, number: string, text: (scenario: Scenario) => string): ProvenRow => [
    label,
    scenarios.map(text),
    number,
  ];
  const rows = [
    row('Cost', 'costUsd.total', ({costUsd}) => usdText(costUsd.total)),
    row('  low', 'range.totalLow', ({range}) => usdText(range.totalLow)),
    row('  high', 'range.totalHigh', ({range}) => usdText(range.totalHigh)),
    row('Postage', 'costUsd.postage', ({costUsd}) => usdText(costUsd.postage)),
    row('Own last mile', 'costUsd.lastMile', ({costUsd}) => usdText(costUsd.lastMile)),
    row('Shortfall', 'costUsd.contractShortfall', ({costUsd}) => usdText(costUsd.contractShortfall)),
    row('By USPS, simulated', 'packages.deliveredUsps', ({packages}) => countText(packages.deliveredUsps)),
    row('By own vans, simulated', 'packages.deliveredOwned', ({packages}) => countText(packages.deliveredOwned)),
    row('On time', 'service.onTimeShare', ({service}) => percentText(service?.onTimeShare ?? Number.NaN, 2)),
    row('Waiting at the end', 'packages.backlogEnd', ({packages}) => countText(packages.backlogEnd)),
  ];
  return <ProvenTable runs={runs} heads={scenarios.map(({name}) => name)} rows={rows} />;
}

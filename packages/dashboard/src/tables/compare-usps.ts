import type {ScenarioSummary} from '@cutover/core';
import {type MailTotals, uspsAgainst, type UspsCost} from '@cutover/reporting';
import type {UspsCompared} from '../http/schemas.ts';
import type {ComparedTables} from './compare-tables.ts';

type Priced = Pick<ScenarioSummary, 'name' | 'costUsd'>;

/** Two scenarios as the Postal Service sees them, by the ledger of the report. */
export function uspsCompared(
  was: Priced,
  is: Priced,
  packages: ComparedTables['uspsPackages'],
  cost: UspsCost,
): UspsCompared {
  const before = mailOf(was, packages.before);
  const rows = [before, mailOf(is, packages.after)].map((mail) => uspsAgainst(mail, before, cost));
  const [from, to] = rows.map(({packages, revenueUsd, attributableUsd, contributionUsd}) => ({
    ...{packages, revenueUsd, attributableUsd, contributionUsd},
  }));
  const {low, base, high, unit, confidence, source} = cost.attributable;
  return {
    attributable: {low, base, high, unit, confidence, source},
    ...{before: from, after: to, changeUsd: rows[1].changeUsd, shortRunUsd: rows[1].shortRunUsd},
  };
}

function mailOf({name, costUsd}: Priced, packages: number): MailTotals {
  return {name, packages, revenueUsd: costUsd.postage + costUsd.contractShortfall};
}

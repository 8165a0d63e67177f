import {
  type Finance,
  headlineUsd,
  packagesText,
  percentText,
  type TextTable,
  type UsdRange,
  type UspsLedgerRow,
} from '@cutover/reporting';
import type {PlanFinance} from './finance.ts';

export function financeTable({quarters}: Finance): TextTable {
  const line = (label: string, read: (quarter: Finance['quarters'][number]) => string) => [
    label,
    ...quarters.map(read),
  ];
  return {
    head: ['Against staying as today', ...quarters.map(({quarter}) => quarter)],
    rows: [
      line('Run rate, as today', ({todayUsd}) => headlineUsd(todayUsd)),
      line('  as planned', ({runUsd}) => headlineUsd(runUsd)),
      line('New and closed buildings, fixed', ({fixedUsd}) => headlineUsd(fixedUsd)),
      line('Dual running', ({dualUsd}) => headlineUsd(dualUsd)),
      line('Hiring and training', ({hireUsd}) => headlineUsd(hireUsd)),
      line('Changes of ZIPs', ({switchUsd}) => headlineUsd(switchUsd)),
      line('Contract shortfall', ({penaltyUsd}) => headlineUsd(penaltyUsd)),
      line('New stations', ({capexUsd}) => headlineUsd(capexUsd)),
      line('Net', ({netUsd}) => headlineUsd(netUsd, {sign: true})),
      line('  since the beginning', ({cumulativeUsd}) => headlineUsd(cumulativeUsd, {sign: true})),
    ],
  };
}

export function financeTotals({finance, discountRate, npvUsdAtRates, uspsUnits}: PlanFinance): [string, string][] {
  const at = (usd: number, rate: number): string => `${headlineUsd(usd)} at ${percentText(rate)}`;
  const range = `${at(npvUsdAtRates.high, discountRate.high)}, ${at(npvUsdAtRates.low, discountRate.low)}`;
  return [
    [
      'Present value',
      `${headlineUsd(finance.npvUsd, {sign: true})} at ${percentText(discountRate.base)} a year (${range})`,
    ],
    ['Saved a year, at the pace of its last quarter', headlineUsd(finance.runRateUsd, {sign: true})],
    ['Paid back', paybackText(finance)],
    ['Sunk, in no line above', headlineUsd(finance.sunkUsd)],
    ...wonFacts(uspsUnits),
  ];
}

function paybackText({paybackOn, paybackAtRunRateOn}: Finance): string {
  if (paybackOn !== null) return `from ${paybackOn} on`;
  return `not within the plan; ${paybackAtRunRateOn === null ? 'never' : `on ${paybackAtRunRateOn}`} at that pace`;
}

/** What is paid at prices won; today in the table above is without any bid. */
function wonFacts(units: PlanFinance['uspsUnits']): [string, string][] {
  const won = units.flatMap(({wonUsdPerPackage = 0, wonPackages = 0}) =>
    wonPackages > 0 ? [{packages: wonPackages, usd: wonPackages * wonUsdPerPackage}] : [],
  );
  if (won.length === 0) return [];
  const [packages, usd] = won.reduce((sum, each) => [sum[0] + each.packages, sum[1] + each.usd], [0, 0]);
  const places = `${won.length} hand-off${won.length === 1 ? '' : 's'}`;
  return [['Prices won (won.csv)', `${places}, ${packagesText(packages)} packages, ${headlineUsd(usd)}`]];
}

/** Facts behind the ranges are rows of parameters.csv: usps_attributable_usd, usps_short_run_loss_share (estimates). */
export function ledgerTable(total: UspsLedgerRow): TextTable {
  const line = (label: string, {low, base, high}: UsdRange) => [
    label,
    headlineUsd(base),
    headlineUsd(low),
    headlineUsd(high),
  ];
  return {
    head: ['The Postal Service', 'base', 'worse', 'better'],
    rows: [
      ['Packages', packagesText(total.packages), '', ''],
      ['  as today', packagesText(total.todayPackages), '', ''],
      ['Revenue', headlineUsd(total.revenueUsd), '', ''],
      ['  as today', headlineUsd(total.todayRevenueUsd), '', ''],
      line('Attributable cost', total.attributableUsd),
      line('Contribution', total.contributionUsd),
      line('  change, routes cut again', total.changeUsd),
      line('  change, first year', total.shortRunUsd),
    ],
  };
}

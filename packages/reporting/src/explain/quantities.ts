import type {TwinTableName} from '@cutover/core';
import {costParts} from '../money/parts.ts';
import {type NumberRule, planWorthRules, scenarioRules} from './numbers.ts';

/** How a number that is no entry of `summary.json` is made, and the columns of the run's table that it is made of. */
export interface QuantityRule extends NumberRule {
  readonly columns: readonly string[];
  readonly parameters?: readonly string[]; // of the twin, read where it is shown
  readonly twinColumns?: Readonly<Partial<Record<TwinTableName, readonly string[]>>>; // fields read there
}

export type QuantityRules = Readonly<Record<string, QuantityRule>>;

const OWN = ['own_linehaul_usd', 'own_sort_usd', 'last_mile_usd'];
const MAIL = ['usps_linehaul_usd', 'usps_sort_usd', 'postage_usd'];
const VOLUMES = ['volume_owned', 'volume_usps', 'volume_other'];
const ownRule = {unit: 'USD/package', counts: true, readBy: ['lastMile', 'linehaul', 'sort']} as const;
const mailRule = {unit: 'USD/package', counts: true, readBy: ['postage', 'linehaul', 'sort']} as const;
const savingRule = {...ownRule, readBy: ['postage', 'lastMile', 'linehaul', 'sort']} as const;
const shareRule = {unit: 'share', counts: true, readBy: ['demand', 'capacity'], columns: VOLUMES} as const;

/** Of a ZIP, made of its row of `zip.parquet`; those of joint draws of `zip_range.parquet`. */
export const zipRules: QuantityRules = {
  demanded: {
    ...{unit: 'packages', counts: false, readBy: ['demand'], columns: ['volume_demanded']},
    how: 'The ZIP’s part of the base year, grown to the horizon and spread over its days by the season.',
  },
  ownedShare: {...shareRule, how: 'Packages own vans delivered, of all delivered.'},
  uspsShare: {...shareRule, how: 'Packages USPS delivered, of all delivered.'},
  otherShare: {...shareRule, how: 'Packages other carriers delivered, of all delivered.'},
  ownUsd: {
    ...{...ownRule, columns: [...OWN, 'volume_owned']},
    how: 'Linehaul at plan fill, sort and own last mile over the packages own vans delivered.',
  },
  otherUsd: {
    ...{unit: 'USD/package', counts: true, readBy: ['otherCarrier'], columns: ['other_carrier_usd', 'volume_other']},
    how: 'What other carriers charge over the packages they deliver.',
  },
  uspsUsd: {
    ...{...mailRule, columns: [...MAIL, 'volume_usps']},
    how: 'Linehaul at plan fill, sort and postage over the packages USPS delivered.',
  },
  savingUsd: {
    ...{...savingRule, columns: ['postage_usd', 'volume_usps', 'break_even_usps_usd']},
    how: 'Mean postage paid in the ZIP less its break-even price.',
  },
  savingRangeUsd: {
    ...{...savingRule, ranged: true, columns: ['saving_p10_usd', 'saving_p90_usd']},
    how: 'Saving of own vans at every joint draw of all ranges, by the plan of the run: its P10 and P90.',
  },
  ownCheaperShare: {
    ...{...savingRule, unit: 'share of draws', ranged: true, columns: ['own_cheaper_share']},
    how: 'Joint draws of all ranges in which own vans cost less than USPS, by the plan of the run.',
  },
  breakEvenUsd: {
    ...{...ownRule, columns: ['break_even_usps_usd']},
    how: 'The postage at which the ZIP costs the same either way.',
  },
  transitDays: {
    ...{unit: 'days', counts: true, readBy: ['lateness']},
    columns: [...VOLUMES, 'owned_transit_days', 'usps_transit_days', 'other_transit_days'],
    how: 'Order ready to door, mean over the ways by their packages.',
  },
  optionShare: {
    ...{unit: '1/1024', counts: true, readBy: [], columns: ['share_1024']},
    how: 'Share of a class group that the plan gives to a deliverer, in the order of options, last epoch.',
  },
};

const stationRule = {unit: 'packages', counts: true, readBy: ['demand', 'capacity']} as const;

/** Of a station, made of its rows of `station_day.parquet`, one a day. */
export const stationRules: QuantityRules = {
  meanPackages: {...stationRule, columns: ['planned'], how: 'Own packages planned at the station, a mean day.'},
  peakShare: {
    ...{...stationRule, unit: 'share', columns: ['planned', 'capacity']},
    how: 'Own packages planned on the day of most, of what the station takes on that day.',
  },
  overflowPackages: {
    ...{...stationRule, columns: ['overflow']},
    how: 'Packages beyond the station’s capacity, all days: turned away, moved on or left waiting.',
  },
  weekPackages: {
    ...{...stationRule, unit: 'share', columns: ['delivered', 'capacity']},
    how: 'Packages delivered in a week, of what stations take in it; the fullest week.',
  },
};

/** Second run less first, of a ZIP or added up over ZIPs of a state or a segment. */
export const differenceRules: QuantityRules = {
  usd: {
    ...{unit: 'USD', counts: true, readBy: ['linehaul', 'sort', 'lastMile', 'postage', 'otherCarrier']},
    columns: [...OWN, ...MAIL, 'other_carrier_usd'],
    how: 'Linehaul and sort at plan fill, last mile, postage and other carriers: second run less first.',
  },
  uspsPackages: {
    ...{unit: 'packages', counts: true, readBy: ['demand', 'capacity'], columns: ['volume_usps']},
    how: 'Packages USPS delivered: second run less first.',
  },
  transitDays: {
    ...zipRules.transitDays,
    how: 'Order ready to door, mean of the packages: second run less first.',
  },
  zipCount: {
    ...zipRules.transitDays,
    unit: 'ZIPs',
    how: 'ZIPs whose mean transit days differ by more than 0.005 from the first run to the second.',
  },
};

const MAIL_COST = ['usps_attributable_usd', 'usps_short_run_loss_share'];
const mail = {counts: true, readBy: ['postage', 'contractShortfall'], columns: ['volume_usps']} as const;

/** The ledger of the Postal Service, of either run. */
export const mailRules: QuantityRules = {
  mailPackages: {...differenceRules.uspsPackages, how: 'Packages USPS delivered, full volume.'},
  mailRevenueUsd: {...mail, unit: 'USD', how: 'Postage and what missing volume costs.'},
  mailAttributableUsd: {
    ...{...mail, unit: 'USD', readBy: [], parameters: MAIL_COST.slice(0, 1)},
    how: 'Packages USPS delivered x attributable cost of a package.',
  },
  mailContributionUsd: {
    ...{...mail, unit: 'USD', parameters: MAIL_COST.slice(0, 1)},
    how: 'Revenue less attributable cost.',
  },
  mailChangeUsd: {
    ...{...mail, unit: 'USD', parameters: MAIL_COST},
    how:
      'Contribution, second run less first, once routes are cut to the volume; in the first year the share of the ' +
      'revenue lost that no route cut makes up.',
  },
};

/** Of a preview: planned with the what-if, on expected loads. */
export const previewRules: QuantityRules = {
  ...Object.fromEntries(Object.entries(scenarioRules.costUsd).map(([part, rule]) => [part, {...rule, columns: []}])),
  ...Object.fromEntries(Object.entries(scenarioRules.packages).map(([key, rule]) => [key, {...rule, columns: []}])),
  ...zipRules,
  totalLow: {...scenarioRules.costUsd.total, columns: [], how: 'The least that a run of it may come out at.'},
  totalHigh: {...scenarioRules.costUsd.total, columns: [], how: 'The most that a run of it may come out at.'},
  errorUsd: {
    ...{unit: 'USD', counts: true, readBy: costParts, columns: []},
    how: 'How far the total of a run may come out from the preview’s.',
  },
  waitingPackages: {...stationRule, columns: [], how: 'Packages that wait at the end of the last day.'},
  changedZips: {
    ...{unit: 'ZIPs', counts: true, readBy: [], columns: []},
    how: 'ZIPs whose deliverer or station differs from the scenario’s own plan.',
  },
  meanDays: {
    ...{unit: 'days', counts: true, readBy: ['lateness'], columns: []},
    how: 'Days in transit, mean of the packages planned, and what the change makes of them.',
  },
  movedDays: {
    ...{unit: 'ZIPs', counts: true, readBy: ['lateness'], columns: []},
    how: 'ZIPs whose mean days in transit differ by a day or more from the scenario’s plan, and their packages a day.',
  },
  peakPackages: {...stationRule, counts: false, columns: [], how: 'Packages of the day of most.'},
  peakUsd: {unit: 'USD', counts: true, readBy: costParts, columns: [], how: 'What the day of most packages costs.'},
  peakBeyondPackages: {...stationRule, columns: [], how: 'Packages beyond stations’ capacity on the day of most.'},
};

const planned = {counts: true, readBy: costParts} as const;

/** Of `plan.json`; the columns are paths in it, or in the entry of a week. */
export const planRules: QuantityRules = {
  valueUsd: {...planned, unit: 'USD', columns: ['valueUsd'], how: 'What can be decided, over the horizon.'},
  boundUsd: {...planned, unit: 'USD', columns: ['boundUsd'], how: 'No plan that keeps the limits costs less.'},
  savingUsd: {...planWorthRules.savingUsd, columns: ['verdict.savingUsd']},
  gapUsd: {...planWorthRules.gapUsd, columns: ['verdict.gapUsd']},
  uspsPackages: {
    ...{...planned, unit: 'packages', columns: ['uspsPackages']},
    how: 'Packages the plan leaves with USPS, over the horizon.',
  },
  zipsChanged: {...planned, unit: 'ZIPs', columns: ['zipsChanged'], how: 'ZIPs whose way changes in the week.'},
  packages: {
    ...{unit: 'packages', counts: false, readBy: ['demand'], columns: ['packages']},
    how: 'Packages due in the week.',
  },
  switchUsdPerZip: {
    ...{...planned, unit: 'USD/ZIP', columns: ['switchUsdPerZip']},
    how: 'What the plan would save if one more ZIP might change in the week.',
  },
};

/** Of a plan's `checklist.csv` and of a bid book: unit and meaning are those of the column. */
export const columnRule = {counts: true, readBy: costParts} as const;

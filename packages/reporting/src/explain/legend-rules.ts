import {costParts} from '../money/parts.ts';
import {differenceRules, type QuantityRule, type QuantityRules, stationRules, zipRules} from './quantities.ts';

const {ownedShare, transitDays, savingRangeUsd} = zipRules;
const VOLUMES = ownedShare.columns;

/** What the map draws of a ZIP, by the name the page has for it, beside `zipRules`. */
export const drawnRules: QuantityRules = {
  who: {...ownedShare, how: 'Who delivers at least three in four packages, by the shares of all delivered.'},
  waveWeek: {
    ...{unit: 'week', counts: true, readBy: costParts, columns: []},
    how: 'First week of the plan in which the ZIP changes.',
  },
  savingP10Usd: {...savingRangeUsd, columns: ['saving_p10_usd']},
  savingP90Usd: {...savingRangeUsd, columns: ['saving_p90_usd']},
  lateShare: {
    ...transitDays,
    columns: [...VOLUMES, 'owned_late_share', 'usps_late_share', 'other_late_share'],
    how: 'Share of packages later than promised, mean over the ways by their packages.',
  },
  differenceDays: differenceRules.transitDays,
  differenceUsd: differenceRules.usd,
};

const counted = (rule: QuantityRule): QuantityRule => ({
  ...{...rule, unit: 'ZIPs'},
  how: `ZIPs in this class of the legend. What is drawn of a ZIP: ${rule.how}`,
});
const points = {readBy: [], counts: false, columns: [], twinColumns: {zips: ['latitudeDeg', 'longitudeDeg']}};
const FIGURES = 'Size of a mark, two figures of the largest and a tenth of it:';

/** Numbers of the legend: ZIPs in a class of what is drawn, as `zips.savingUsd`, and sizes of marks. */
export const legendRules: QuantityRules = {
  ...Object.fromEntries(
    Object.entries({...zipRules, ...drawnRules}).map(([measure, rule]) => [`zips.${measure}`, counted(rule)]),
  ),
  'zips.offMap': {...points, unit: 'ZIPs', how: 'ZIPs whose point lies in no state or inset of the map.'},
  'zips.notDrawn': {...points, unit: 'ZIPs', how: 'ZIPs of the map whose cell has no pixel at this zoom and place.'},
  'marks.load': {
    ...{...stationRules.meanPackages, columns: []},
    how: `${FIGURES} own packages of a station on a mean day.`,
  },
  'marks.capacity': {
    ...{unit: 'packages', readBy: [], counts: false, columns: []},
    twinColumns: {facilities: ['capacityPackagesPerDay']},
    how: `${FIGURES} packages a day that a station takes.`,
  },
  'marks.handoffs': {
    ...{unit: 'packages', readBy: [], counts: true, columns: []},
    how: 'Two figures of the largest hand-off: packages of the run that enter the mail there, or ZIPs served from it.',
  },
};

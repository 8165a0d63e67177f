import type {Twin} from '@cutover/core';
import {parameterRow} from './parameters.ts';
import {twoZipTwin} from './two-zips.ts';

/** The two ZIPs, whose deliveries may fail: a lost package costs $40 to $70, 25% to 50% of failed ones come back. */
export function failureTwin(): Twin {
  const values = {
    ...{first_attempt_share_owned: 0.9, reattempt_usd_owned: 2, lost_share_owned: 0.01, return_usd_owned: 4},
    ...{first_attempt_share_usps: 0.95, reattempt_usd_usps: 0, lost_share_usps: 0.02, return_usd_usps: 8},
    ...{first_attempt_share_other: 0.8, reattempt_usd_other: 1, lost_share_other: 0.02, return_usd_other: 10},
  };
  const twin = twoZipTwin();
  return {
    ...twin,
    parameters: [
      ...twin.parameters,
      ...Object.entries(values).map(([name, base]) => parameterRow(name, base)),
      parameterRow('lost_package_usd', 50, {low: 40, high: 70}),
      parameterRow('return_share', 0.25, {high: 0.5}),
    ],
  };
}

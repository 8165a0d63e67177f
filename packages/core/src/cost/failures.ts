import {type ParameterSet, value} from './parameters.ts';

/** Who attempts a delivery, in the order of OWNED, USPS and OTHER, as the parameters name them. */
export const failureOptions = ['owned', 'usps', 'other'] as const;
export type FailureOption = (typeof failureOptions)[number];

/** Rows of `parameters.csv` that service failures ask for; a twin without them leaves failures out. */
export const failureParameters: readonly string[] = [
  ...failureOptions.flatMap((option) => [
    `first_attempt_share_${option}`,
    `reattempt_usd_${option}`,
    `lost_share_${option}`,
    `return_usd_${option}`,
  ]),
  'lost_package_usd',
  'return_share',
];

/** What is expected to go wrong with the packages of one option, and what that costs beside their delivery. */
export interface Failures {
  readonly reattempts: number; // packages not delivered at the first attempt, each tried once more
  readonly lost: number; // lost or damaged
  readonly returned: number; // to the sender, after the second attempt
  readonly reattemptUsd: number;
  readonly lostUsd: number;
  readonly returnUsd: number;
  readonly onTimeFactor: number; // share of packages on time at the first attempt that are delivered by it
}

/** Whether a twin has every parameter that `expectedFailures` reads. */
export function knowsFailures(p: ParameterSet): boolean {
  return failureParameters.every((name) => p.values.has(name));
}

/**
 * Expected service failures of one option: packages x shares, and those x dollars.
 *
 * A first attempt that fails is repeated a day later, at the cost of one more stop; `return_share` of those comes back
 * to the sender. Of all packages `lost_share` never arrives whole, and costs its replacement. Whatever makes the first
 * attempt itself late is drawn (`late_share_…`) and no part of this.
 *
 * @param packages - that the option was given, ≥ 0, may be a fraction
 * @throws DataError if a parameter is missing
 */
export function expectedFailures(p: ParameterSet, option: FailureOption, packages: number): Failures {
  const firstAttemptShare = value(p, `first_attempt_share_${option}`);
  const lostShare = value(p, `lost_share_${option}`);
  const reattempts = packages * (1 - firstAttemptShare);
  const lost = packages * lostShare;
  const returned = reattempts * value(p, 'return_share');
  return {
    reattempts,
    lost,
    returned,
    reattemptUsd: reattempts * value(p, `reattempt_usd_${option}`),
    lostUsd: lost * value(p, 'lost_package_usd'),
    returnUsd: returned * value(p, `return_usd_${option}`),
    onTimeFactor: firstAttemptShare * (1 - lostShare),
  };
}

import {costParts, type CostUsd, inCents, type PartsUsd} from './money/parts.ts';

/**
 * What a run of a previewed change would book: a plan knows neither half-empty trailers nor overflow, so what the last
 * run booked above its own plan is added, part by part. No part falls below zero.
 *
 * @param planned - with the change
 * @param plannedBefore - the same scenario without it
 * @param booked - by a run of that scenario
 */
export function likelyRunUsd(planned: PartsUsd, plannedBefore: PartsUsd, booked: PartsUsd): CostUsd {
  const likely = costParts.map((part) => [part, Math.max(0, booked[part] + planned[part] - plannedBefore[part])]);
  return inCents(Object.fromEntries(likely) as PartsUsd);
}

import type {Change} from '@cutover/core';
import type {CostUsd} from '@cutover/reporting';
import type {Draft} from './draft.ts';
import type {PlannedHorizon} from './planned-days.ts';

/** How far a run of the same changes may come out from a preview. */
export interface PreviewError {
  readonly usd: number; // more or less than the previewed total
  readonly isTrusted: boolean; // false: it may be more than 1%, or the preview knows nothing of such a change
}

const SHARE_MOST = 0.01; // of the total, beyond which a preview is marked
const SHARE_SEEN = 0.005; // measured: above all of `pnpm bench preview` and of the tests, whose largest is 0.32%

/** What the preview reads anew. Any other change moves lanes and buildings, and only a run finds those ways. */
const PREVIEWED: readonly Change['change'][] = [
  'setContract',
  'setTariff',
  'setShare',
  'setParameter',
  'setCapacity',
  'closeFacility',
];

/** The error seen elsewhere, and all of what is charged for trips on the mean one of some days. */
export function previewError(
  {world}: Draft,
  changes: readonly Change[],
  {epochs}: PlannedHorizon,
  {total}: CostUsd,
): PreviewError {
  const usd = SHARE_SEEN * total + epochs.reduce((sum, {movedOnUsd}) => sum + movedOnUsd, 0);
  const closed = new Set(changes.flatMap((each) => (each.change === 'closeFacility' ? [each.facilityId] : [])));
  const isKnown =
    changes.every(({change}) => PREVIEWED.includes(change)) &&
    (closed.size === 0 ||
      world.twin.facilities.every(({facilityId, facilityType}) => facilityType === 'ds' || !closed.has(facilityId)));
  return {usd: Math.round(usd), isTrusted: isKnown && usd <= SHARE_MOST * total};
}

import {
  classGroups,
  dayNumber,
  DELIVERER_COUNT,
  deliverers,
  type EpochPolicy,
  GROUP_COUNT,
  type GuideRow,
  isoDate,
  NO_BUILDING,
  OTHER,
  OWNED,
  type Policy,
  SHARE_ONE,
  type Twin,
  USPS,
} from '@cutover/core';
import {percentText} from '../format.ts';

/** A policy as a routing guide: a row for each stretch of days on which a (ZIP, class group) goes one way. */
export function routingGuide(twin: Twin, policy: Policy): GuideRow[] {
  const firstDay = dayNumber(twin.settings.horizon.from);
  const rows: GuideRow[] = [];
  for (let zip = 0; zip < twin.zips.length; zip++) {
    for (let group = 0; group < GROUP_COUNT; group++) {
      let last: GuideRow | undefined;
      for (const epoch of policy) {
        const {fromDay, toDay} = epoch.epoch;
        const way = wayOf(twin, epoch, zip, group);
        const effectiveTo = isoDate(firstDay + toDay - 1);
        if (last !== undefined && isSame(last, way)) {
          last = {...last, effectiveTo};
          rows[rows.length - 1] = last;
          continue;
        }
        last = {
          ...{zip: twin.zips[zip].zip, classGroup: classGroups[group]},
          ...{effectiveFrom: isoDate(firstDay + fromDay), effectiveTo, ...way},
          ...(last === undefined ? {} : {replaces: partText(last)}),
        };
        rows.push(last);
      }
    }
  }
  return rows;
}

/** The rows in force between two days, both in, cut to them; what began before them replaces nothing. */
export function guideOf(rows: readonly GuideRow[], from: string, to: string): GuideRow[] {
  return rows
    .filter(({effectiveFrom, effectiveTo}) => effectiveFrom <= to && effectiveTo >= from)
    .map(({replaces, ...row}) => ({
      ...row,
      effectiveFrom: row.effectiveFrom < from ? from : row.effectiveFrom,
      effectiveTo: row.effectiveTo > to ? to : row.effectiveTo,
      ...(replaces === undefined || row.effectiveFrom < from ? {} : {replaces}),
    }));
}

/** Carrier and the place it takes the packages at, as `usps DDU1`. */
export function placeText({carrier, stationId, entryId}: GuideRow): string {
  const place = carrier === 'owned' ? stationId : carrier === 'usps' ? entryId : undefined;
  return place === undefined ? carrier : `${carrier} ${place}`;
}

/** The same with its part, where it takes not all: `usps DDU1 91%`. */
function partText(row: GuideRow): string {
  const share = row[row.carrier];
  return share === SHARE_ONE ? placeText(row) : `${placeText(row)} ${percentText(share / SHARE_ONE, 0)}`;
}

type Way = Pick<GuideRow, (typeof wayFields)[number]>;
const wayFields = ['carrier', 'stationId', 'entryId', 'cutOff', 'owned', 'usps', 'other'] as const;

function isSame(a: Way, b: Way): boolean {
  return wayFields.every((field) => a[field] === b[field]);
}

function wayOf({facilities}: Twin, {share, station, handoff}: EpochPolicy, zip: number, group: number): Way {
  const at = (zip * GROUP_COUNT + group) * DELIVERER_COUNT;
  const [owned, usps, other] = [share[at + OWNED], share[at + USPS], share[at + OTHER]];
  const main = owned >= usps && owned >= other ? OWNED : usps >= other ? USPS : OTHER;
  const from = owned > 0 && station[zip] !== NO_BUILDING ? facilities[station[zip]] : undefined;
  const entry = usps > 0 && handoff[zip] !== NO_BUILDING ? facilities[handoff[zip]] : undefined;
  const cutOff = main === OWNED ? from?.cutOff : main === USPS ? entry?.cutOff : undefined;
  return {
    carrier: deliverers[main],
    ...(from === undefined ? {} : {stationId: from.facilityId}),
    ...(entry === undefined ? {} : {entryId: entry.facilityId}),
    ...(cutOff === undefined ? {} : {cutOff}),
    ...{owned, usps, other},
  };
}

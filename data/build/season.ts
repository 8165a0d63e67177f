// season.csv: the year's shape, one factor a day.
import {dayNumber, isoDate, type SeasonDay, weekday} from '@cutover/core';
import {rounded} from './text.ts';
import {readFactsYaml} from './facts.ts';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

interface SeasonFacts {
  readonly level: readonly (readonly [date: string, level: number])[];
  readonly weekday: Record<(typeof WEEKDAYS)[number], number>;
  readonly holiday: Record<string, number>;
}

/** One row for each day of the horizon; the mean is 1 but for rounding. */
export function buildSeason(from: string, to: string): SeasonDay[] {
  const facts = readFactsYaml('season.yaml') as SeasonFacts;
  const anchors = facts.level.map(([date, level]) => ({day: dayNumber(date), level}));
  const days = Array.from({length: dayNumber(to) - dayNumber(from) + 1}, (_, i) => dayNumber(from) + i);
  const raw = days.map(
    (day) => levelOn(anchors, day) * facts.weekday[WEEKDAYS[weekday(day)]] * (facts.holiday[isoDate(day)] ?? 1),
  );
  const mean = raw.reduce((sum, each) => sum + each, 0) / raw.length;
  return days.map((day, i) => ({date: isoDate(day), factor: rounded(raw[i] / mean, 5)}));
}

function levelOn(anchors: readonly {day: number; level: number}[], day: number): number {
  const next = anchors.findIndex((anchor) => anchor.day >= day);
  if (next <= 0) return anchors.at(next)!.level;
  const before = anchors[next - 1];
  const after = anchors[next];
  return before.level + ((after.level - before.level) * (day - before.day)) / (after.day - before.day);
}

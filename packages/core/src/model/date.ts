// Dates are ISO text in files and whole days since 1970-01-01 inside; there is no clock and no time zone here.

const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01 of an ISO date. @throws RangeError if the text is no calendar day */
export function dayNumber(date: string): number {
  const ms = Date.parse(`${date}T00:00:00Z`);
  // The 30th of February is read as the 2nd of March.
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || new Date(ms).getUTCDate() !== Number(date.slice(8))) {
    throw new RangeError(`"${date}" is no day; write it as 2026-10-01`);
  }
  return ms / MS_PER_DAY;
}

export function isoDate(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekday(day: number): number {
  return (day + 4) % 7; // 1970-01-01 was a Thursday
}

/** Thanksgiving: the fourth Thursday of November. */
export function thanksgiving(year: number): number {
  const first = dayNumber(`${year}-11-01`);
  return first + ((4 - weekday(first) + 7) % 7) + 21;
}

export function yearOf(day: number): number {
  return new Date(day * MS_PER_DAY).getUTCFullYear();
}

/** Ramps stand still from Thanksgiving to New Year's Eve, because nobody trains a new station in peak. */
export function peakFreeze(year: number): {readonly fromDay: number; readonly toDay: number} {
  const known = freezes.get(year);
  if (known !== undefined) return known;
  const freeze = {fromDay: thanksgiving(year), toDay: dayNumber(`${year + 1}-01-01`)};
  freezes.set(year, freeze);
  return freeze;
}

const freezes = new Map<number, {readonly fromDay: number; readonly toDay: number}>(); // the same for all, found once

import {dayNumber, isoDate, weekday} from '@cutover/core';
import {columnOf, type RunTable, type Sheet} from './sheet.ts';

/** One station in one week, at full volume. Counts are sums, but for the backlog of its last evening. */
export interface StationWeek {
  readonly facilityId: string;
  readonly week: string; // its Monday
  days: number; // simulated
  planned: number;
  delivered: number;
  diverted: number;
  movedToUsps: number;
  backlogEnd: number;
  backlogMax: number;
  capacity: number;
  peakShare: number; // the fullest day's planned and waiting packages, of its capacity
  routes: number;
}

/** Weeks begin on Monday. @param table - `station_day`, days in order */
export function stationWeeks(table: RunTable): StationWeek[] {
  const names = ['day', 'facility_id', 'planned', 'delivered', 'diverted', 'moved_to_usps', 'backlog', 'capacity'];
  const [days, stations, ...counts] = [...names, 'routes'].map((name) => columnOf(table, name));
  const found = new Map<string, StationWeek>();
  const waiting = new Map<string, number>(); // last evening
  const mondays = new Map<string, string>();
  for (let row = 0; row < days.length; row++) {
    const day = String(days[row]);
    const facilityId = String(stations[row]);
    const week = mondays.get(day) ?? mondayOf(day);
    mondays.set(day, week);
    const key = `${facilityId} ${week}`;
    const one = found.get(key) ?? emptyWeek(facilityId, week);
    found.set(key, one);
    const [planned, delivered, diverted, moved, backlog, capacity, routes] = counts.map((column) =>
      Number(column[row]),
    );
    const load = planned + (waiting.get(facilityId) ?? 0);
    waiting.set(facilityId, backlog);
    one.days++;
    one.planned += planned;
    one.delivered += delivered;
    one.diverted += diverted;
    one.movedToUsps += moved;
    one.backlogEnd = backlog;
    one.backlogMax = Math.max(one.backlogMax, backlog);
    one.capacity += capacity;
    one.routes += routes;
    if (capacity > 0) one.peakShare = Math.max(one.peakShare, load / capacity);
  }
  return [...found.values()].sort((a, b) => order(a.facilityId, b.facilityId) || order(a.week, b.week));
}

function emptyWeek(facilityId: string, week: string): StationWeek {
  const counts = {planned: 0, delivered: 0, diverted: 0, movedToUsps: 0, backlogEnd: 0, backlogMax: 0};
  return {facilityId, week, days: 0, ...counts, capacity: 0, peakShare: 0, routes: 0};
}

function mondayOf(date: string): string {
  const day = dayNumber(date);
  return isoDate(day - ((weekday(day) + 6) % 7));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function stationWeekSheet(table: RunTable): Sheet {
  const weeks = stationWeeks(table);
  const whole = (head: string) => ({head, width: 14, format: 'whole' as const});
  return {
    name: 'Station weeks',
    columns: [
      {head: 'Station', width: 14, format: 'text'},
      {head: 'Week from', width: 12, format: 'date'},
      ...['Days', 'Planned', 'Delivered', 'Turned away at FC', 'Moved on to USPS'].map(whole),
      ...['Waiting at the end', 'Waiting at most', 'Capacity'].map(whole),
      {head: 'Fullest day, of capacity', width: 14, format: 'share'},
      whole('Routes'),
    ],
    rowCount: weeks.length,
    *rows() {
      for (const one of weeks) {
        yield [
          ...[one.facilityId, one.week, one.days, one.planned, one.delivered, one.diverted, one.movedToUsps],
          ...[one.backlogEnd, one.backlogMax, one.capacity, one.peakShare, one.routes],
        ];
      }
    },
  };
}

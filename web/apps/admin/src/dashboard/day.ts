import type { Total } from '@novapos/api';
import { businessDate, byLocale } from '@novapos/core';

type Clock = { time_zone: string; day_cutoff: string };

/** The business day that is open in a store, and the same day of the week before. */
export type Days = { today: string; before: string };

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

export function daysAt(at_ms: number, store: Clock): Days {
  const today = businessDate(at_ms, store);
  return { today, before: new Date(Date.parse(today) - WEEK_MS).toISOString().slice(0, 10) };
}

const weekdays = byLocale((locale) => new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }));

/** The name of the day of the week: “Saturday”. */
export function weekdayOf(date: string): string {
  return weekdays().format(new Date(date));
}

/** The hour that a store's clock shows, "14". */
export function hourAt(at_ms: number, { time_zone }: Pick<Clock, 'time_zone'>): string {
  const text = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: time_zone }).format(
    at_ms,
  );
  return text.slice(0, 2);
}

export type Hour = { hour: string; today_minor: number; before_minor: number };

/** How far into the business day an hour is: with a cut-off at 04:00, "03" is the last. */
function placeOf(hour: string, cutoff: string): number {
  return (Number(hour) - Number(cutoff.slice(0, 2)) + 24) % 24;
}

/** Fewer would be bars too broad to be read as hours. */
const HOURS_MIN = 8;

/** The hours from the first to the last with a sale on either day, in the order of the business day. */
export function hoursOf(today: readonly Total[], before: readonly Total[], cutoff: string): Hour[] {
  const places = [...today, ...before].map(({ key }) => placeOf(key, cutoff));
  if (places.length === 0) return [];
  const last = Math.max(...places);
  const first = Math.max(0, Math.min(...places, last - HOURS_MIN + 1));
  return Array.from({ length: Math.max(last - first + 1, HOURS_MIN) }, (_, index) => {
    const hour = String((first + index + Number(cutoff.slice(0, 2))) % 24).padStart(2, '0');
    return { hour, today_minor: totalAt(today, hour), before_minor: totalAt(before, hour) };
  });
}

function totalAt(totals: readonly Total[], hour: string): number {
  return sumOf(totals.filter(({ key }) => key === hour)).total_minor;
}

/** Those of them that were made until this hour ended. */
export function untilHour(totals: readonly Total[], hour: string, cutoff: string): Total[] {
  return totals.filter(({ key }) => placeOf(key, cutoff) <= placeOf(hour, cutoff));
}

export function sumOf(totals: readonly Total[]): { count: number; total_minor: number } {
  return totals.reduce(
    (sum, { count, total_minor }) => ({ count: sum.count + count, total_minor: sum.total_minor + total_minor }),
    { count: 0, total_minor: 0 },
  );
}

/** What a sale came to on average, to the nearest minor unit; null without sales. */
export function averageOf({ count, total_minor }: { count: number; total_minor: number }): number | null {
  return count === 0 ? null : Math.round(total_minor / count);
}

import { wallTime } from './wall-time';

const DAY_MS = 24 * 3600 * 1000;

/** The business day of an instant: the store's calendar day, which begins at its cut-off ("04:00") and not at midnight. */
export function businessDate(at_ms: number, store: { time_zone: string; day_cutoff: string }): string {
  const [day = '', time = ''] = wallTime(at_ms, store.time_zone).split('T');
  return time < store.day_cutoff ? new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10) : day;
}

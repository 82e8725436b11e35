import { isByTotal, type OrderFilter } from './order-filter';

/** So many days the API looks through for the sales of one product, and for the highest or lowest totals. */
export const REACH_DAYS = 31;

const DAY_MS = 86_400_000;

/** The calendar day so many days after this one. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same filter with a period that the API looks through for a product or for totals: the day that is kept stays as it is, the other comes near. */
export function inReach(filter: OrderFilter, today: string, kept: 'from' | 'to' = 'to'): OrderFilter {
  if (!filter.product_id && !isByTotal(filter)) return filter;
  if (kept === 'from' && filter.from) {
    const last = dayAfter(filter.from, REACH_DAYS - 1);
    const isNear = filter.to !== undefined && filter.to >= filter.from && filter.to <= last;
    return { ...filter, to: isNear ? filter.to : last };
  }
  const to = filter.to ?? today;
  const first = dayAfter(to, 1 - REACH_DAYS);
  const isNear = filter.from !== undefined && filter.from >= first && filter.from <= to;
  return { ...filter, from: isNear ? filter.from : first, to };
}

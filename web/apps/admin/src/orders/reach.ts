import { nearPeriod } from '../lists/period';
import { isByTotal, type OrderFilter } from './order-filter';

/** The same filter with a period that the API looks through for a product or for totals. */
export function inReach(filter: OrderFilter, today: string, kept: 'from' | 'to' = 'to'): OrderFilter {
  return filter.product_id || isByTotal(filter) ? nearPeriod(filter, today, kept) : filter;
}

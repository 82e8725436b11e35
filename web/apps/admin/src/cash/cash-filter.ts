import { nearPeriod } from '../lists/period';
import { z } from '../zod';

const date = z.iso.date().optional().catch(undefined);
const id = z.uuid().optional().catch(undefined);

/** The orders of the lists; the first of each holds where none is chosen. */
export const reportSorts = ['-at', 'at', '-variance', 'variance'] as const;
export const sessionSorts = ['-opened_at', 'opened_at', '-variance', 'variance'] as const;

const place = { store_id: id, register_id: id, from: date, to: date };

/** What the lists are narrowed to and ordered by. It lives in the address, so that a link shows the same list. */
export const reportFilter = z.object({ ...place, sort: z.enum(reportSorts).optional().catch(undefined) });
export const sessionStatuses = ['open', 'counting', 'closed'] as const;
export const sessionFilter = z.object({
  ...place,
  status: z.enum(sessionStatuses).optional().catch(undefined),
  sort: z.enum(sessionSorts).optional().catch(undefined),
});
export const depositSorts = ['-at', 'at'] as const;
export const safeFilter = z.object({ store_id: id, sort: z.enum(depositSorts).optional().catch(undefined) });

export type ReportFilter = z.infer<typeof reportFilter>;
export type SessionFilter = z.infer<typeof sessionFilter>;
export type SafeFilter = z.infer<typeof safeFilter>;

/** The same filter with a period that the API looks through for variances. */
export function inReach(filter: SessionFilter, today: string, kept: 'from' | 'to' = 'to'): SessionFilter {
  return filter.sort?.endsWith('variance') ? nearPeriod(filter, today, kept) : filter;
}

export function isFiltered({ sort, ...filter }: SessionFilter | ReportFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

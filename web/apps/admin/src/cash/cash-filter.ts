import { z } from '../zod';

const date = z.iso.date().optional().catch(undefined);
const id = z.uuid().optional().catch(undefined);

/** What the lists are narrowed to. It lives in the address, so that a link shows the same list. */
export const reportFilter = z.object({ store_id: id, register_id: id, from: date, to: date });
export const sessionStatuses = ['open', 'counting', 'closed'] as const;
export const sessionFilter = reportFilter.extend({ status: z.enum(sessionStatuses).optional().catch(undefined) });
export const safeFilter = z.object({ store_id: id });

export type ReportFilter = z.infer<typeof reportFilter>;
export type SessionFilter = z.infer<typeof sessionFilter>;
export type SafeFilter = z.infer<typeof safeFilter>;

export function isFiltered(filter: SessionFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

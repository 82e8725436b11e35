import { dayAfter } from '../lists/period';
import { z } from '../zod';

const date = z.iso.date().optional().catch(undefined);
const id = z.uuid().optional().catch(undefined);

/** What the trail is narrowed to. It lives in the address, so that a link shows the same list. */
export const auditFilter = z.object({
  action: z
    .string()
    .regex(/^[a-z0-9._]{1,100}$/)
    .optional()
    .catch(undefined),
  user_id: id,
  subject_id: id,
  store_id: id,
  from: date,
  to: date,
});

export type AuditFilter = z.infer<typeof auditFilter>;

export function isFiltered(filter: AuditFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** The filter as the API takes it: days of this computer as moments, the last one whole. */
export function auditQuery({ from, to, ...rest }: AuditFilter): AuditFilter {
  const start = (day: string) => new Date(`${day}T00:00`).toISOString();
  return { ...rest, from: from && start(from), to: to && start(dayAfter(to, 1)) };
}

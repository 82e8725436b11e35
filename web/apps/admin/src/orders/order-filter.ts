import { z } from '../zod';

const date = z.iso.date().optional().catch(undefined);
const id = z.uuid().optional().catch(undefined);

/** What the list of orders is narrowed to. It lives in the address, so that a link shows the same list. */
export const orderFilter = z.object({
  store_id: id,
  register_id: id,
  status: z.enum(['completed', 'voided']).optional().catch(undefined),
  receipt_number: z.coerce.number().int().positive().optional().catch(undefined),
  from: date,
  to: date,
});

export type OrderFilter = z.infer<typeof orderFilter>;

export function isFiltered(filter: OrderFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** Without the keys that say nothing, which the address and the server do not need. */
export function withoutBlanks<T extends object>(filter: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== '')) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}

import { z } from '../zod';

const date = z.iso.date().optional().catch(undefined);
const id = z.uuid().optional().catch(undefined);
const amount_minor = z.coerce.number().int().min(0).max(1_000_000_000_000).optional().catch(undefined);

/** The orders of the list; the first holds where none is chosen. */
export const orderSorts = ['-created_at', 'created_at', '-total', 'total'] as const;

/** What the list of orders is narrowed to and ordered by. It lives in the address, so that a link shows the same list. */
export const orderFilter = z.object({
  store_id: id,
  register_id: id,
  cashier_id: id,
  status: z.enum(['completed', 'voided']).optional().catch(undefined),
  product_id: id,
  receipt_number: z.coerce.number().int().positive().optional().catch(undefined),
  total_from_minor: amount_minor,
  total_to_minor: amount_minor,
  from: date,
  to: date,
  sort: z.enum(orderSorts).optional().catch(undefined),
});

export type OrderFilter = z.infer<typeof orderFilter>;

export function isFiltered({ sort, ...filter }: OrderFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

export function isByTotal({ sort }: OrderFilter): boolean {
  return sort === '-total' || sort === 'total';
}

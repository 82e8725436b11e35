import { z } from '../zod';

const text = z
  .union([z.string().max(200), z.number().transform(String)])
  .optional()
  .catch(undefined);
const state = z.enum(['on', 'off']).optional().catch(undefined);
const descending = z.literal(true).optional().catch(undefined);

/** What the lists of stores and registers are narrowed to and ordered by, in the address. */
export const storeFilter = z.object({
  query: text,
  state,
  sort: z.enum(['name', 'code']).optional().catch(undefined),
  descending,
});

export const registerFilter = z.object({
  query: text,
  state,
  store_id: z.uuid().optional().catch(undefined),
  sort: z.enum(['name', 'store', 'series']).optional().catch(undefined),
  descending,
});

export type StoreFilter = z.infer<typeof storeFilter>;
export type RegisterFilter = z.infer<typeof registerFilter>;

export function isInState(active: boolean, state: 'on' | 'off' | undefined): boolean {
  return state === undefined || active === (state === 'on');
}

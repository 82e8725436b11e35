import { z } from '../zod';

export const stockStates = ['low', 'out', 'negative', 'in_transit', 'damaged'] as const;

/** What the list of stock is narrowed to and ordered by. It lives in the address, so that a link shows the same list. */
export const stockFilter = z.object({
  // The address may hold a bare barcode, which reads as a number.
  query: z
    .union([z.string().max(200), z.number().transform(String)])
    .optional()
    .catch(undefined),
  location_id: z.uuid().optional().catch(undefined),
  state: z.enum(stockStates).optional().catch(undefined),
  sort: z.enum(['name', 'available', '-available', 'on_hand', '-on_hand']).optional().catch(undefined),
});

export type StockFilter = z.infer<typeof stockFilter>;

export function isFiltered({ query, location_id, state }: StockFilter): boolean {
  return Boolean(query) || location_id !== undefined || state !== undefined;
}

/** The order that the server gives: by name, and with a state by what is available. */
export function sortOf({ sort, state }: StockFilter): { by: string; isDescending: boolean } {
  const named = sort ?? (state ? 'available' : 'name');
  return { by: named.replace('-', ''), isDescending: named.startsWith('-') };
}

/** Names have one order only. */
export function sortNamed({ by, isDescending }: { by: string; isDescending: boolean }): StockFilter['sort'] {
  if (by === 'available') return isDescending ? '-available' : 'available';
  if (by === 'on_hand') return isDescending ? '-on_hand' : 'on_hand';
  return 'name';
}

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
  sort: z.enum(['name', '-name', 'available', '-available', 'on_hand', '-on_hand']).optional().catch(undefined),
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

export function sortNamed({ by, isDescending }: { by: string; isDescending: boolean }): StockFilter['sort'] {
  if (by === 'available') return isDescending ? '-available' : 'available';
  if (by === 'on_hand') return isDescending ? '-on_hand' : 'on_hand';
  return isDescending ? '-name' : 'name';
}

/** The same filter in an order that the API has: a search begins with its best matches, and what is in a state goes by how much there is. */
export function inReach({ sort, ...filter }: StockFilter): StockFilter {
  const isByName = sort === 'name' || sort === '-name';
  const isOut = isByName && (filter.state !== undefined || (sort === '-name' && Boolean(filter.query)));
  return { ...filter, sort: isOut ? undefined : sort };
}

/** Whether pressing the head of the names would lead to another order. */
export function mayGoByName(filter: StockFilter): boolean {
  return filter.state === undefined && !(filter.query && sortOf(filter).by === 'name');
}

/** The orders of a product's moves; the first holds where none is chosen. */
export const moveSorts = ['-at', 'at'] as const;

/** What a product's moves are narrowed to and ordered by; it lives in the address, too. */
export const movesFilter = z.object({
  location_id: z.uuid().optional().catch(undefined),
  sort: z.enum(moveSorts).optional().catch(undefined),
});

export type MovesFilter = z.infer<typeof movesFilter>;

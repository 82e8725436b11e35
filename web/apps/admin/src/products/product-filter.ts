import { z } from '../zod';

/** The orders of the list; the first holds where none is chosen. */
export const productSorts = ['name', '-name', 'sku', '-sku', 'updated_at', '-updated_at'] as const;

/** What the list of products is narrowed to and ordered by. It lives in the address, so that a link shows the same list. */
export const productFilter = z.object({
  // The address may hold a bare barcode, which reads as a number.
  query: z
    .union([z.string().max(200), z.number().transform(String)])
    .optional()
    .catch(undefined),
  category_id: z.uuid().optional().catch(undefined),
  family_id: z.uuid().optional().catch(undefined),
  state: z.enum(['on', 'off']).optional().catch(undefined),
  sort: z.enum(productSorts).optional().catch(undefined),
});

export type ProductFilter = z.infer<typeof productFilter>;

export function isFiltered({ sort, ...filter }: ProductFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined && value !== '');
}

/** What is found by words or in a family has an order of its own. */
export function isFound({ query, family_id }: ProductFilter): boolean {
  return Boolean(query) || family_id !== undefined;
}

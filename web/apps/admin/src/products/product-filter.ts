import { z } from '../zod';

/** What the list of products is narrowed to. It lives in the address, so that a link shows the same list. */
export const productFilter = z.object({
  // The address may hold a bare barcode, which reads as a number.
  query: z
    .union([z.string().max(200), z.number().transform(String)])
    .optional()
    .catch(undefined),
  category_id: z.uuid().optional().catch(undefined),
  family_id: z.uuid().optional().catch(undefined),
  state: z.enum(['on', 'off']).optional().catch(undefined),
});

export type ProductFilter = z.infer<typeof productFilter>;

export function isFiltered(filter: ProductFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined && value !== '');
}

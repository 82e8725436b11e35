import { z } from '../zod';

/** What the list of tax rules is narrowed to and ordered by, in the address. `made`: a rule was added a moment ago,
 * `preset`: those of a country were. */
export const taxFilter = z.object({
  query: z
    .union([z.string().max(200), z.number().transform(String)])
    .optional()
    .catch(undefined),
  state: z.enum(['now', 'later', 'over']).optional().catch(undefined),
  sort: z.enum(['category', 'from']).optional().catch(undefined),
  descending: z.literal(true).optional().catch(undefined),
  made: z.literal(true).optional().catch(undefined),
  preset: z.literal(true).optional().catch(undefined),
});

export type TaxFilter = z.infer<typeof taxFilter>;

import { z } from '../zod';

/** The orders of the list; the first holds where none is chosen. */
export const familySorts = ['name', '-name'] as const;

/** Which families, and in which order: it lives in the address. */
export const familyFilter = z.object({
  query: z
    .union([z.string().max(200), z.number().transform(String)])
    .optional()
    .catch(undefined),
  sort: z.enum(familySorts).optional().catch(undefined),
});

export type FamilyFilter = z.infer<typeof familyFilter>;

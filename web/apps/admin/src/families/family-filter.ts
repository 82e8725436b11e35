import { z } from '../zod';

/** Which families: it lives in the address. */
export const familyFilter = z.object({
  query: z
    .union([z.string().max(200), z.number().transform(String)])
    .optional()
    .catch(undefined),
});

export type FamilyFilter = z.infer<typeof familyFilter>;

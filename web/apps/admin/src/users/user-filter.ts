import { z } from '../zod';

/** The orders of the list; the first holds where none is chosen. */
export const userSorts = ['email', '-email', 'name', '-name', 'role', '-role'] as const;

/** What the list of users is narrowed to and ordered by. It lives in the address, so that a link shows the same list. */
export const userFilter = z.object({
  // The address may hold digits alone, which read as a number.
  query: z
    .union([z.string().max(200), z.number().transform(String)])
    .optional()
    .catch(undefined),
  status: z.enum(['active', 'invited', 'deactivated']).optional().catch(undefined),
  sort: z.enum(userSorts).optional().catch(undefined),
});

export type UserFilter = z.infer<typeof userFilter>;

export function isFiltered({ query, status }: UserFilter): boolean {
  return Boolean(query) || status !== undefined;
}

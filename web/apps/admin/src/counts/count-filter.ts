import { z } from '../zod';

/** The orders of the list of counts; the first holds where none is chosen. */
export const countSorts = ['-at', 'at'] as const;
export const countStates = ['counting', 'submitted', 'approved', 'cancelled'] as const;
export const lineChoices = ['uncounted', 'different'] as const;

/** What the lists are narrowed to and ordered by. It lives in the address, so that a link shows the same list. */
export const countFilter = z.object({
  location_id: z.uuid().optional().catch(undefined),
  state: z.enum(countStates).optional().catch(undefined),
  sort: z.enum(countSorts).optional().catch(undefined),
});
export const lineFilter = z.object({ only: z.enum(lineChoices).optional().catch(undefined) });

export type CountState = (typeof countStates)[number];
export type CountFilter = z.infer<typeof countFilter>;
export type LineFilter = z.infer<typeof lineFilter>;

export function isFiltered({ location_id, state }: CountFilter): boolean {
  return location_id !== undefined || state !== undefined;
}

import { z } from '../zod';

/** The orders of the list; the first holds where none is chosen. */
export const transferSorts = ['-at', 'at'] as const;
export const transferStates = ['under_way', 'done'] as const;

/** What the list of transfers is narrowed to and ordered by. It lives in the address, so that a link shows the same list. */
export const transferFilter = z.object({
  location_id: z.uuid().optional().catch(undefined),
  state: z.enum(transferStates).optional().catch(undefined),
  sort: z.enum(transferSorts).optional().catch(undefined),
});

export type TransferFilter = z.infer<typeof transferFilter>;

export function isFiltered({ location_id, state }: TransferFilter): boolean {
  return location_id !== undefined || state !== undefined;
}

import { z } from '../zod';

/** Whose page is laid out; the first store's without one. */
export const favouritesFilter = z.object({ store_id: z.uuid().optional().catch(undefined) });

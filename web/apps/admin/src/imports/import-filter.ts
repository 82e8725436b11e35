import { z } from '../zod';

/** The orders of the recent imports; the first holds where none is chosen. */
export const importSorts = ['-created_at', 'created_at'] as const;

/** How the recent imports are ordered. It lives in the address, so that a link shows the same list. */
export const importFilter = z.object({ sort: z.enum(importSorts).optional().catch(undefined) });

export type ImportFilter = z.infer<typeof importFilter>;

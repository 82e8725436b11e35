import { z } from '../zod';

/** Which store the dashboard is of; all of them without one. */
export const dashboardFilter = z.object({ store_id: z.uuid().optional().catch(undefined) });

export type DashboardFilter = z.infer<typeof dashboardFilter>;

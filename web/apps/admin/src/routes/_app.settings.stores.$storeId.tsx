import { createFileRoute } from '@tanstack/react-router';
import { can } from '../session/guard';
import { StorePage } from '../settings/store-page';
import { z } from '../zod';

/** `made`: it was made a moment ago. */
const search = z.object({ made: z.literal(true).optional().catch(undefined) });

export const Route = createFileRoute('/_app/settings/stores/$storeId')({ validateSearch: search, component: Store });

function Store() {
  const { session } = Route.useRouteContext();
  const { storeId } = Route.useParams();
  const { made = false } = Route.useSearch();
  return <StorePage store_id={storeId} mayChange={can(session, 'update_store', storeId)} wasMade={made} />;
}

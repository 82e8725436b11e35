import { createFileRoute } from '@tanstack/react-router';
import { FamilyPage } from '../families/family-page';
import { can, RequireRoles } from '../session/guard';
import { z } from '../zod';

/** `made`: it was made a moment ago. */
const search = z.object({ made: z.literal(true).optional().catch(undefined) });

export const Route = createFileRoute('/_app/products/families/$familyId')({
  validateSearch: search,
  beforeLoad: RequireRoles('get_family'),
  component: Family,
});

function Family() {
  const { session } = Route.useRouteContext();
  const { familyId } = Route.useParams();
  const { made = false } = Route.useSearch();
  return <FamilyPage family_id={familyId} mayChange={can(session, 'update_family')} wasMade={made} />;
}

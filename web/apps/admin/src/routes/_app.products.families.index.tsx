import { createFileRoute } from '@tanstack/react-router';
import { FamiliesPage } from '../families/families-page';
import { familyFilter } from '../families/family-filter';
import { can, RequireRoles } from '../session/guard';

export const Route = createFileRoute('/_app/products/families/')({
  validateSearch: familyFilter,
  beforeLoad: RequireRoles('list_families'),
  component: Families,
});

function Families() {
  const { session } = Route.useRouteContext();
  const navigate = Route.useNavigate();
  return (
    <FamiliesPage
      filter={Route.useSearch()}
      onFilter={(filter) => void navigate({ search: filter, replace: true, resetScroll: false })}
      mayAdd={can(session, 'create_family')}
    />
  );
}

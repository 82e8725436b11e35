import { createFileRoute } from '@tanstack/react-router';
import { can, RequireRoles } from '../session/guard';
import { userFilter } from '../users/user-filter';
import { UsersPage } from '../users/users-page';

export const Route = createFileRoute('/_app/users/')({
  validateSearch: userFilter,
  beforeLoad: RequireRoles('list_users'),
  component: Users,
});

function Users() {
  const { session } = Route.useRouteContext();
  const navigate = Route.useNavigate();
  return (
    <UsersPage
      filter={Route.useSearch()}
      onFilter={(filter) => void navigate({ search: filter, replace: true, resetScroll: false })}
      mayInvite={can(session, 'invite_user')}
    />
  );
}

import { createFileRoute } from '@tanstack/react-router';
import { can, RequireRoles } from '../session/guard';
import { UserPage } from '../users/user-page';

export const Route = createFileRoute('/_app/users/$userId')({
  beforeLoad: RequireRoles('get_user'),
  component: User,
});

function User() {
  const { session } = Route.useRouteContext();
  const { userId } = Route.useParams();
  return <UserPage user_id={userId} mayChange={can(session, 'put_roles')} />;
}

import { createFileRoute } from '@tanstack/react-router';
import { safeFilter } from '../cash/cash-filter';
import { SafePage } from '../cash/safe-page';
import { can, RequireRoles } from '../session/guard';

export const Route = createFileRoute('/_app/cash/safe')({
  validateSearch: safeFilter,
  beforeLoad: RequireRoles('get_safe'),
  component: Safe,
});

function Safe() {
  const { session } = Route.useRouteContext();
  const navigate = Route.useNavigate();
  return (
    <SafePage
      filter={Route.useSearch()}
      onFilter={(filter) => void navigate({ search: filter, replace: true, resetScroll: false })}
      maySee={(store_id) => can(session, 'get_safe', store_id)}
    />
  );
}

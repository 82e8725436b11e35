import { createFileRoute } from '@tanstack/react-router';
import { sessionFilter } from '../cash/cash-filter';
import { SessionsPage } from '../cash/sessions-page';
import { RequireRoles } from '../session/guard';

export const Route = createFileRoute('/_app/cash/sessions/')({
  validateSearch: sessionFilter,
  beforeLoad: RequireRoles('list_sessions'),
  component: List,
});

function List() {
  const navigate = Route.useNavigate();
  return (
    <SessionsPage
      filter={Route.useSearch()}
      onFilter={(filter) => void navigate({ search: filter, replace: true, resetScroll: false })}
    />
  );
}

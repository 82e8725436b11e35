import { createFileRoute } from '@tanstack/react-router';
import { countFilter } from '../counts/count-filter';
import { CountsPage } from '../counts/counts-page';
import { can, RequireRoles } from '../session/guard';

export const Route = createFileRoute('/_app/stock/counts/')({
  validateSearch: countFilter,
  beforeLoad: RequireRoles('list_counts'),
  component: Counts,
});

function Counts() {
  const { session } = Route.useRouteContext();
  const navigate = Route.useNavigate();
  return (
    <CountsPage
      filter={Route.useSearch()}
      onFilter={(filter) => void navigate({ search: filter, replace: true, resetScroll: false })}
      mayBegin={can(session, 'begin_count')}
    />
  );
}

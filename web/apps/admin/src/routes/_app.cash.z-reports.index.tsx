import { createFileRoute } from '@tanstack/react-router';
import { reportFilter } from '../cash/cash-filter';
import { ReportsPage } from '../cash/reports-page';
import { RequireRoles } from '../session/guard';

export const Route = createFileRoute('/_app/cash/z-reports/')({
  validateSearch: reportFilter,
  beforeLoad: RequireRoles('list_z_reports'),
  component: List,
});

function List() {
  const navigate = Route.useNavigate();
  return (
    <ReportsPage
      filter={Route.useSearch()}
      onFilter={(filter) => void navigate({ search: filter, replace: true, resetScroll: false })}
    />
  );
}

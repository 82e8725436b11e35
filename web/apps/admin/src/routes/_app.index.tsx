import { createFileRoute } from '@tanstack/react-router';
import { dashboardFilter } from '../dashboard/dashboard-filter';
import { DashboardPage } from '../dashboard/dashboard-page';
import { RequireRoles } from '../session/guard';

export const Route = createFileRoute('/_app/')({
  validateSearch: dashboardFilter,
  beforeLoad: RequireRoles('get_order_totals'),
  component: Dashboard,
});

function Dashboard() {
  const navigate = Route.useNavigate();
  return (
    <DashboardPage
      filter={Route.useSearch()}
      onFilter={(filter) => void navigate({ search: filter, replace: true, resetScroll: false })}
    />
  );
}

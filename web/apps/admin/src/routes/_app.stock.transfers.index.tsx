import { createFileRoute } from '@tanstack/react-router';
import { can, RequireRoles } from '../session/guard';
import { transferFilter } from '../transfers/transfer-filter';
import { TransfersPage } from '../transfers/transfers-page';

export const Route = createFileRoute('/_app/stock/transfers/')({
  validateSearch: transferFilter,
  beforeLoad: RequireRoles('list_transfers'),
  component: Transfers,
});

function Transfers() {
  const { session } = Route.useRouteContext();
  const navigate = Route.useNavigate();
  return (
    <TransfersPage
      filter={Route.useSearch()}
      onFilter={(filter) => void navigate({ search: filter, replace: true, resetScroll: false })}
      maySend={can(session, 'create_transfer')}
    />
  );
}

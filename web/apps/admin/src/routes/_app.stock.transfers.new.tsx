import { createFileRoute } from '@tanstack/react-router';
import { can, RequireRoles } from '../session/guard';
import { NewTransferPage } from '../transfers/new-transfer-page';

export const Route = createFileRoute('/_app/stock/transfers/new')({
  beforeLoad: RequireRoles('create_transfer'),
  component: NewTransfer,
});

function NewTransfer() {
  const { session } = Route.useRouteContext();
  return <NewTransferPage maySendFrom={(store_id) => can(session, 'create_transfer', store_id)} />;
}

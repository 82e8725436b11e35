import { createFileRoute } from '@tanstack/react-router';
import { RequireRoles } from '../session/guard';
import { StorePage } from '../settings/store-page';

export const Route = createFileRoute('/_app/settings/stores/new')({
  beforeLoad: RequireRoles('create_store'),
  component: NewStore,
});

function NewStore() {
  return <StorePage store_id={null} mayChange wasMade={false} />;
}

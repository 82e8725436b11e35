import { createFileRoute } from '@tanstack/react-router';
import { NewCountPage } from '../counts/new-count-page';
import { can, RequireRoles } from '../session/guard';

export const Route = createFileRoute('/_app/stock/counts/new')({
  beforeLoad: RequireRoles('begin_count'),
  component: NewCount,
});

function NewCount() {
  const { session } = Route.useRouteContext();
  return <NewCountPage mayCountIn={(store_id) => can(session, 'begin_count', store_id)} />;
}

import { createFileRoute } from '@tanstack/react-router';
import { ReviewPage } from '../imports/review-page';
import { can, RequireRoles } from '../session/guard';

export const Route = createFileRoute('/_app/products/import/$importId')({
  beforeLoad: RequireRoles('get_import'),
  component: Review,
});

function Review() {
  const { session } = Route.useRouteContext();
  const { importId } = Route.useParams();
  return <ReviewPage key={importId} import_id={importId} canApply={can(session, 'start_import')} />;
}

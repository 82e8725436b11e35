import { createFileRoute } from '@tanstack/react-router';
import { ReviewPage } from '../imports/review-page';
import { canEverywhere, requireCapability } from '../session/guard';

export const Route = createFileRoute('/_app/products/import/$importId')({
  beforeLoad: ({ context }) => requireCapability(context.session, 'catalog_write'),
  component: Review,
});

function Review() {
  const { session } = Route.useRouteContext();
  const { importId } = Route.useParams();
  return <ReviewPage key={importId} import_id={importId} canApply={canEverywhere(session, 'catalog_write')} />;
}

import { createFileRoute } from '@tanstack/react-router';
import { ProductPage } from '../products/product-page';
import { can, RequireRoles } from '../session/guard';
import { z } from '../zod';

/** `made`: it was made a moment ago. */
const search = z.object({ made: z.literal(true).optional().catch(undefined) });

export const Route = createFileRoute('/_app/products/$productId')({
  validateSearch: search,
  beforeLoad: RequireRoles('get_product'),
  component: Product,
});

function Product() {
  const { session } = Route.useRouteContext();
  const { productId } = Route.useParams();
  const { made = false } = Route.useSearch();
  return (
    <ProductPage
      product_id={productId}
      may={{ change: can(session, 'update_product'), seePast: can(session, 'list_product_history') }}
      wasMade={made}
    />
  );
}

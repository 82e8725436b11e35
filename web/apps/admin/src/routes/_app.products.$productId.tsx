import { createFileRoute } from '@tanstack/react-router';
import { ProductPage } from '../products/product-page';
import { can, canEverywhere, requireCapability } from '../session/guard';
import { z } from '../zod';

/** `made`: it was made a moment ago. */
const search = z.object({ made: z.literal(true).optional().catch(undefined) });

export const Route = createFileRoute('/_app/products/$productId')({
  validateSearch: search,
  beforeLoad: ({ context }) => requireCapability(context.session, 'catalog_read'),
  component: Product,
});

function Product() {
  const { session } = Route.useRouteContext();
  const { productId } = Route.useParams();
  const { made = false } = Route.useSearch();
  return (
    <ProductPage
      product_id={productId}
      may={{ change: canEverywhere(session, 'catalog_write'), seePast: can(session, 'catalog_write') }}
      wasMade={made}
    />
  );
}

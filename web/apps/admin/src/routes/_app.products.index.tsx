import { createFileRoute } from '@tanstack/react-router';
import { productFilter } from '../products/product-filter';
import { ProductsPage } from '../products/products-page';
import { can, canEverywhere, requireCapability } from '../session/guard';

export const Route = createFileRoute('/_app/products/')({
  validateSearch: productFilter,
  beforeLoad: ({ context }) => requireCapability(context.session, 'catalog_read'),
  component: Products,
});

function Products() {
  const { session } = Route.useRouteContext();
  const navigate = Route.useNavigate();
  return (
    <ProductsPage
      filter={Route.useSearch()}
      onFilter={(filter) => void navigate({ search: filter, replace: true, resetScroll: false })}
      may={{ change: canEverywhere(session, 'catalog_write'), export: can(session, 'catalog_write') }}
    />
  );
}

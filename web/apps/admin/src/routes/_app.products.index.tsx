import { createFileRoute } from '@tanstack/react-router';
import { productFilter } from '../products/product-filter';
import { ProductsPage } from '../products/products-page';
import { can, RequireRoles } from '../session/guard';

export const Route = createFileRoute('/_app/products/')({
  validateSearch: productFilter,
  beforeLoad: RequireRoles('list_products'),
  component: Products,
});

function Products() {
  const { session } = Route.useRouteContext();
  const navigate = Route.useNavigate();
  return (
    <ProductsPage
      filter={Route.useSearch()}
      onFilter={(filter) => void navigate({ search: filter, replace: true, resetScroll: false })}
      may={{
        change: can(session, 'create_product'),
        changeMany: can(session, 'bulk_edit_products'),
        export: can(session, 'export_products'),
        addFamily: can(session, 'create_family'),
      }}
    />
  );
}

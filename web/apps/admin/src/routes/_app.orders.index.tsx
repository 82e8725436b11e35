import { createFileRoute } from '@tanstack/react-router';
import { orderFilter } from '../orders/order-filter';
import { OrdersPage } from '../orders/orders-page';
import { RequireRoles } from '../session/guard';

export const Route = createFileRoute('/_app/orders/')({
  validateSearch: orderFilter,
  beforeLoad: RequireRoles('list_orders'),
  component: Orders,
});

function Orders() {
  const navigate = Route.useNavigate();
  return (
    <OrdersPage
      filter={Route.useSearch()}
      onFilter={(filter) => void navigate({ search: filter, replace: true, resetScroll: false })}
    />
  );
}

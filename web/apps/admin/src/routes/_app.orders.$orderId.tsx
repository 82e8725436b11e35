import { createFileRoute } from '@tanstack/react-router';
import { OrderPage } from '../orders/order-page';
import { can, RequireRoles } from '../session/guard';

export const Route = createFileRoute('/_app/orders/$orderId')({
  beforeLoad: RequireRoles('get_order'),
  component: Order,
});

function Order() {
  const { session } = Route.useRouteContext();
  const { orderId } = Route.useParams();
  return (
    <OrderPage
      order_id={orderId}
      mayVoid={(store_id) => can(session, 'void_order', store_id)}
      mayEmail={(store_id) => can(session, 'email_receipt', store_id)}
    />
  );
}

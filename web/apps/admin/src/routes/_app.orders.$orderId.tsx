import { createFileRoute } from '@tanstack/react-router';
import { OrderPage } from '../orders/order-page';
import { can, requireCapability } from '../session/guard';

export const Route = createFileRoute('/_app/orders/$orderId')({
  beforeLoad: ({ context }) => requireCapability(context.session, 'order_read'),
  component: Order,
});

function Order() {
  const { session } = Route.useRouteContext();
  const { orderId } = Route.useParams();
  return <OrderPage order_id={orderId} canVoid={can(session, 'order_void')} />;
}

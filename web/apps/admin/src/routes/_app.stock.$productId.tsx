import { createFileRoute } from '@tanstack/react-router';
import { can, RequireRoles } from '../session/guard';
import { GoodsPage } from '../stock/goods-page';
import { operationOf } from '../stock/stock-act';
import { z } from '../zod';

export const Route = createFileRoute('/_app/stock/$productId')({
  validateSearch: z.object({ location_id: z.uuid().optional().catch(undefined) }),
  beforeLoad: RequireRoles('get_stock'),
  component: Goods,
});

function Goods() {
  const { session } = Route.useRouteContext();
  const { productId } = Route.useParams();
  const { location_id } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <GoodsPage
      product_id={productId}
      location_id={location_id}
      onLocation={(chosen) => void navigate({ search: { location_id: chosen }, replace: true, resetScroll: false })}
      may={(act, store_id) => can(session, operationOf[act], store_id)}
    />
  );
}

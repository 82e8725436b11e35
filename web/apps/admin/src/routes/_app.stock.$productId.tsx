import { createFileRoute } from '@tanstack/react-router';
import { can, RequireRoles } from '../session/guard';
import { GoodsPage } from '../stock/goods-page';
import { operationOf } from '../stock/stock-act';
import { movesFilter } from '../stock/stock-filter';

export const Route = createFileRoute('/_app/stock/$productId')({
  validateSearch: movesFilter,
  beforeLoad: RequireRoles('get_stock'),
  component: Goods,
});

function Goods() {
  const { session } = Route.useRouteContext();
  const { productId } = Route.useParams();
  const navigate = Route.useNavigate();
  return (
    <GoodsPage
      product_id={productId}
      moves={Route.useSearch()}
      onMoves={(filter) => void navigate({ search: filter, replace: true, resetScroll: false })}
      may={(act, store_id) => can(session, operationOf[act], store_id)}
    />
  );
}

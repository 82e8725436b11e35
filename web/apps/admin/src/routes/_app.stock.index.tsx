import { createFileRoute } from '@tanstack/react-router';
import { RequireRoles } from '../session/guard';
import { stockFilter } from '../stock/stock-filter';
import { StockPage } from '../stock/stock-page';

export const Route = createFileRoute('/_app/stock/')({
  validateSearch: stockFilter,
  beforeLoad: RequireRoles('list_goods_stock'),
  component: Stock,
});

function Stock() {
  const navigate = Route.useNavigate();
  return (
    <StockPage
      filter={Route.useSearch()}
      onFilter={(filter) => void navigate({ search: filter, replace: true, resetScroll: false })}
    />
  );
}

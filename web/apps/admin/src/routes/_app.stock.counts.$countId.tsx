import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { lineFilter } from '../counts/count-filter';
import { CountPage } from '../counts/count-page';
import { can, RequireRoles } from '../session/guard';
import { places } from '../shop/places';

export const Route = createFileRoute('/_app/stock/counts/$countId')({
  validateSearch: lineFilter,
  beforeLoad: RequireRoles('get_count'),
  component: Count,
});

const operationOf = { count: 'enter_count_lines', approve: 'approve_count' } as const;

function Count() {
  const { session } = Route.useRouteContext();
  const { countId } = Route.useParams();
  const navigate = Route.useNavigate();
  const { data } = useQuery(places());
  return (
    <CountPage
      count_id={countId}
      filter={Route.useSearch()}
      onFilter={(filter) => void navigate({ search: filter, replace: true, resetScroll: false })}
      may={(what, location_id) => {
        const store = data?.stores.find((one) => one.location_id === location_id);
        return store !== undefined && can(session, operationOf[what], store.id);
      }}
    />
  );
}

import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { can, RequireRoles } from '../session/guard';
import { places } from '../shop/places';
import { TransferPage } from '../transfers/transfer-page';

export const Route = createFileRoute('/_app/stock/transfers/$transferId')({
  beforeLoad: RequireRoles('get_transfer'),
  component: Transfer,
});

const operationOf = { arrival: 'receive_transfer', resolution: 'resolve_transfer' } as const;

function Transfer() {
  const { session } = Route.useRouteContext();
  const { transferId } = Route.useParams();
  const { data } = useQuery(places());
  const storeAt = (location_id: string) => data?.stores.find((store) => store.location_id === location_id)?.id;
  return (
    <TransferPage
      transfer_id={transferId}
      may={(kind, location_id) => {
        const store_id = storeAt(location_id);
        return store_id !== undefined && can(session, operationOf[kind], store_id);
      }}
    />
  );
}

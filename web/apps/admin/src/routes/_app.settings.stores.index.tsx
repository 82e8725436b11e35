import { createFileRoute } from '@tanstack/react-router';
import { can } from '../session/guard';
import { storeFilter } from '../settings/place-filter';
import { StoresPage } from '../settings/stores-page';

export const Route = createFileRoute('/_app/settings/stores/')({ validateSearch: storeFilter, component: Stores });

function Stores() {
  const { session } = Route.useRouteContext();
  const navigate = Route.useNavigate();
  return (
    <StoresPage
      filter={Route.useSearch()}
      onFilter={(filter) => void navigate({ search: filter, replace: true, resetScroll: false })}
      mayAdd={can(session, 'create_store')}
    />
  );
}

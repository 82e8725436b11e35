import { createFileRoute } from '@tanstack/react-router';
import { can } from '../session/guard';
import { registerFilter } from '../settings/place-filter';
import { RegistersPage } from '../settings/registers-page';

export const Route = createFileRoute('/_app/settings/registers')({
  validateSearch: registerFilter,
  component: Registers,
});

function Registers() {
  const { session } = Route.useRouteContext();
  const navigate = Route.useNavigate();
  return (
    <RegistersPage
      filter={Route.useSearch()}
      onFilter={(filter) => void navigate({ search: filter, replace: true, resetScroll: false })}
      mayChangeIn={(store_id) => can(session, 'update_register', store_id)}
    />
  );
}

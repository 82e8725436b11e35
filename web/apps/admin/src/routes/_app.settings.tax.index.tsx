import { createFileRoute } from '@tanstack/react-router';
import { can } from '../session/guard';
import { taxFilter } from '../settings/tax-filter';
import { TaxPage } from '../settings/tax-page';

export const Route = createFileRoute('/_app/settings/tax/')({ validateSearch: taxFilter, component: Tax });

function Tax() {
  const { session } = Route.useRouteContext();
  const navigate = Route.useNavigate();
  return (
    <TaxPage
      filter={Route.useSearch()}
      onFilter={(filter) => void navigate({ search: filter, replace: true, resetScroll: false })}
      may={{ set: can(session, 'put_tax_settings'), add: can(session, 'create_tax_rule') }}
    />
  );
}

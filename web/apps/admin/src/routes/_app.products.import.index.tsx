import { createFileRoute } from '@tanstack/react-router';
import { importFilter } from '../imports/import-filter';
import { ImportPage } from '../imports/import-page';
import { RequireRoles } from '../session/guard';

export const Route = createFileRoute('/_app/products/import/')({
  validateSearch: importFilter,
  beforeLoad: RequireRoles('put_import'),
  component: Import,
});

function Import() {
  const navigate = Route.useNavigate();
  return (
    <ImportPage
      filter={Route.useSearch()}
      onFilter={(filter) => void navigate({ search: filter, replace: true, resetScroll: false })}
    />
  );
}

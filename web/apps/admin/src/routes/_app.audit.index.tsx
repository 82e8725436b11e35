import { createFileRoute } from '@tanstack/react-router';
import { auditFilter } from '../audit/audit-filter';
import { AuditPage } from '../audit/audit-page';
import { RequireRoles } from '../session/guard';

export const Route = createFileRoute('/_app/audit/')({
  validateSearch: auditFilter,
  beforeLoad: RequireRoles('list_audit_entries'),
  component: Audit,
});

function Audit() {
  const navigate = Route.useNavigate();
  return (
    <AuditPage
      filter={Route.useSearch()}
      onFilter={(filter) => void navigate({ search: filter, replace: true, resetScroll: false })}
    />
  );
}

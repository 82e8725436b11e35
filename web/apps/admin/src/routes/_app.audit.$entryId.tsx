import { createFileRoute } from '@tanstack/react-router';
import { EntryPage } from '../audit/entry-page';
import { RequireRoles } from '../session/guard';

export const Route = createFileRoute('/_app/audit/$entryId')({
  beforeLoad: RequireRoles('get_audit_entry'),
  component: Entry,
});

function Entry() {
  const { entryId } = Route.useParams();
  return <EntryPage key={entryId} entry_id={entryId} />;
}

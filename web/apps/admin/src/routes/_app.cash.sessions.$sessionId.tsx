import { createFileRoute } from '@tanstack/react-router';
import { mayClose } from '../cash/may-close';
import { SessionPage } from '../cash/session-page';
import { RequireRoles } from '../session/guard';

export const Route = createFileRoute('/_app/cash/sessions/$sessionId')({
  beforeLoad: RequireRoles('get_session'),
  component: Session,
});

function Session() {
  const { session } = Route.useRouteContext();
  const { sessionId } = Route.useParams();
  return <SessionPage session_id={sessionId} mayClose={(drawer) => mayClose(session, drawer)} />;
}

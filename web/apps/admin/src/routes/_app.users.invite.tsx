import { createFileRoute } from '@tanstack/react-router';
import { RequireRoles } from '../session/guard';
import { InvitePage } from '../users/invite-page';

export const Route = createFileRoute('/_app/users/invite')({
  beforeLoad: RequireRoles('invite_user'),
  component: InvitePage,
});

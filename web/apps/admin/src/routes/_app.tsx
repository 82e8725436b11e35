import { createFileRoute } from '@tanstack/react-router';
import { AppLayout } from '../layout/app-layout';
import { requireSession } from '../session/guard';

export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ location }) => ({ session: await requireSession(location.href) }),
  component: AppLayout,
});

import { createFileRoute, redirect } from '@tanstack/react-router';
import { can } from '../session/guard';

export const Route = createFileRoute('/_app/settings/')({
  beforeLoad: ({ context }) => {
    throw redirect({ to: can(context.session, 'update_shop') ? '/settings/shop' : '/settings/stores' });
  },
});

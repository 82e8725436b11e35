import { createFileRoute, redirect, useRouter } from '@tanstack/react-router';
import { api } from '../session/api';
import { SignInScreen } from '../session/sign-in-screen';
import { z } from '../zod';

/** Only a path of this app: the address bar must not be able to lead elsewhere. */
const search = z.object({ back: z.string().startsWith('/').catch('/').default('/') });

export const Route = createFileRoute('/sign-in')({
  validateSearch: search,
  beforeLoad: async () => {
    if (api.session.getState().status === 'unknown') await api.session.refresh();
    if (api.session.getState().status === 'signed_in') throw redirect({ to: '/' });
  },
  component: SignIn,
});

function SignIn() {
  const router = useRouter();
  const { back } = Route.useSearch();
  return (
    <SignInScreen
      wasSignedOut={api.session.getState().status === 'ended'}
      onSignedIn={() => router.history.push(`/admin${back}`)}
    />
  );
}

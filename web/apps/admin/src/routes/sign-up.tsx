import { createFileRoute, redirect, useRouter } from '@tanstack/react-router';
import { api } from '../session/api';
import { SignUpScreen } from '../start/sign-up-screen';

export const Route = createFileRoute('/sign-up')({
  beforeLoad: async () => {
    if (api.session.getState().status === 'unknown') await api.session.refresh();
    if (api.session.getState().status === 'signed_in') throw redirect({ to: '/' });
  },
  component: SignUp,
});

function SignUp() {
  const router = useRouter();
  return <SignUpScreen onOpened={() => void router.navigate({ to: '/', replace: true })} />;
}

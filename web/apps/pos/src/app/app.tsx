import { Suspense, use } from 'react';
import { useRegisterId } from '../device/device';
import { restoreSessionAgain, sessionRestored, useSessionState } from '../session/api';
import { dropCurrentTill, forgetFailedTill, openCurrentTill } from '../till/current-till';
import { TillScreens } from '../till/till-screens';
import { ErrorBoundary } from './error-boundary';
import { lazyPart } from './lazy-part';
import { useOnlyWindow } from './only-window';
import { OpeningScreen } from './opening-screen';
import { ScreenError } from './screen-error';

const ElsewhereScreen = lazyPart(() => import('./elsewhere-screen').then((m) => m.ElsewhereScreen));
const SignInScreen = lazyPart(() => import('../session/sign-in-screen').then((m) => m.SignInScreen));
const RegisterScreen = lazyPart(() => import('../device/register-screen').then((m) => m.RegisterScreen));

export function App() {
  return (
    <ErrorBoundary fallback={(error, reset) => <ScreenError error={error} onRetry={() => tryAgain(reset)} />}>
      <Suspense fallback={<OpeningScreen />}>
        <InOneWindow />
      </Suspense>
    </ErrorBoundary>
  );
}

function tryAgain(reset: () => void): void {
  restoreSessionAgain();
  forgetFailedTill();
  reset();
}

/** Two windows would sell from one cart and count with one counter, so only one of them is a till. */
function InOneWindow() {
  const { state, takeOver } = useOnlyWindow(dropCurrentTill);
  if (state === 'asking') return <OpeningScreen />;
  return state === 'ours' ? <WhereWeAre /> : <ElsewhereScreen onTakeOver={takeOver} />;
}

/** Nobody signed in, no register chosen, or a till at work: the state of the device says which. */
function WhereWeAre() {
  use(sessionRestored());
  const { status, session } = useSessionState();
  const register_id = useRegisterId(session?.tenant.id);
  if (!session || (status === 'ended' && !register_id)) return <SignInScreen />;
  if (!register_id) return <RegisterScreen tenant_id={session.tenant.id} />;
  return <OpenTill tenant_id={session.tenant.id} register_id={register_id} />;
}

function OpenTill({ tenant_id, register_id }: { tenant_id: string; register_id: string }) {
  return <TillScreens till={use(openCurrentTill(tenant_id, register_id))} />;
}

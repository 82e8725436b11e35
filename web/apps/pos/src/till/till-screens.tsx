import { Suspense, useEffect, useRef } from 'react';
import { lazyPart, preloadParts } from '../app/lazy-part';
import { OpeningScreen } from '../app/opening-screen';
import { goTo, useScreen } from '../app/screen';
import { awaitCustomerWindow } from '../customer/customer-window';
import { isLocked, useIsLocked, useLockWhenLeftAlone } from '../lock/lock';
import { playScanSound } from '../scanner/scan-sound';
import { listenToWedge } from '../scanner/wedge-listener';
import { useSessionState } from '../session/api';
import { SaleScreen } from './sale-screen';
import type { Till } from './till';
import { TillContext } from './use-till';

const DrawerScreen = lazyPart(() => import('../drawer/drawer-screen').then((m) => m.DrawerScreen));
const SalesScreen = lazyPart(() => import('../sales/sales-screen').then((m) => m.SalesScreen));
const SessionEndedDialog = lazyPart(() => import('../session/session-ended-dialog').then((m) => m.SessionEndedDialog));

const LockScreen = lazyPart(() => import('../lock/lock-screen').then((m) => m.LockScreen));

const PRELOAD_AFTER_MS = 1500;

/** An open till: its screens, the scanner's ear on all of them, and the way back in when the session ends. */
export function TillScreens({ till }: { till: Till }) {
  const screen = useScreen();
  const { status, session } = useSessionState();
  const isTillLocked = useIsLocked();
  useRightsOf(till, session?.user.id);
  useLockWhenLeftAlone();

  useEffect(
    () =>
      listenToWedge(window, (code) => {
        // Nobody is there to sell: it is heard that this one does not count.
        if (isLocked()) return playScanSound('unknown');
        till.scan(code);
        goTo('sale');
      }),
    [till],
  );

  useEffect(() => awaitCustomerWindow(), []);

  useEffect(() => {
    const timer = setTimeout(() => void preloadParts(), PRELOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);

  return (
    <TillContext value={till}>
      <Suspense fallback={<OpeningScreen />}>
        {screen === 'sales' ? <SalesScreen /> : screen === 'drawer' ? <DrawerScreen /> : <SaleScreen />}
      </Suspense>
      <Suspense>{isTillLocked ? <LockScreen /> : status === 'ended' && <SessionEndedDialog />}</Suspense>
    </TillContext>
  );
}

/** Another cashier may do other things here. */
function useRightsOf(till: Till, user_id: string | undefined): void {
  const last = useRef(user_id);
  useEffect(() => {
    if (last.current === user_id) return;
    last.current = user_id;
    till.refreshSetup().catch(() => undefined);
  }, [till, user_id]);
}

import { Suspense, useEffect } from 'react';
import { lazyPart, preloadParts } from '../app/lazy-part';
import { OpeningScreen } from '../app/opening-screen';
import { goTo, useScreen } from '../app/screen';
import { listenToWedge } from '../scanner/wedge-listener';
import { useSessionState } from '../session/api';
import { SaleScreen } from './sale-screen';
import type { Till } from './till';
import { TillContext } from './use-till';

const SalesScreen = lazyPart(() => import('../sales/sales-screen').then((m) => m.SalesScreen));
const SessionEndedDialog = lazyPart(() => import('../session/session-ended-dialog').then((m) => m.SessionEndedDialog));

const PRELOAD_AFTER_MS = 1500;

/** An open till: its screens, the scanner's ear on all of them, and the way back in when the session ends. */
export function TillScreens({ till }: { till: Till }) {
  const screen = useScreen();
  const { status } = useSessionState();

  useEffect(
    () =>
      listenToWedge(window, (code) => {
        till.scan(code);
        goTo('sale');
      }),
    [till],
  );

  useEffect(() => {
    const timer = setTimeout(() => void preloadParts(), PRELOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);

  return (
    <TillContext value={till}>
      <Suspense fallback={<OpeningScreen />}>{screen === 'sales' ? <SalesScreen /> : <SaleScreen />}</Suspense>
      <Suspense>{status === 'ended' && <SessionEndedDialog />}</Suspense>
    </TillContext>
  );
}

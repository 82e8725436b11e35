import { createStore, type StoreApi } from 'zustand/vanilla';

const CHECK_EVERY_MS = 30 * 60_000;

/** A new version of the till that is on this device already, and waits. */
export const waitingShell: StoreApi<{ worker: ServiceWorker | null }> = createStore(() => ({ worker: null }));

/** Keeps the till's own files on the device, so that it opens without the network. Plain http knows no service workers. */
export async function keepShell(): Promise<void> {
  if (!navigator.serviceWorker) return;
  const registration = await navigator.serviceWorker.register(`${import.meta.env.BASE_URL}sw.js`, {
    updateViaCache: 'none',
  });
  const look = () => {
    // The first version of all has nobody to wait for.
    if (navigator.serviceWorker.controller) waitingShell.setState({ worker: registration.waiting });
  };
  look();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  const check = () => void registration.update().catch(() => undefined);
  setInterval(check, CHECK_EVERY_MS);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && check());
}

/** Only when somebody asks for it, with nothing in the cart: the page loads anew. */
export function applyShell(): void {
  const { worker } = waitingShell.getState();
  if (!worker) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true });
  worker.postMessage('take_over');
}

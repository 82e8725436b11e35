import { createApi } from '@novapos/api';
import { useSyncExternalStore } from 'react';

export const api = createApi({ client: 'pos', baseUrl: window.location.origin });

export function useSessionState() {
  return useSyncExternalStore(api.session.subscribe, api.session.getState);
}

let restoring: Promise<boolean> | null = null;

/** After a reload the token is gone from memory; the cookie brings a new one. Fails when the server can't be reached. */
export function sessionRestored(): Promise<boolean> {
  restoring ??= api.session.refresh().catch((error: unknown) => {
    restoring = null;
    throw error;
  });
  return restoring;
}

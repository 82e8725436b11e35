import { createApi } from '@novapos/api';
import { useSyncExternalStore } from 'react';

export const api = createApi({ client: 'admin', baseUrl: window.location.origin });

export function useSessionState() {
  return useSyncExternalStore(api.session.subscribe, api.session.getState);
}

import { unwrap } from '@novapos/api';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../session/api';
import type { Till } from '../till/till';

const WAITING_LIMIT = 50;

/**
 * The drawer that is open here for who is signed in, as the server has it now; the till learns of it, too. `other_id` is somebody
 * else's that is looked at instead.
 */
export const drawerHere = (till: Till, user_id: string | undefined, other_id: string | null) =>
  queryOptions({
    queryKey: ['drawer', till.state.getState().setup.register.id, user_id, other_id],
    queryFn: async () => {
      await till.refreshSetup();
      const session_id = other_id ?? till.state.getState().setup.drawer?.id;
      return session_id ? unwrap(api.http.GET('/sessions/{session_id}', { params: { path: { session_id } } })) : null;
    },
    staleTime: 0,
  });

/** What was counted at this register and is not closed. */
export const waitingDrawers = (register_id: string) =>
  queryOptions({
    queryKey: ['drawer', register_id, 'waiting'],
    queryFn: async () => {
      const query = { register_id, status: 'counting', limit: WAITING_LIMIT } as const;
      return (await unwrap(api.http.GET('/sessions', { params: { query } }))).items;
    },
    staleTime: 0,
  });

export const xReport = (session_id: string) =>
  queryOptions({
    queryKey: ['drawer', session_id, 'x-report'],
    queryFn: () => unwrap(api.http.GET('/sessions/{session_id}/x-report', { params: { path: { session_id } } })),
    staleTime: 0,
  });

/** The Z report as the till prints it at the close. */
export const zText = (register_id: string, z_number: number) =>
  queryOptions({
    queryKey: ['drawer', register_id, 'z', z_number],
    queryFn: () => {
      const params = { path: { register_id, z_number }, query: { original: true } };
      return unwrap(api.http.GET('/registers/{register_id}/z-reports/{z_number}/text', { params, parseAs: 'text' }));
    },
  });

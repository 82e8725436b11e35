import { unwrap } from '@novapos/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../session/api';

/** `key` names the attempt: sent again after a lost answer, it closes once and answers the same. */
export function useCloseSession(session_id: string, key: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (left_minor: number) =>
      unwrap(
        api.http.POST('/sessions/{session_id}/close', {
          params: { path: { session_id }, header: { 'Idempotency-Key': key } },
          body: { left_minor },
        }),
      ),
    // Also after a refusal: somebody else may have closed it, or an attempt whose answer was lost.
    onSettled: () =>
      Promise.all(
        ['sessions', 'z-reports', 'safe'].map((resource) => queryClient.invalidateQueries({ queryKey: [resource] })),
      ),
  });
}

/** The deposit's own id is its key: sent again after a lost answer it is the same deposit. */
export function useMakeDeposit(store_id: string, id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (deposit: { amount_minor: number; reference: string }) =>
      unwrap(
        api.http.POST('/stores/{store_id}/deposits', {
          params: { path: { store_id }, header: { 'Idempotency-Key': id } },
          body: { id, ...deposit },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['safe', store_id] }),
  });
}

import { unwrap } from '@novapos/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useAttemptKey } from '../attempt-key';
import { api } from '../session/api';

/** `key` names the attempt: sent again after a lost answer, it voids once and answers the same. */
export function useVoidOrder(order_id: string, key: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      unwrap(
        api.http.POST('/orders/{order_id}/void', {
          params: { path: { order_id }, header: { 'Idempotency-Key': key } },
          body: { reason },
        }),
      ),
    // Also after a refusal: the order may have been voided by someone else, or by an attempt whose answer was lost.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['orders'] }),
  });
}

/** The same address again is the same message: where only the answer was lost, it is not sent twice. */
export function useEmailReceipt(order_id: string) {
  const attempt = useAttemptKey();
  return useMutation({
    mutationFn: (to: string) =>
      unwrap(
        api.http.POST('/orders/{order_id}/emails', {
          params: { path: { order_id } },
          body: { id: attempt.keyFor(to), to },
        }),
      ),
    onError: attempt.onError,
  });
}

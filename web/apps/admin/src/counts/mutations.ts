import { unwrap } from '@novapos/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useAttemptKey } from '../attempt-key';
import { api } from '../session/api';

/** `id` is the count's own and names the attempt: sent again after a lost answer it begins once. */
export function useBeginCount(id: string) {
  const stale = useStaleCounts();
  return useMutation({
    mutationFn: (begun: { location_id: string; scope: 'full' | 'cycle'; note: string | null; product_ids: string[] }) =>
      unwrap(api.http.POST('/stock/counts', { params: { header: { 'Idempotency-Key': id } }, body: { id, ...begun } })),
    onSuccess: stale,
  });
}

export function useEnterCount(count_id: string) {
  const stale = useStaleCounts();
  const { keyFor, onError, renew } = useAttemptKey();
  return useMutation({
    mutationFn: (line: { product_id: string; counted_milli: number }) =>
      unwrap(
        api.http.POST('/stock/counts/{count_id}/lines', {
          params: { path: { count_id }, header: { 'Idempotency-Key': keyFor(line) } },
          body: { lines: [line] },
        }),
      ),
    onError,
    onSuccess: () => {
      renew();
      return stale();
    },
  });
}

/** What becomes of a count as a whole. */
export type CountStep = { step: 'submit'; uncounted_as_zero: boolean } | { step: 'approve' | 'reopen' | 'cancel' };

export function useStepCount(count_id: string) {
  const stale = useStaleCounts();
  const { keyFor, onError, renew } = useAttemptKey();
  return useMutation({
    mutationFn: (change: CountStep) => {
      const params = { path: { count_id }, header: { 'Idempotency-Key': keyFor(change) } };
      if (change.step === 'submit') {
        const { uncounted_as_zero } = change;
        return unwrap(api.http.POST('/stock/counts/{count_id}/submit', { params, body: { uncounted_as_zero } }));
      }
      return unwrap(api.http.POST(`/stock/counts/{count_id}/${change.step}`, { params, body: {} }));
    },
    onError,
    onSuccess: renew,
    // Also after a refusal: somebody else may have been faster.
    onSettled: stale,
  });
}

function useStaleCounts() {
  const queryClient = useQueryClient();
  return () =>
    Promise.all(['counts', 'stock'].map((resource) => queryClient.invalidateQueries({ queryKey: [resource] })));
}

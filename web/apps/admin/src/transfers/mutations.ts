import { unwrap } from '@novapos/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../session/api';

type Line = { id: string; product_id: string; quantity_milli: number };
export type Outcome = 'lost' | 'found' | 'returned' | 'damaged';

/** `id` is the transfer's own and names the attempt: sent again after a lost answer it is shipped once. */
export function useSendGoods(id: string) {
  const stale = useStaleStock();
  return useMutation({
    mutationFn: (sent: { from_location_id: string; to_location_id: string; note: string | null; lines: Line[] }) =>
      unwrap(
        api.http.POST('/stock/transfers', { params: { header: { 'Idempotency-Key': id } }, body: { id, ...sent } }),
      ),
    onSuccess: stale,
  });
}

/** What arrived, or with an outcome what became of what did not. `id` names the attempt as above. */
export function useSettle(transfer_id: string, id: string) {
  const stale = useStaleStock();
  return useMutation({
    mutationFn: ({ outcome, note, lines }: { outcome: Outcome | null; note: string; lines: Line[] }) => {
      const params = { path: { transfer_id }, header: { 'Idempotency-Key': id } };
      return outcome === null
        ? unwrap(
            api.http.POST('/stock/transfers/{transfer_id}/arrivals', {
              params,
              body: { id, note: note || null, lines },
            }),
          )
        : unwrap(
            api.http.POST('/stock/transfers/{transfer_id}/resolutions', { params, body: { id, outcome, note, lines } }),
          );
    },
    // Also after a refusal: somebody else may have received it.
    onSettled: stale,
  });
}

function useStaleStock() {
  const queryClient = useQueryClient();
  return () =>
    Promise.all(['transfers', 'stock'].map((resource) => queryClient.invalidateQueries({ queryKey: [resource] })));
}

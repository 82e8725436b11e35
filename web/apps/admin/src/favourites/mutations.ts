import { unwrap } from '@novapos/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../session/api';

export function usePutFavourites(store_id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (product_ids: readonly string[]) =>
      unwrap(
        api.http.PUT('/stores/{store_id}/favourites', {
          params: { path: { store_id } },
          body: { product_ids: [...product_ids] },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['places'] }),
  });
}

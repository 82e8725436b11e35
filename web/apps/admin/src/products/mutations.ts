import {
  type BulkEdit,
  type ChangeProduct,
  type NewProduct,
  type Product,
  type ScheduledPrice,
  type SchedulePrice,
  type SetStorePrice,
  unwrap,
} from '@novapos/api';
import { uuidv7 } from '@novapos/core';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useAttemptKey } from '../attempt-key';
import { api } from '../session/api';
import { sendPicture } from './pictures';
import { product as productQuery, scheduledPrices } from './queries';

export function useCreateProduct() {
  const queryClient = useQueryClient();
  const { keyFor, onError } = useAttemptKey();
  return useMutation({
    mutationFn: (body: NewProduct) =>
      unwrap(api.http.POST('/products', { params: { header: { 'Idempotency-Key': keyFor(body) } }, body })),
    onError,
    onSuccess: (product) => keep(queryClient, product),
  });
}

export function useChangeProduct(product_id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeProduct) =>
      unwrap(api.http.PATCH('/products/{product_id}', { params: { path: { product_id } }, body })),
    onSuccess: (product) => keep(queryClient, product),
  });
}

export function useSendPicture(product_id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => sendPicture(product_id, file),
    onSuccess: (product) => keep(queryClient, product),
  });
}

export function useSwitchProduct(product_id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (active: boolean) => {
      const options = {
        params: { path: { product_id }, header: { 'Idempotency-Key': uuidv7() } },
        body: {},
      };
      return unwrap(
        active
          ? api.http.POST('/products/{product_id}/activate', options)
          : api.http.POST('/products/{product_id}/deactivate', options),
      );
    },
    onSuccess: (product) => keep(queryClient, product),
  });
}

export function useBulkEdit() {
  const queryClient = useQueryClient();
  const { keyFor, onError, renew } = useAttemptKey();
  return useMutation({
    mutationFn: (body: BulkEdit) =>
      unwrap(api.http.POST('/products/bulk-edit', { params: { header: { 'Idempotency-Key': keyFor(body) } }, body })),
    onError,
    onSuccess: async ({ dry_run }) => {
      // The same try later may find other prices.
      renew();
      if (!dry_run) await queryClient.invalidateQueries({ queryKey: ['products'] });
    },
  });
}

export function useSetStorePrice(product_id: string) {
  const queryClient = useQueryClient();
  const { keyFor, onError } = useAttemptKey();
  return useMutation({
    mutationFn: (body: SetStorePrice) => {
      const params = { path: { product_id }, header: { 'Idempotency-Key': keyFor(body) } };
      return unwrap(api.http.POST('/products/{product_id}/store-prices', { params, body }));
    },
    onError,
    onSuccess: (product) => keep(queryClient, product),
  });
}

export function useSchedulePrice(product_id: string) {
  const queryClient = useQueryClient();
  const { keyFor, onError } = useAttemptKey();
  return useMutation({
    mutationFn: (body: SchedulePrice) => {
      const params = { path: { product_id }, header: { 'Idempotency-Key': keyFor(body) } };
      return unwrap(api.http.POST('/products/{product_id}/scheduled-prices', { params, body }));
    },
    onError,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: scheduledPrices(product_id).queryKey }),
  });
}

export function useCancelScheduledPrice({ id, product_id }: ScheduledPrice) {
  const queryClient = useQueryClient();
  const { keyFor, onError } = useAttemptKey();
  return useMutation({
    mutationFn: () => {
      const header = { 'Idempotency-Key': keyFor(id) };
      const params = { path: { product_id, scheduled_price_id: id }, header };
      return unwrap(
        api.http.POST('/products/{product_id}/scheduled-prices/{scheduled_price_id}/cancel', { params, body: {} }),
      );
    },
    onError,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: scheduledPrices(product_id).queryKey }),
  });
}

export function useCreateCategory() {
  const queryClient = useQueryClient();
  const { keyFor, onError } = useAttemptKey();
  return useMutation({
    mutationFn: (name: string) => {
      const body = { name };
      return unwrap(api.http.POST('/categories', { params: { header: { 'Idempotency-Key': keyFor(body) } }, body }));
    },
    onError,
    // Awaited, so that a choice already has what was made.
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['categories'] }),
  });
}

function keep(queryClient: QueryClient, product: Product): void {
  queryClient.setQueryData(productQuery(product.id).queryKey, product);
  // A family shows its products.
  void queryClient.invalidateQueries({ queryKey: ['families'] });
  void queryClient.invalidateQueries({
    queryKey: ['products'],
    predicate: ({ queryKey }) => !(queryKey.length === 2 && queryKey[1] === product.id),
  });
}

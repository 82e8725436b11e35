import { type TaxRule, type TaxSettings, unwrap } from '@novapos/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useAttemptKey } from '../attempt-key';
import { api } from '../session/api';
import { taxSettings } from './queries';
import type { StoreForm } from './store-form';

type NewRegister = { store_id: string; name: string; code: string };

export function useCreateStore() {
  const stale = useStalePlaces();
  const { keyFor, onError } = useAttemptKey();
  return useMutation({
    mutationFn: (body: StoreForm) =>
      unwrap(api.http.POST('/stores', { params: { header: { 'Idempotency-Key': keyFor(body) } }, body })),
    onError,
    onSuccess: stale,
  });
}

export function useChangeStore(store_id: string) {
  const stale = useStalePlaces();
  return useMutation({
    mutationFn: (body: Partial<StoreForm> & { active?: boolean }) =>
      unwrap(api.http.PATCH('/stores/{store_id}', { params: { path: { store_id } }, body })),
    onSuccess: stale,
  });
}

export function useCreateRegister() {
  const stale = useStalePlaces();
  const { keyFor, onError } = useAttemptKey();
  return useMutation({
    mutationFn: (body: NewRegister) =>
      unwrap(api.http.POST('/registers', { params: { header: { 'Idempotency-Key': keyFor(body) } }, body })),
    onError,
    onSuccess: stale,
  });
}

export function useChangeRegister() {
  const stale = useStalePlaces();
  return useMutation({
    mutationFn: ({ register_id, ...body }: { register_id: string; name?: string; active?: boolean }) =>
      unwrap(api.http.PATCH('/registers/{register_id}', { params: { path: { register_id } }, body })),
    onSuccess: stale,
  });
}

export function usePutTaxSettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: TaxSettings) => unwrap(api.http.PUT('/tax/settings', { body })),
    onSuccess: (saved) => queryClient.setQueryData(taxSettings().queryKey, saved),
  });
}

/** The rule's own id is its key: sent again after a lost answer it is the same rule. */
export function useCreateTaxRule() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: TaxRule) =>
      unwrap(api.http.POST('/tax/rules', { params: { header: { 'Idempotency-Key': body.id } }, body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['tax', 'rules'] }),
  });
}

function useStalePlaces() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: ['places'] });
}

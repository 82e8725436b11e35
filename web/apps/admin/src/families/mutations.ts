import { type ChangeFamily, type NewFamily, type NewProduct, unwrap } from '@novapos/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useAttemptKey } from '../attempt-key';
import { api } from '../session/api';
import { family as familyQuery } from './queries';

export function useCreateFamily() {
  const queryClient = useQueryClient();
  const { keyFor, onError } = useAttemptKey();
  return useMutation({
    mutationFn: (body: NewFamily) =>
      unwrap(api.http.POST('/families', { params: { header: { 'Idempotency-Key': keyFor(body) } }, body })),
    onError,
    onSuccess: (family) => {
      queryClient.setQueryData(familyQuery(family.id).queryKey, family);
      void queryClient.invalidateQueries({ queryKey: ['products'] });
      void queryClient.invalidateQueries({ queryKey: ['families', 'list'] });
    },
  });
}

export function useChangeFamily(family_id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeFamily) =>
      unwrap(api.http.PATCH('/families/{family_id}', { params: { path: { family_id } }, body })),
    onSuccess: (family) => {
      queryClient.setQueryData(familyQuery(family.id).queryKey, family);
      // Each variant says what its family is called and what its values are.
      void queryClient.invalidateQueries({ queryKey: ['products'] });
      void queryClient.invalidateQueries({ queryKey: ['families', 'list'] });
    },
  });
}

/** A new product that is a variant of the family. */
export function useAddVariant(family_id: string) {
  const queryClient = useQueryClient();
  const { keyFor, onError } = useAttemptKey();
  return useMutation({
    mutationFn: (body: NewProduct) =>
      unwrap(api.http.POST('/products', { params: { header: { 'Idempotency-Key': keyFor(body) } }, body })),
    onError,
    onSuccess: async () => {
      void queryClient.invalidateQueries({ queryKey: ['products'] });
      await queryClient.invalidateQueries({ queryKey: familyQuery(family_id).queryKey });
    },
  });
}

import { type ChangeFamily, type Family, type NewFamily, unwrap } from '@novapos/api';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
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
    onSuccess: (family) => keep(queryClient, family),
  });
}

export function useChangeFamily(family_id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeFamily) =>
      unwrap(api.http.PATCH('/families/{family_id}', { params: { path: { family_id } }, body })),
    onSuccess: (family) => keep(queryClient, family),
  });
}

function keep(queryClient: QueryClient, family: Family): void {
  queryClient.setQueryData(familyQuery(family.id).queryKey, family);
  // Each variant says what its family is called and what its values are.
  void queryClient.invalidateQueries({ queryKey: ['products'] });
  void queryClient.invalidateQueries({ queryKey: ['families', 'list'] });
}

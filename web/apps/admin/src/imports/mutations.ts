import { unwrap } from '@novapos/api';
import { uuidv7 } from '@novapos/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../session/api';
import { importById } from './queries';

/** Asked twice it is applied once: the import's own id sees to that. */
export function useApplyImport(import_id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(
        api.http.POST('/imports/{import_id}/apply', {
          params: { path: { import_id }, header: { 'Idempotency-Key': uuidv7() } },
          body: {},
        }),
      ),
    onSuccess: (answer) => queryClient.setQueryData(importById(import_id).queryKey, answer),
  });
}

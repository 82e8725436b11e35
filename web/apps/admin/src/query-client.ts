import { errorFromThrown } from '@novapos/api';
import { QueryClient } from '@tanstack/react-query';

const RETRIES_MAX = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // Only a missing answer is worth asking again; a refusal stays one.
      retry: (failures, error) => failures < RETRIES_MAX && errorFromThrown(error).isUnanswered,
    },
  },
});

import { unwrap } from '@novapos/api';
import type { Currency } from '@novapos/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../session/api';

const LIST_LIMIT = 200;

/** Names of the places that orders only point at. */
export const places = () =>
  queryOptions({
    queryKey: ['places'],
    queryFn: async () => {
      const params = { query: { limit: LIST_LIMIT } };
      const [stores, registers] = await Promise.all([
        unwrap(api.http.GET('/stores', { params })),
        unwrap(api.http.GET('/registers', { params })),
      ]);
      return { stores: stores.items, registers: registers.items };
    },
    staleTime: 60_000,
  });

/** What the catalogue's prices are in: a price holds for every store, so the first one says it. Null until that is known. */
export function useCurrency(): Currency | null {
  const { data } = useQuery(places());
  return data?.stores[0]?.currency ?? null;
}

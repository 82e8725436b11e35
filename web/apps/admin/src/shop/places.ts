import { unwrap } from '@novapos/api';
import type { Currency } from '@novapos/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { allPages } from '../all-pages';
import { api } from '../session/api';

/** The stores and registers that this user may see. */
export const places = () =>
  queryOptions({
    queryKey: ['places'],
    queryFn: async () => {
      const [stores, registers] = await Promise.all([
        allPages((query) => unwrap(api.http.GET('/stores', { params: { query } }))),
        allPages((query) => unwrap(api.http.GET('/registers', { params: { query } }))),
      ]);
      return { stores, registers };
    },
    staleTime: 60_000,
  });

/** What the catalogue's prices are in: a price holds for every store, so the first one says it. Null until that is known. */
export function useCurrency(): Currency | null {
  const { data } = useQuery(places());
  return data?.stores[0]?.currency ?? null;
}

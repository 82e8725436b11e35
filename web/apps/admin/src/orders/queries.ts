import { unwrap } from '@novapos/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../session/api';
import { type OrderFilter, withoutBlanks } from './order-filter';

const PAGE_LIMIT = 50;
const LIST_LIMIT = 200;

export const orderPages = (filter: OrderFilter) =>
  infiniteQueryOptions({
    queryKey: ['orders', 'list', filter],
    queryFn: ({ pageParam }) => {
      const query = withoutBlanks({ ...filter, limit: PAGE_LIMIT, cursor: pageParam });
      return unwrap(api.http.GET('/orders', { params: { query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const order = (order_id: string) =>
  queryOptions({
    queryKey: ['orders', order_id],
    queryFn: () => unwrap(api.http.GET('/orders/{order_id}', { params: { path: { order_id } } })),
  });

export const receiptText = (order_id: string) =>
  queryOptions({
    queryKey: ['orders', order_id, 'receipt'],
    queryFn: () =>
      unwrap(api.http.GET('/orders/{order_id}/receipt', { params: { path: { order_id } }, parseAs: 'text' })),
  });

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

import { unwrap } from '@novapos/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../session/api';
import { withoutBlanks } from '../without-blanks';
import type { OrderFilter } from './order-filter';

const PAGE_LIMIT = 50;

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

/** A choice of cashiers is read through by eye: the first of this many by name are in it. */
const CASHIERS_MAX = 200;

export const cashiers = () =>
  queryOptions({
    queryKey: ['users', 'cashiers'],
    queryFn: async () =>
      (await unwrap(api.http.GET('/users', { params: { query: { sort: 'name', limit: CASHIERS_MAX } } }))).items,
    staleTime: 60_000,
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

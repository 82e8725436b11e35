import { unwrap } from '@novapos/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../session/api';

const PAGE_LIMIT = 50;

export const salesOfDay = (register_id: string, business_date: string) =>
  infiniteQueryOptions({
    queryKey: ['orders', 'of-day', register_id, business_date],
    queryFn: ({ pageParam }) => {
      const query = { register_id, from: business_date, to: business_date, limit: PAGE_LIMIT };
      return unwrap(
        api.http.GET('/orders', { params: { query: pageParam ? { ...query, cursor: pageParam } : query } }),
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  });

export const receiptText = (order_id: string, original: boolean) =>
  queryOptions({
    queryKey: ['orders', order_id, 'receipt', { original }],
    queryFn: () =>
      unwrap(
        api.http.GET('/orders/{order_id}/receipt', {
          params: { path: { order_id }, query: { original } },
          parseAs: 'text',
        }),
      ),
  });

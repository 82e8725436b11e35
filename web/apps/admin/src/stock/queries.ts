import { errorFromThrown, unwrap } from '@novapos/api';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../session/api';
import { withoutBlanks } from '../without-blanks';
import type { MovesFilter, StockFilter } from './stock-filter';

const PAGE_LIMIT = 50;

export const goodsPages = (filter: StockFilter) =>
  infiniteQueryOptions({
    queryKey: ['stock', 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = withoutBlanks({ ...filter, limit: PAGE_LIMIT, cursor: pageParam });
      return unwrap(api.http.GET('/stock/goods', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    // The list stays while the next letters are searched.
    placeholderData: keepPreviousData,
  });

/** Null for a product of which no stock was ever recorded. */
export const goods = (product_id: string) =>
  queryOptions({
    queryKey: ['stock', product_id],
    queryFn: () =>
      unlessUnrecorded(unwrap(api.http.GET('/stock/{product_id}', { params: { path: { product_id } } })), null),
  });

export const movePages = (product_id: string, filter: MovesFilter) =>
  infiniteQueryOptions({
    queryKey: ['stock', product_id, 'moves', filter],
    queryFn: ({ pageParam }) => {
      const query = withoutBlanks({ ...filter, limit: PAGE_LIMIT, cursor: pageParam });
      const page = unwrap(api.http.GET('/stock/{product_id}/moves', { params: { path: { product_id }, query } }));
      return unlessUnrecorded(page, { items: [], next_cursor: null });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

/** To the API a product of which no stock was ever recorded is not there. */
async function unlessUnrecorded<Answer, Nothing>(answer: Promise<Answer>, nothing: Nothing): Promise<Answer | Nothing> {
  try {
    return await answer;
  } catch (thrown) {
    if (errorFromThrown(thrown).code === 'not_found') return nothing;
    throw thrown;
  }
}

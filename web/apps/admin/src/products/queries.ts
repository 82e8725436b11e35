import { unwrap } from '@novapos/api';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { allPages } from '../all-pages';
import { api } from '../session/api';
import { withoutBlanks } from '../without-blanks';
import { isFound, type ProductFilter } from './product-filter';

const PAGE_LIMIT = 50;
const IDS_PAGE_LIMIT = 200;
const PAST_LIMIT = 10;
const FOUND_LIMIT = 8;
const STALE_MS = 60_000;

const pageOf = (filter: ProductFilter, limit: number, cursor?: string, signal?: AbortSignal) => {
  const { query, category_id, family_id, state } = filter;
  const active = state === undefined ? undefined : state === 'on';
  const sort = isFound(filter) ? undefined : filter.sort;
  const params = { query: withoutBlanks({ query, category_id, family_id, active, sort, limit, cursor }) };
  return unwrap(api.http.GET('/products', { params, ...(signal && { signal }) }));
};

export const productPages = ({ query, category_id, family_id, state, sort }: ProductFilter) =>
  infiniteQueryOptions({
    queryKey: ['products', 'list', { query, category_id, family_id, state, sort }],
    queryFn: ({ pageParam, signal }) =>
      pageOf({ query, category_id, family_id, state, sort }, PAGE_LIMIT, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    // The list stays while the next letters are searched.
    placeholderData: keepPreviousData,
  });

/** The first products that the filter finds, and whether there are more than that. */
export async function foundIds(filter: ProductFilter, most: number): Promise<{ ids: string[]; isCut: boolean }> {
  const ids: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await pageOf(filter, IDS_PAGE_LIMIT, cursor ?? undefined);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next_cursor;
  } while (cursor && ids.length < most);
  return { ids: ids.slice(0, most), isCut: Boolean(cursor) || ids.length > most };
}

export const product = (product_id: string) =>
  queryOptions({
    queryKey: ['products', product_id],
    queryFn: () => unwrap(api.http.GET('/products/{product_id}', { params: { path: { product_id } } })),
  });

export const productHistory = (product_id: string) =>
  infiniteQueryOptions({
    queryKey: ['products', product_id, 'history'],
    queryFn: ({ pageParam }) => {
      const query = withoutBlanks({ limit: PAST_LIMIT, cursor: pageParam });
      return unwrap(api.http.GET('/products/{product_id}/history', { params: { path: { product_id }, query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const productPrices = (product_id: string) =>
  infiniteQueryOptions({
    queryKey: ['products', product_id, 'prices'],
    queryFn: ({ pageParam }) => {
      const query = withoutBlanks({ limit: PAST_LIMIT, cursor: pageParam });
      return unwrap(api.http.GET('/products/{product_id}/prices', { params: { path: { product_id }, query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const scheduledPrices = (product_id: string) =>
  queryOptions({
    queryKey: ['products', product_id, 'scheduled-prices'],
    queryFn: async () =>
      (await unwrap(api.http.GET('/products/{product_id}/scheduled-prices', { params: { path: { product_id } } })))
        .items,
  });

export const categories = () =>
  queryOptions({
    queryKey: ['categories'],
    queryFn: () => allPages((query) => unwrap(api.http.GET('/categories', { params: { query } }))),
    staleTime: STALE_MS,
  });

/** The tax categories that have rules: goods of another one could not be sold. */
export const taxCategories = () =>
  queryOptions({
    queryKey: ['tax-categories'],
    queryFn: async () => {
      const { items } = await unwrap(api.http.GET('/tax/rules'));
      return [...new Set(items.map(({ category }) => category))].sort();
    },
    staleTime: STALE_MS,
  });

/** Names of the people that a trail only points at. */
export const userNames = () =>
  queryOptions({
    queryKey: ['users', 'names'],
    queryFn: async () => {
      const users = await allPages((query) => unwrap(api.http.GET('/users', { params: { query } })));
      return new Map(users.map(({ id, name }) => [id, name]));
    },
    staleTime: STALE_MS,
  });

export const foundProducts = (query: string) =>
  queryOptions({
    queryKey: ['products', 'found', query],
    queryFn: async ({ signal }) =>
      (await unwrap(api.http.GET('/products', { params: { query: { query, limit: FOUND_LIMIT } }, signal }))).items,
    enabled: query !== '',
  });

import { unwrap } from '@novapos/api';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../session/api';
import { withoutBlanks } from '../without-blanks';
import type { FamilyFilter } from './family-filter';

const PAGE_LIMIT = 50;
const FOUND_LIMIT = 8;

export const familyPages = (filter: FamilyFilter) =>
  infiniteQueryOptions({
    queryKey: ['families', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.http.GET('/families', {
          params: { query: withoutBlanks({ ...filter, limit: PAGE_LIMIT, cursor: pageParam }) },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const family = (family_id: string) =>
  queryOptions({
    queryKey: ['families', family_id],
    queryFn: () => unwrap(api.http.GET('/families/{family_id}', { params: { path: { family_id } } })),
  });

export const foundFamilies = (query: string) =>
  queryOptions({
    queryKey: ['families', 'found', query],
    queryFn: async ({ signal }) =>
      (await unwrap(api.http.GET('/families', { params: { query: { query, limit: FOUND_LIMIT } }, signal }))).items,
    enabled: query !== '',
  });

import { unwrap } from '@novapos/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../session/api';
import { withoutBlanks } from '../without-blanks';
import type { CountFilter, LineFilter } from './count-filter';

const PAGE_LIMIT = 50;

export const countPages = (filter: CountFilter) =>
  infiniteQueryOptions({
    queryKey: ['counts', 'list', filter],
    queryFn: ({ pageParam }) => {
      const query = withoutBlanks({ ...filter, limit: PAGE_LIMIT, cursor: pageParam });
      return unwrap(api.http.GET('/stock/counts', { params: { query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const count = (count_id: string) =>
  queryOptions({
    queryKey: ['counts', count_id],
    queryFn: () => unwrap(api.http.GET('/stock/counts/{count_id}', { params: { path: { count_id } } })),
  });

export const linePages = (count_id: string, { only }: LineFilter) =>
  infiniteQueryOptions({
    queryKey: ['counts', count_id, 'lines', { only }],
    queryFn: ({ pageParam }) => {
      const query = withoutBlanks({ only, limit: PAGE_LIMIT, cursor: pageParam });
      return unwrap(api.http.GET('/stock/counts/{count_id}/lines', { params: { path: { count_id }, query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

import { unwrap } from '@novapos/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../session/api';
import { withoutBlanks } from '../without-blanks';
import type { UserFilter } from './user-filter';

const PAGE_LIMIT = 50;

export const userPages = (filter: UserFilter) =>
  infiniteQueryOptions({
    queryKey: ['users', 'list', filter],
    queryFn: ({ pageParam }) => {
      const query = withoutBlanks({ ...filter, limit: PAGE_LIMIT, cursor: pageParam });
      return unwrap(api.http.GET('/users', { params: { query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const user = (user_id: string) =>
  queryOptions({
    queryKey: ['users', user_id],
    queryFn: () => unwrap(api.http.GET('/users/{user_id}', { params: { path: { user_id } } })),
  });

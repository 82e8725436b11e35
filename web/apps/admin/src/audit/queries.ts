import { unwrap } from '@novapos/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../session/api';
import { withoutBlanks } from '../without-blanks';
import { type AuditFilter, auditQuery } from './audit-filter';

const PAGE_LIMIT = 50;

export const auditPages = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'list', filter],
    queryFn: ({ pageParam }) => {
      const query = withoutBlanks({ ...auditQuery(filter), limit: PAGE_LIMIT, cursor: pageParam });
      return unwrap(api.http.GET('/audit/entries', { params: { query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const auditEntry = (entry_id: string) =>
  queryOptions({
    queryKey: ['audit', entry_id],
    queryFn: () => unwrap(api.http.GET('/audit/entries/{entry_id}', { params: { path: { entry_id } } })),
    // An entry never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });

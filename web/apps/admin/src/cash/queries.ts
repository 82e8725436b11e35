import { unwrap } from '@novapos/api';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../session/api';
import { withoutBlanks } from '../without-blanks';
import type { ReportFilter, SafeFilter, SessionFilter } from './cash-filter';

const PAGE_LIMIT = 50;
const firstPage = { initialPageParam: undefined as string | undefined };

export const sessionPages = (filter: SessionFilter) =>
  infiniteQueryOptions({
    ...firstPage,
    queryKey: ['sessions', 'list', filter],
    queryFn: ({ pageParam }) => {
      const query = withoutBlanks({ ...filter, limit: PAGE_LIMIT, cursor: pageParam });
      return unwrap(api.http.GET('/sessions', { params: { query } }));
    },
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const session = (session_id: string) =>
  queryOptions({
    queryKey: ['sessions', session_id],
    queryFn: () => unwrap(api.http.GET('/sessions/{session_id}', { params: { path: { session_id } } })),
  });

export const xReport = (session_id: string) =>
  queryOptions({
    queryKey: ['sessions', session_id, 'x-report'],
    queryFn: () => unwrap(api.http.GET('/sessions/{session_id}/x-report', { params: { path: { session_id } } })),
  });

export const reportPages = (filter: ReportFilter) =>
  infiniteQueryOptions({
    ...firstPage,
    queryKey: ['z-reports', 'list', filter],
    queryFn: ({ pageParam }) => {
      const query = withoutBlanks({ ...filter, limit: PAGE_LIMIT, cursor: pageParam });
      return unwrap(api.http.GET('/z-reports', { params: { query } }));
    },
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

/** A Z report has its number at its register. */
export type ReportKey = { register_id: string; z_number: number };

export const report = (path: ReportKey) =>
  queryOptions({
    queryKey: ['z-reports', path],
    queryFn: () => unwrap(api.http.GET('/registers/{register_id}/z-reports/{z_number}', { params: { path } })),
  });

export const reportText = (path: ReportKey) =>
  queryOptions({
    queryKey: ['z-reports', path, 'text'],
    queryFn: () =>
      unwrap(api.http.GET('/registers/{register_id}/z-reports/{z_number}/text', { params: { path }, parseAs: 'text' })),
  });

export const correctionPages = (path: ReportKey) =>
  infiniteQueryOptions({
    ...firstPage,
    queryKey: ['z-reports', path, 'corrections'],
    queryFn: ({ pageParam }) => {
      const query = withoutBlanks({ limit: PAGE_LIMIT, cursor: pageParam });
      return unwrap(
        api.http.GET('/registers/{register_id}/z-reports/{z_number}/corrections', { params: { path, query } }),
      );
    },
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const safePages = (store_id: string, sort?: SafeFilter['sort']) =>
  infiniteQueryOptions({
    ...firstPage,
    queryKey: ['safe', store_id, { sort }],
    queryFn: ({ pageParam }) => {
      const query = withoutBlanks({ sort, limit: PAGE_LIMIT, cursor: pageParam });
      return unwrap(api.http.GET('/stores/{store_id}/safe', { params: { path: { store_id }, query } }));
    },
    getNextPageParam: (page) => page.deposits.next_cursor ?? undefined,
    // What is in the safe stays on screen while its deposits come in another order.
    placeholderData: keepPreviousData,
  });

import { type Import, unwrap } from '@novapos/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../session/api';
import { withoutBlanks } from '../without-blanks';
import type { ImportFilter } from './import-filter';

const RECENT_LIMIT = 10;
const LOOK_AGAIN_MS = 700;

/** Asked again for as long as it moves. */
export const importById = (import_id: string) =>
  queryOptions({
    queryKey: ['imports', import_id],
    queryFn: () => unwrap(api.http.GET('/imports/{import_id}', { params: { path: { import_id } } })),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? LOOK_AGAIN_MS : false),
  });

export const recentImports = (sort: ImportFilter['sort']) =>
  infiniteQueryOptions({
    queryKey: ['imports', 'recent', { sort }],
    queryFn: ({ pageParam }) => {
      const query = withoutBlanks({ sort, limit: RECENT_LIMIT, cursor: pageParam });
      return unwrap(api.http.GET('/imports', { params: { query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const importFaults = (import_id: string) =>
  infiniteQueryOptions({
    queryKey: ['imports', import_id, 'faults'],
    queryFn: ({ pageParam }) => {
      const query = withoutBlanks({ cursor: pageParam });
      return unwrap(api.http.GET('/imports/{import_id}/faults', { params: { path: { import_id }, query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export function isMoving({ state }: Import): boolean {
  return state === 'reading' || state === 'applying';
}

import { unwrap } from '@novapos/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../session/api';
import { withoutBlanks } from '../without-blanks';
import type { TransferFilter } from './transfer-filter';

const PAGE_LIMIT = 50;

export const transferPages = (filter: TransferFilter) =>
  infiniteQueryOptions({
    queryKey: ['transfers', 'list', filter],
    queryFn: ({ pageParam }) => {
      const query = withoutBlanks({ ...filter, limit: PAGE_LIMIT, cursor: pageParam });
      return unwrap(api.http.GET('/stock/transfers', { params: { query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const transfer = (transfer_id: string) =>
  queryOptions({
    queryKey: ['transfers', transfer_id],
    queryFn: () => unwrap(api.http.GET('/stock/transfers/{transfer_id}', { params: { path: { transfer_id } } })),
  });

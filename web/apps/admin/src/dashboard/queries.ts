import { unwrap } from '@novapos/api';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../session/api';
import { withoutBlanks } from '../without-blanks';

const ROWS_MAX = 200;
export const TOP_GOODS = 8;
export const LATEST_ORDERS = 6;
export const OPEN_DRAWERS = 8;
export const STOCK_LINES = 4;

/** The day goes on: what is on screen is asked for anew while somebody looks. */
const FRESH_MS = 60_000;
const live = { refetchInterval: FRESH_MS, staleTime: FRESH_MS / 2 };

type Of = { day: string; store_id: string | undefined };

export const totalsBy = (by: 'hour' | 'store' | 'product', { day, store_id }: Of) =>
  queryOptions({
    ...live,
    queryKey: ['orders', 'totals', by, day, { store_id }],
    queryFn: async () => {
      const top = by === 'product' ? TOP_GOODS : undefined;
      const query = withoutBlanks({ by, from: day, to: day, store_id, top, limit: ROWS_MAX });
      return (await unwrap(api.http.GET('/orders/totals', { params: { query } }))).items;
    },
  });

export const latestOrders = (store_id: string | undefined) =>
  queryOptions({
    ...live,
    queryKey: ['orders', 'latest', { store_id }],
    queryFn: async () => {
      const query = withoutBlanks({ store_id, limit: LATEST_ORDERS });
      return (await unwrap(api.http.GET('/orders', { params: { query } }))).items;
    },
  });

export const openDrawers = (store_id: string | undefined) =>
  queryOptions({
    ...live,
    queryKey: ['sessions', 'open', { store_id }],
    queryFn: async () => {
      const query = withoutBlanks({ status: 'open' as const, store_id, limit: OPEN_DRAWERS });
      return (await unwrap(api.http.GET('/sessions', { params: { query } }))).items;
    },
  });

export const goodsInState = (state: 'low' | 'negative', location_id: string | undefined) =>
  queryOptions({
    ...live,
    queryKey: ['stock', 'state', state, { location_id }],
    queryFn: async () => {
      const query = withoutBlanks({ state, location_id, limit: STOCK_LINES });
      return unwrap(api.http.GET('/stock/goods', { params: { query } }));
    },
  });

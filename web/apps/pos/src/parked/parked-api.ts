import { type Api, type ApiError, errorFromThrown, type NewParkedSale, unwrap } from '@novapos/api';
import type { StoreList } from './waiting-sales';

/** As many as may wait in a store. */
const LIST_LIMIT = 200;

/** What the store's API says about sales that wait. Null where it has done what was asked. */
export type ParkedApi = {
  park: (body: NewParkedSale) => Promise<ApiError | null>;
  recall: (id: string, key: string) => Promise<ApiError | null>;
  list: (store_id: string) => Promise<StoreList>;
};

export function parkedApi({ http }: Api): ParkedApi {
  return {
    park: (body) =>
      outcome(unwrap(http.POST('/parked-sales', { params: { header: { 'Idempotency-Key': body.id } }, body }))),
    recall: (parked_sale_id, key) => {
      const params = { path: { parked_sale_id }, header: { 'Idempotency-Key': key } };
      return outcome(unwrap(http.POST('/parked-sales/{parked_sale_id}/recall', { params, body: {} })));
    },
    list: async (store_id) => {
      const params = { query: { store_id, limit: LIST_LIMIT } };
      const { items, next_cursor } = await unwrap(http.GET('/parked-sales', { params }));
      return { sales: items, isAll: !next_cursor };
    },
  };
}

async function outcome(answer: Promise<unknown>): Promise<ApiError | null> {
  try {
    await answer;
    return null;
  } catch (thrown) {
    return errorFromThrown(thrown);
  }
}

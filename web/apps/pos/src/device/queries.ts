import { unwrap } from '@novapos/api';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../session/api';

const LIST_LIMIT = 200;

/** The stores of the shop with their registers; closed ones can't sell. */
export const registersByStore = (tenant_id: string) =>
  queryOptions({
    queryKey: ['registers', 'by-store', tenant_id],
    queryFn: async () => {
      const params = { query: { limit: LIST_LIMIT } };
      const [stores, registers] = await Promise.all([
        unwrap(api.http.GET('/stores', { params })),
        unwrap(api.http.GET('/registers', { params })),
      ]);
      return stores.items
        .filter((store) => store.active)
        .map((store) => ({
          store,
          registers: registers.items.filter((register) => register.active && register.store_id === store.id),
        }))
        .filter((group) => group.registers.length > 0);
    },
  });

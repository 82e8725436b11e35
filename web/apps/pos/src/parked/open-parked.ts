import type { Api } from '@novapos/api';
import type { TillDb } from '../offline/till-db';
import type { Till } from '../till/till';
import { parkedApi } from './parked-api';
import { ParkedSales } from './parked-sales';

/** The sales that wait at this till. */
export function openParked(till: Till, db: TillDb, api: Api): Promise<ParkedSales> {
  const { register, store } = till.state.getState().setup;
  return ParkedSales.open({
    db,
    cart: till.cart,
    api: parkedApi(api),
    place: { register_id: register.id, store_id: store.id },
    quote: (cart) => till.quoteNow(cart),
    isFree: () => till.checkout.isFree,
    canSend: async () => {
      await till.reachability.check();
      return till.reachability.state.getState().isReachable;
    },
  });
}
